"""The settings: their dialog, and keeping them."""
