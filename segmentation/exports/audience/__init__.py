"""Customers of chosen segments as files for ad platforms, hashed as each of them documents."""
