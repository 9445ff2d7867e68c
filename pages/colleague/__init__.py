"""A colleague's link: sharing a result without its customers, and seeing one that was shared."""
