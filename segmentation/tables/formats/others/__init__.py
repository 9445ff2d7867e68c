"""Files that are no table, told by what they hold, and refused by what they are."""
