"""The command line: a full front of its own, beside the window."""
