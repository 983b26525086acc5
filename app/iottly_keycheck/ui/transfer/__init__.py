"""Import and export of the key list."""
