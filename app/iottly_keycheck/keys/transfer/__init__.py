"""Key lists in files."""
