"""Drawings as small as a line of text: the mark of a segment, and where it lies on a number."""
