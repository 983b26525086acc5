"""What can be a key, and a description."""
