"""Web and app events become one row per visitor: how often, how recently, how far, what of."""
