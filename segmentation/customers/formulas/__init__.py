"""Columns and conditions that a user writes as formulas: read, checked, computed; never run."""
