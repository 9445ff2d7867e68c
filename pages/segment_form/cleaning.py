"""The settings that decide which customers count and how far-out values weigh.

Each choice says beforehand what it does to this table.
"""

from collections.abc import Iterable

import streamlit as st

from pages.shared.messages import plain
from segmentation import cached
from segmentation.clustering.spec import MISSING
from segmentation.customers.duplicates import DUPLICATES
from segmentation.customers.outliers import OUTLIERS, QUANTILES, TRANSFORMS, CleaningEffects
from segmentation.errors import counted
from segmentation.tables.table import Table

MISSING_NAMES = {"drop": "Leave the customer out", "impute": "Fill with the typical value"}
DUPLICATE_NAMES = {
    "keep": "Keep every row",
    "first": "Keep the first row",
    "last": "Keep the last row",
    "sum": "Add up their numbers",
    "mean": "Average their numbers",
}
OUTLIER_NAMES = {
    "keep": "Keep as they are",
    "cap": "Cap at the limits",
    "set_aside": "Leave the customer out",
}
TAIL_NAMES = {
    "proposed": "As each needs it",
    "none": "Keep as they are",
    "log": "Logarithm",
    "yeo_johnson": "Yeo-Johnson",
}
"""How numbers of which a few lie far out are compared; the first unless the user chooses."""

LIMITS = {"1% and 99%": QUANTILES, "2.5% and 97.5%": (0.025, 0.975), "5% and 95%": (0.05, 0.95)}


def choose_cleaning(
    table: Table, features: tuple[str, ...], *, scaled: bool = True
) -> dict[str, object]:
    """Show the choices and what each would do; return them as settings of a spec.

    Parameters
    ----------
    table : Table
    features : tuple of str
        The chosen columns.
    scaled : bool
        Whether columns start on the scales that they need.

    Returns
    -------
    dict
        Keywords of `SegmentationSpec`.
    """
    effects = cached.cleaning_effects(table, features, QUANTILES)
    chosen = {"missing": _choose_missing(effects)}
    if chosen["missing"] == "impute" and effects.missing:
        chosen["fills"] = _choose_fill(table, features)
    if effects.repeated and table.sampled is None:
        chosen["duplicates"] = _select("Rows of the same customer", DUPLICATES, DUPLICATE_NAMES)
        st.caption(f"{counted(effects.repeated, 'row')} repeat an identifier seen before.")
    chosen |= _choose_outliers(table, features)
    needed = cached.scales(table, features)
    if effects.skewness or needed:
        chosen["transforms"] = _choose_tails(table, effects, needed, scaled=scaled)
    return chosen


def _choose_missing(effects: CleaningEffects) -> str:
    missing = _select(
        "Customers with missing values",
        MISSING,
        MISSING_NAMES,
        key="missing",
        help="The typical value is the median of a number and the most frequent category.",
    )
    st.caption(
        f"{counted(effects.missing, 'customer')} of {effects.n_rows:,} lack a value in the chosen "
        f"columns."
    )
    return missing


def _choose_fill(table: Table, features: tuple[str, ...]) -> tuple[tuple[str, float], ...]:
    value = st.number_input(
        "Fill numbers with",
        value=None,
        placeholder="The median",
        key="fill",
        help="For example 0 where an empty cell means that nothing was bought.",
    )
    numbers = [c.name for c in cached.columns(table) if c.numeric and c.name in features]
    return () if value is None else tuple((name, float(value)) for name in numbers)


def _choose_outliers(table: Table, features: tuple[str, ...]) -> dict[str, object]:
    outliers = _select("Extreme values", OUTLIERS, OUTLIER_NAMES, key="outliers")
    limits = LIMITS[
        _select("Extreme is beyond", tuple(LIMITS), dict(zip(LIMITS, LIMITS, strict=True)))
    ]
    outside = cached.cleaning_effects(table, features, limits).outside
    st.caption(f"{counted(outside, 'customer')} have a value beyond these limits.")
    return {"outliers": outliers, "outlier_quantiles": limits}


def _choose_tails(
    table: Table, effects: CleaningEffects, needed: tuple[tuple[str, str], ...], *, scaled: bool
) -> tuple[tuple[str, str], ...]:
    """Offer scales for columns with a long tail, where there are any."""
    options = tuple(TAIL_NAMES) if scaled else ("none", *TRANSFORMS)
    how = _select("Long tails", options, TAIL_NAMES)
    names = [name for name, _ in effects.skewness]
    if names:
        far = _quoted(names)
        st.caption(plain(f"A few customers have far more, or less, than the others in {far}."))
    if how == "proposed":
        if needed:
            st.caption(plain(f"On a scale of their own: {_quoted(name for name, _ in needed)}."))
        return needed
    if how == "none":
        return ()
    return tuple(
        (name, "yeo_johnson" if how == "log" and (table.frame[name] < 0).any() else how)
        for name in names
    )


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)


def _select(
    title: str,
    options: tuple[str, ...],
    names: dict[str, str],
    key: str | None = None,
    help: str | None = None,  # noqa: A002 - as Streamlit calls it
) -> str:
    return st.selectbox(
        title,
        options,
        format_func=names.get,
        key=key or title.lower().replace(" ", "_"),
        bind="query-params",
        persist_state="session",
        help=help,
    )
