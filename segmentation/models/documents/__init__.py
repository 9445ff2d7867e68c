"""How models stand in files and in the library: the published schema, and the way there and back."""
