"""Charts that show what speaks for a number of segments."""
