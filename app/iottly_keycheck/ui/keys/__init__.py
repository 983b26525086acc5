"""The key list as the user sees it, and the form that adds a key."""
