"""What is said of the evidence wherever segments are shown: a badge, a warning."""

import streamlit as st

from pages.shared.messages import plain
from segmentation import cached
from segmentation.clustering.evidence.drivers import dominant
from segmentation.clustering.spec import SegmentationSpec
from segmentation.tables.labels import split_unit
from segmentation.tables.table import Table

BADGES = ((0.9, "green"), (0.6, "orange"), (0.0, "red"))
"""Share of resamples from which a segment's badge has a colour."""


def stability_badge(again: int, n_resamples: int) -> str:
    """Return the badge of a segment, as Markdown."""
    color = next(color for share, color in BADGES if again >= share * n_resamples)
    return f":{color}-badge[found again in {again} of {n_resamples} resamples]"


def show_driver(table: Table, spec: SegmentationSpec) -> None:
    """Warn when one column alone is the result."""
    found = dominant(cached.drivers(table, spec))
    if found is None:
        return
    name = split_unit(found.feature).label
    said = f"{spec.n_clusters} segments are little more than {name}: "
    if found.is_copy:
        said = f"{spec.n_clusters} segments are just {name}, and nothing else: "
    st.warning(
        plain(
            f"{said}it accounts for {found.share:.0%} of what tells them apart. Lower its weight "
            f"in More settings, choose other columns, or another number of segments."
        ),
        icon=":material/info:",
    )
