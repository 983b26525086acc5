"""A key that is tested again and again: its dialog, and the desktop's notifications."""
