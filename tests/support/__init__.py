"""What tests stand on: displays, session buses, keyrings and the program as others start it."""
