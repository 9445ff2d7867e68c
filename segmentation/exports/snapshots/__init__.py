"""A result to be seen by others: aggregates only, kept and shown without the table."""
