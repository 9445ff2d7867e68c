"""What is true of each segment and each customer: counts, effects, cards, single customers."""
