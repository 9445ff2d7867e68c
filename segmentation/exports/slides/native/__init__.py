"""Charts and tables of slides that their program can edit."""
