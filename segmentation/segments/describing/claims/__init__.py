"""What may be claimed of a segment: tests, their power, what follows from the features, words."""
