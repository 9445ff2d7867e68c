"""A file or a query becomes a Table: read, typed, fingerprinted and described."""
