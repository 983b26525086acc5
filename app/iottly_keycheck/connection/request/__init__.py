"""The HTTP request, on the observed connection."""
