"""A table that is read in pieces: its parts, its rows, a sample of them, and how far it is."""
