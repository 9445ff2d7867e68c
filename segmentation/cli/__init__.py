"""The command line: ``python -m segmentation``, a module for each kind of command."""
