"""How a model stands in a file: the published schema, and the way there and back."""
