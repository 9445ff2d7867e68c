"""Which columns to segment by: what the first screen proposes, and what else is worth a try."""
