"""Authentication at a proxy: Basic, Digest, NTLM, Negotiate."""
