"""Where a table stands among cells, and what its columns are called."""
