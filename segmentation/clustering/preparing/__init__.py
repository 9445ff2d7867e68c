"""What fitting the preparation asks of a column, wherever its values are."""
