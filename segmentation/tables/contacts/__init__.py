"""How customers can be reached, and whether they have agreed to it."""
