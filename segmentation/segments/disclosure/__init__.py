"""What may be told of groups without telling of single customers."""
