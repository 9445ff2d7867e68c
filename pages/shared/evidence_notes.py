"""What is said of the evidence wherever segments are shown: a badge, a warning, two curves."""

from collections.abc import Iterable

import streamlit as st

from pages.shared.messages import plain
from segmentation import cached
from segmentation.analysis.fitted_range import FittedRange
from segmentation.analysis.segmentation import Segmentation
from segmentation.charts.criteria import (
    CriterionData,
    calinski_harabasz_data,
    davies_bouldin_data,
    elbow_data,
    silhouette_data,
)
from segmentation.clustering.evidence.decision import GROUPS, NONE, SLICES, Decision
from segmentation.clustering.evidence.drivers import dominant
from segmentation.tables.columns.personal import caution
from segmentation.tables.labels import split_unit

BADGES = ((0.9, "green"), (0.6, "orange"), (0.0, "red"))
"""Share of resamples from which a segment's badge has a colour."""

HELP = (
    "Separate groups: fewer customers lie between two segments than in either. Useful slices: "
    "not clearly set apart, but better than random data, and other customers like these would be "
    "divided in much the same way. No structure: random data often divide just as well, or other "
    "customers like these would be divided differently. All pages say the same; “How many?” shows "
    "why."
)


VERDICT_COLORS = {GROUPS: "green", SLICES: "orange", NONE: "red", None: "gray"}


def show_verdict(decision: Decision, n_clusters: int) -> None:
    """Show whether there are groups at all, and what that means for so many segments."""
    badge = f":{VERDICT_COLORS[decision.verdict]}-badge[{decision.title}]"
    about = plain(decision.about(n_clusters))
    st.markdown(f"{badge} {about}", help=None if decision.is_by_rule else HELP)


def show_empty_rules(result: Segmentation) -> None:
    """Say which rules hold for nobody, so that they have no segment."""
    empty = result.fitted.empty_rules
    if empty:
        names = ", ".join(f"“{name}”" for name in empty)
        st.caption(plain(f"Nobody is in {names}, so it was left out."))


def show_caution(features: Iterable[str]) -> None:
    """Say when segments are shaped by sex, age, origin and what else the law protects."""
    said = caution(features)
    if said:
        st.caption(plain(said))


def stability_badge(again: int, n_resamples: int, verdict: str | None) -> str:
    """Return the badge of a segment, as Markdown; coming back alone makes no group of a slice."""
    color = next(color for share, color in BADGES if again >= share * n_resamples)
    what = "found again" if verdict == GROUPS else "divided the same way"
    return f":{color}-badge[{what} in {again} of {n_resamples} repeats]"


def show_driver(result: Segmentation) -> None:
    """Warn when one column alone is the result, or outweighs all others together."""
    said = "" if result.spec.is_by_rule else told_of_one_column(result)
    if said:
        st.warning(
            plain(
                f"{said} Lower its weight in More settings, choose other columns, or another "
                f"number of segments."
            ),
            icon=":material/info:",
        )


def told_of_one_column(result: Segmentation) -> str:
    """Say that one column alone is the result, or outweighs the others; empty where none does."""
    disguise = cached.disguise(result)
    if disguise is not None:
        return " ".join(filter(None, [_as_sentence(disguise.headline), disguise.sentence]))
    driver = dominant(cached.drivers(result))
    if driver is None:
        return ""
    name = split_unit(driver.feature).label
    return f"{name} accounts for {driver.share:.0%} of what sets these segments apart."


def _as_sentence(headline: str) -> str:
    return f"One column in disguise: {headline}." if headline else ""


def silhouettes_of(fitted: FittedRange, k: int) -> CriterionData:
    """Return the silhouette of every number of segments, with `k` marked."""
    return silhouette_data(cached.scan(fitted), k)


def calinski_harabasz_of(fitted: FittedRange, k: int) -> CriterionData:
    """Return the Calinski–Harabasz index of every number of segments, with `k` marked."""
    return calinski_harabasz_data(cached.scan(fitted), k)


def davies_bouldin_of(fitted: FittedRange, k: int) -> CriterionData:
    """Return the Davies–Bouldin index of every number of segments, with `k` marked."""
    return davies_bouldin_data(cached.scan(fitted), k)


def elbow_of(fitted: FittedRange, k: int) -> CriterionData:
    """Return the inertia of every number of segments, with `k` marked."""
    return elbow_data(cached.scan(fitted), k)
