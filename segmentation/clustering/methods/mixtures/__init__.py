"""Gaussian mixtures: many starts at once, the likeliest without a spike, and its plain numbers."""
