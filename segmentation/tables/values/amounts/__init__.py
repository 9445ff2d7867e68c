"""Amounts as people write them: digits of the world, currencies, thousands and millions by word."""
