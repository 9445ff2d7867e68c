"""The Profiles page: a decision tree of every depth, and the shortest rule of each segment."""

from functools import partial

import streamlit as st

from pages.profiles.drawing import draw
from pages.shared.messages import plain
from segmentation import cached
from segmentation.analysis.segmentation import Segmentation
from segmentation.charts.segments.trees import FidelityData, TreeData, fidelity_chart, tree_chart
from segmentation.tables.number_format import format_share


def show_rules(result: Segmentation) -> None:
    """Show a tree of the chosen depth and the shortest rule of each segment."""
    trees = cached.trees(result)
    depth = len(trees)
    if depth > 1:
        depth = st.slider(
            "Most questions to ask",
            1,
            len(trees),
            min(3, len(trees)),
            key=f"depth_{len(trees)}",
            help="More questions place more customers correctly, but are harder to remember.",
        )
    left, right = st.columns([3, 2], gap="medium")
    with left:
        draw("tree", partial(_tree, result, depth), tree_chart, height=420)
    with right:
        draw("fidelity", partial(_fidelity, result, depth), fidelity_chart, height=300)
    st.subheader("The shortest rule for each segment", anchor=False)
    rules = cached.rules(result, max(2, depth))
    told = [
        f"- **{plain(result.names[segment])}**: {plain(rules[segment].words)} (coverage "
        f"{format_share(rules[segment].coverage)}, purity {format_share(rules[segment].purity)})"
        for segment in result.by_slot
    ]
    st.markdown("\n".join(told))
    with st.expander("As SQL (after WHERE) and for pandas"):
        for segment in result.by_slot:
            st.markdown(f"**{plain(result.names[segment])}**")
            st.code(rules[segment].sql, language="sql", wrap_lines=True)
            st.code(rules[segment].pandas, language="python", wrap_lines=True)


def _tree(result: Segmentation, depth: int) -> TreeData:
    tree = cached.trees(result)[depth - 1]
    return TreeData(tree=tree, names=result.names, slots=result.slots)


def _fidelity(result: Segmentation, depth: int) -> FidelityData:
    fidelity = tuple(tree.fidelity for tree in cached.trees(result))
    return FidelityData(fidelity=fidelity, depth=depth)
