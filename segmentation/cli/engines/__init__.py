"""Commands for tables that are not loaded: in pieces, or where Spark is."""
