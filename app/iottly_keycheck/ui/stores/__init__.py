"""Where keys are kept: the place that is chosen, keys on their way, the end of a session."""
