"""How much memory is held for whom, and when it is given back."""
