"""The key list as Qt's views see it: rows, order, search."""
