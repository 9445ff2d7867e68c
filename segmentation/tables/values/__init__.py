"""Text cells become numbers, dates and yes-or-no columns."""
