"""The “How many?” page: what another method sees, folded away, when it sees other groups."""

from functools import partial

import streamlit as st

from pages.shared import chart
from pages.shared.messages import plain
from segmentation import cached
from segmentation.analysis.fitted_range import FittedRange
from segmentation.charts.evidence.other_groups import OtherGroupsData, other_groups_data
from segmentation.charts.segment_map import segment_map_chart
from segmentation.clustering.algorithms import ALGORITHMS
from segmentation.clustering.evidence.second_opinion import SAME
from segmentation.clustering.projection import axis_options, axis_title, map_coordinates


def show(fitted: FittedRange, k: int) -> None:
    """Show the groups of another method when they stand and are not the segments of `k`."""
    opinion = cached.second_opinion(fitted)
    if opinion is None or k not in fitted.clusterings:
        return
    agreement = opinion.agreement(fitted.clusterings[k].labels)
    if agreement >= SAME:
        return
    title = ALGORITHMS[fitted.spec.algorithm].title
    with st.expander(plain(opinion.beside(title, k)), icon=":material/call_split:"):
        st.caption(plain(opinion.account(agreement)))
        data = partial(_groups, fitted, k)
        chart.show(data, segment_map_chart, key="other_method", height=380)


def _groups(fitted: FittedRange, k: int) -> OtherGroupsData:
    projection = cached.components(fitted)
    axes = axis_options(fitted.rows, fitted.spec.features)[: len(fitted.spec.features)]
    if len(axes) != 2:
        axes = axis_options(fitted.rows, ())[-3:-1]
    return other_groups_data(
        cached.second_opinion(fitted),
        map_coordinates(fitted.rows, projection, axes),
        tuple(axis_title(axis, projection) for axis in axes),
        fitted.rows.identifiers.to_numpy(),
        first_slot=k,
    )
