"""Colours, sizes, style sheet and icon of the program."""
