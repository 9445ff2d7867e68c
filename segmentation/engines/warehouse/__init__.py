"""A table that stays in its database: SQL answers for all rows, and only a sample travels."""
