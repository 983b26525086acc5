"""How fast it is, as ratios."""
