"""What a column is about, told from its name and its values."""
