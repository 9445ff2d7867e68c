"""Segments by rule: conditions of the user's own, and the usual groups of buyers."""
