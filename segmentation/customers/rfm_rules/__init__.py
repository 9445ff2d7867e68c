"""The usual groups of buyers as segments by rule, for any table of customers."""
