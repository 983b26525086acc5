"""What a ping has seen, as facts without judgement."""
