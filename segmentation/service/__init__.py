"""Scoring over HTTP: routes, keys and limits, the description, models kept in memory."""
