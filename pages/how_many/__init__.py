"""The “How many?” page."""
