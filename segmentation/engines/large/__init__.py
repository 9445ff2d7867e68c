"""Segments of a table that is read in pieces: one room for each step, from statistics to labels.

What decides a step is written in its module; the figures and limits stand in ``docs/method.md``
under “Large files”. An engine that does the passes elsewhere takes the place of
`segmentation.engines.large.passes` and `segmentation.engines.large.labelling`: it returns a
`Refined` and `Totals`, and everything above stays.
"""
