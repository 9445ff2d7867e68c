"""Segments by rule: made of conditions, and laid beside segments that were found."""
