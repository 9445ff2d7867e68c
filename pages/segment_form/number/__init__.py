"""The number of segments: the slider, and the numbers that are weighed."""
