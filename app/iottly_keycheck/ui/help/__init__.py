"""Help, and what is to be known about the program."""
