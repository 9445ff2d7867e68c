"""Whether clusters are parted by gaps."""
