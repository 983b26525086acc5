"""Reports: copied, saved, sent, opened."""
