"""How models stand in files and in the library: the published schema, there and back."""
