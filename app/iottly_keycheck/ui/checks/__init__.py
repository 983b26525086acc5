"""Checks at work: one, many, and what they need."""
