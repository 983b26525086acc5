"""The key list in its database."""
