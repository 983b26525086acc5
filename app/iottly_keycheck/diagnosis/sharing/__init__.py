"""A report as others get it: e-mail, text, curl command, without names."""
