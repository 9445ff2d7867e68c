"""A segmentation as plain numbers: a file, a rule for any later customer, the same rule as SQL."""
