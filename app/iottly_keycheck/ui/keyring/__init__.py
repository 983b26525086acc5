"""Waiting for the keyring, and for the person whom it asks."""
