"""The Profiles page: how sure it is that the segments differ, and by what."""

import math
from functools import partial

import streamlit as st

from pages.profiles.drawing import draw
from segmentation import cached
from segmentation.analysis.segmentation import Segmentation
from segmentation.charts.segments.drivers import DriversData, drivers_chart, drivers_data
from segmentation.segments.describing.effects import SURE, Effect


def show_how_sure(result: Segmentation) -> None:
    """Show how much each column differs, how sure that is, and what drives the segments."""
    effects = cached.effects(result)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        rows = [_effect_row(effect) for effect in effects]
        st.dataframe(
            rows,
            hide_index=True,
            column_config={
                "Column": st.column_config.TextColumn(width=150),
                "Difference": st.column_config.TextColumn(width=75),
                "Sure": st.column_config.TextColumn(width=75),
                "p": st.column_config.TextColumn(width=60),
                "Size": st.column_config.ProgressColumn(
                    min_value=0,
                    max_value=1,
                    format="%.3f",
                    width=110,
                    help="Share of the variance between segments (eta²) for a number, Cramér’s V "
                    "for a category. 0: the segments are alike, 1: nothing else matters.",
                ),
            },
            alt="How much every column differs between the segments, and how sure that is.",
        )
        st.caption(
            "The columns that made the segments differ because they were used, and so do "
            "columns that follow from them: a test would prove nothing. The others are tested "
            "(Kruskal–Wallis for numbers, chi² for categories, corrected for their number); up "
            f"to {SURE:g} counts as sure."
        )
    with right:
        height = 110 + 62 * len(cached.drivers(result))
        draw("drivers", partial(_drivers, result), drivers_chart, height=height)


def _drivers(result: Segmentation) -> DriversData:
    return drivers_data(cached.drivers(result), cached.importance(result))


def _effect_row(effect: Effect) -> dict[str, object]:
    sure, p = "used", ""
    if not effect.is_feature:
        tested = math.isfinite(effect.p_value)
        sure = ("yes" if effect.is_sure else "no") if tested else "not tested"
        sure = "follows" if effect.is_derived else sure
        p = "" if not tested else "< 0.001" if effect.p_value < 0.001 else f"{effect.p_value:.3f}"
    return {
        "Column": effect.label.axis,
        "Difference": effect.strength,
        "Size": effect.size,
        "Sure": sure,
        "p": p,
    }
