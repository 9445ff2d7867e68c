"""What is typical of segments, column by column."""
