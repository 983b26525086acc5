"""Defects: caught, written to a file, shown."""
