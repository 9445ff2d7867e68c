"""Where the work is done when a table is too large for memory."""
