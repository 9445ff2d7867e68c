"""Segments of a table that lies with Spark: it does the passes, this package decides what they are.

Decided: nothing here distributes work. Statistics are aggregates and the preparation is expressions
over a DataFrame; centres are found by MLlib; rows are assigned on Spark's workers by the package's
own scoring (`segmentation.models`), which is sent to them, so that every way of scoring a model
gives the same to the last bit. What looks at customers one by one looks at a sample, as for any
large table (`segmentation.engines.large`).
"""
