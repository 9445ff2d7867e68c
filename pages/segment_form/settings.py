"""The widgets that make a spec: features, algorithm, scaling, weights.

Their keys are the names in the link. What the user has not touched follows the proposal.
"""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.filters.bar import FilterPlaces
from pages.segment_form import cleaning, ways
from pages.segment_form.by_rule.rfm import choose_groups
from pages.segment_form.by_rule.rules import written
from pages.segment_form.own_columns import choose_own_columns
from pages.segment_form.proposal import choose_parts, formulas_text, say_reasons
from pages.shared.messages import LENS_NAMES, option_names, plain, sentences_for_errors
from pages.shell import frame, state
from segmentation import cached
from segmentation.analysis.choosing.proposal import Proposal
from segmentation.clustering.spec import SCALINGS, SegmentationSpec
from segmentation.customers.cleaning import unsuitable
from segmentation.customers.proposal.features import SCALES
from segmentation.customers.rfm_rules.columns import RfmColumns
from segmentation.tables.columns.taxonomy import PERSONS, Lens
from segmentation.tables.table import Table

LENS_ORDER = (*sorted(Lens, key=lambda lens: lens.is_person), None)
WEIGHTS = (0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 10.0)
HEADS = "customers"
"""Instead of a column whose sum is counted: count customers only."""

SCALING_NAMES = {
    "standard": "Standard",
    "minmax": "Min-max",
    "robust": "Robust",
    "none": "None (raw units)",
}


def choose_features(table: Table, proposal: Proposal | None) -> list[str]:
    """Show the columns that can be features and return the chosen ones.

    Parameters
    ----------
    table : Table
    proposal : Proposal or None
        Where the choice begins.

    Returns
    -------
    list of str
        Empty when the user has removed all.
    """
    columns = cached.columns(table)
    reasons = {column.name: unsuitable(column, len(table.frame)) for column in columns}
    lenses = {column.name: column.lens for column in columns}
    offered = sorted(
        (name for name, reason in reasons.items() if reason is None),
        key=lambda name: LENS_ORDER.index(lenses[name]),
    )
    names = option_names(list(reasons))
    _explain_link(reasons, names)
    features = st.multiselect(
        "Segment customers by",
        offered,
        default=[name for name in (proposal.spec.features if proposal else ()) if name in offered],
        format_func=names.get,
        key="features",
        bind="query-params",
        persist_state="session",
        placeholder="Choose one or more columns",
        help=_about_columns(offered, lenses, names, reasons),
    )
    if ways.chosen() in ways.BY_RULE:
        st.caption("With rules, the columns in their conditions are used instead.")
        return features
    if features and {lenses[name] for name in features} <= PERSONS:
        st.caption(
            "These columns say who customers are, not what they do. What customers do usually "
            "separates them better."
        )
    if any(not column.numeric for column in columns if column.name in features):
        st.caption(
            "A category counts as one yes-or-no column per value; two different values weigh as "
            "much as one typical difference in a number."
        )
    return features


def usable_columns(table: Table) -> list[str]:
    """Return the columns that can be features."""
    n_rows = len(table.frame)
    return [c.name for c in cached.columns(table) if unsuitable(c, n_rows) is None]


def choose_family(
    table: Table, place: DeltaGenerator, toolbar: DeltaGenerator, filters: FilterPlaces
) -> SegmentationSpec | None:
    """Show the columns and the settings beside k, and return all but k as a spec.

    The page ends where a filter does not fit or leaves too few for segments: a sentence says so.

    Parameters
    ----------
    table : Table
    place : DeltaGenerator
        Where the columns are chosen.
    toolbar : DeltaGenerator
        Where the other settings are.
    filters : FilterPlaces
        Where the filter is.

    Returns
    -------
    SegmentationSpec or None
        None while no feature is chosen.
    """
    with place:
        upper = st.container()
    proposal, sentences = choose_parts(table, place)
    with toolbar:
        table, own, enough = choose_own_columns(table, filters, formulas_text(proposal))
    with upper:
        features = choose_features(table, proposal)
    with toolbar, st.popover("More settings", icon=":material/tune:"):
        buyers = cached.rfm_columns(table)
        way = ways.choose_way(has_rfm=buyers is not None)
        with sentences_for_errors():
            ruled = _rules_of(way, table, buyers)
        scaling = st.selectbox(
            "Scaling",
            SCALINGS,
            format_func=SCALING_NAMES.get,
            key="scaling",
            bind="query-params",
            persist_state="session",
            help="Columns have different units. Standard lets every number count the same; "
            "without scaling the column with the largest figures decides.",
        )
        usual = dict(proposal.spec.weights or ()) if proposal else {}
        weights = _choose_weights(table, features, usual)
        scaled = proposal is None or SCALES not in proposal.without
        chosen = cleaning.choose_cleaning(table, tuple(features), scaled=scaled)
    if not enough:
        st.stop()  # after the settings are drawn, so that none of them is lost
    if way in ways.BY_RULE:
        return _ruled(ruled, scaling, chosen, own)
    family = None
    if features:
        family = _family(features, way, scaling, weights, **chosen, **own)
    say_reasons(proposal, family, sentences)
    return family


def _family(
    features: list[str], way: str, scaling: str, weights: dict[str, float], **more: object
) -> SegmentationSpec:
    return SegmentationSpec(
        features=tuple(features),
        algorithm=way,
        scaling=scaling,
        weights=weights or None,
        **more,
    )


def _ruled(
    ruled: dict[str, object], scaling: str, chosen: dict[str, object], own: dict[str, object]
) -> SegmentationSpec | None:
    """Return what segments by rule are made of; None while there is no rule."""
    if not ruled["rules"]:
        return None
    formulas = (*own["formulas"], *ruled["formulas"])
    # Columns that play no part need no transform.
    settings = chosen | own | ruled | {"formulas": formulas, "transforms": ()}
    return SegmentationSpec(**settings, scaling=scaling)


def _rules_of(way: str, table: Table, buyers: RfmColumns | None) -> dict[str, object]:
    """Return what segments by rule are made of; nothing where they are found."""
    if way == ways.RFM:
        made = choose_groups(table, buyers)
        return {"algorithm": ways.RULES, "rules": made.rules, "formulas": made.formulas}
    rules = written() if way == ways.RULES else ()
    return {"algorithm": ways.RULES, "rules": rules, "formulas": ()}


def _choose_weights(table: Table, features: list[str], usual: dict[str, float]) -> dict[str, float]:
    """Let the user say how much each column counts; return those that differ from 1."""
    if len(features) < 2:
        return {}
    st.markdown(
        "**How much each column counts**",
        help="1 is as much as any other. A weight multiplies the column's part in the squared "
        "distance between two customers.",
    )
    names = option_names(list(table.frame.columns))
    weights = {
        feature: st.select_slider(
            plain(names[feature]),
            WEIGHTS,
            usual.get(feature, 1.0),
            format_func=lambda weight: f"× {weight:g}",
            key=f"weight_{names[feature]}",
            bind="query-params",
            persist_state="session",
        )
        for feature in features
    }
    return {feature: weight for feature, weight in weights.items() if weight != 1}


def _explain_link(reasons: dict[str, str | None], names: dict[str, str]) -> None:
    """Say why columns that the link asks for are not features."""
    for column, reason in reasons.items():
        if reason and {column, names[column]} & set(state.asked("features")):
            st.warning(plain(f"The link names a column that cannot be used. {reason}"))
    frame.notice_unknown("features", "the column", (*reasons, *names.values()))


def _about_columns(
    offered: list[str],
    lenses: dict[str, str | None],
    names: dict[str, str],
    reasons: dict[str, str | None],
) -> str:
    """Group the columns by what they are about, and say why others are not offered."""
    said = ["The columns that decide which customers are alike."]
    for lens in LENS_ORDER[:-1]:
        group = [plain(names[name]) for name in offered if lenses[name] == lens]
        if group:
            said.append(f"{LENS_NAMES[lens]}: {', '.join(group[:12])}.")
    refused = [plain(reason.split(". Choose")[0]) for reason in reasons.values() if reason]
    if refused:
        said.append("Not offered: " + "; ".join(refused[:8]))
    return "  \n".join(said)
