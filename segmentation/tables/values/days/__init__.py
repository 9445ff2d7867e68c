"""Dates as people write them: words, eras, clocks, and what a whole column settles."""
