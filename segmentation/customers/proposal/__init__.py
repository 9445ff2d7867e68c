"""The features that an expert would make of a table: which columns, on which scale, and why."""
