"""Which proxy applies, and why."""
