"""Clusters become segments: an identity that lasts, a profile, and a name in plain words."""
