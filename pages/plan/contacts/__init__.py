"""The part of the Plan page that hands customers over: lists, files for ads, and what is sent."""
