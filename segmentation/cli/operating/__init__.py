"""Commands for whoever runs the studio: keys, the log, the library."""
