"""Charts in two steps: a frozen value with numbers and words, then the figure drawn of it."""
