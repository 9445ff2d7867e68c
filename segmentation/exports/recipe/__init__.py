"""How to make a segmentation again: as a document, as a script and as a notebook."""
