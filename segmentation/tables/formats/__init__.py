"""One file per format: bytes become a grid of text cells, or a frame when the format is typed."""
