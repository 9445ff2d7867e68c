"""The rule of a model as one SELECT, for every dialect of SQL."""
