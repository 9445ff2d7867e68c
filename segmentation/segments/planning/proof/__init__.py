"""What a lift proves: exact limits, the verdict they give, and what an experiment can show."""
