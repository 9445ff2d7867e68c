"""Charts that set segments side by side: what differs, how it spreads, what tells them apart."""
