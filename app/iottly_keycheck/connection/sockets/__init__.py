"""Names, addresses, sockets and TLS."""
