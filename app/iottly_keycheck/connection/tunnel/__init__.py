"""The way to the service: directly, or by a tunnel through a proxy."""
