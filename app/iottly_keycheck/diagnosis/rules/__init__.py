"""From facts to the cause and the hints: pure functions."""
