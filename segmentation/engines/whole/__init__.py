"""A table too large to be loaded, in the app: a sample of it opens, and passes count all rows."""
