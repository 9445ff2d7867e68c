"""The parts of a name: what is true of most members, how it is put, what tells two apart."""
