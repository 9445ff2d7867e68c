"""What to do about segments: whom to address, with what, for how much, and how to prove it."""
