"""What pages show of a table too large to be loaded: a sample, and what all rows come to."""
