"""One SELECT of a database, run in a process of its own."""
