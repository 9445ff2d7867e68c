"""What the server does for all visitors: loading, cleaning, turns, sending."""
