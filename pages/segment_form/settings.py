"""The widgets that make a spec: features, number of segments, algorithm, scaling.

Their keys are the names in the link. A setting that the user has not touched follows the data: k is
what the verdict suggests, the axes are the chosen features.
"""

from collections import Counter

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.segment_form import cleaning, ways
from pages.segment_form.own_columns import choose_own_columns
from pages.segment_form.rfm import choose_groups
from pages.segment_form.rules import written
from pages.shared.messages import LENS_NAMES, plain, sentences_for_errors, short
from pages.shell import frame, state
from segmentation import cached
from segmentation.clustering.evidence.decision import GROUPS, NONE, SLICES
from segmentation.clustering.selection import KScan
from segmentation.clustering.spec import K_MAX, K_MIN, SCALINGS, SegmentationSpec
from segmentation.customers.cleaning import unsuitable
from segmentation.customers.rfm_rules.columns import RfmColumns
from segmentation.tables.columns.taxonomy import PERSONS, Lens
from segmentation.tables.labels import split_unit
from segmentation.tables.table import Table

LENS_ORDER = (*sorted(Lens, key=lambda lens: lens.is_person), None)
WEIGHTS = (0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 10.0)
START = {
    GROUPS: "{} separate groups",
    SLICES: "{} slices are suggested",
    NONE: "{} is the most distinct",
    None: "{} is the most distinct",
}
"""By verdict, what the button says that goes back to the start of the slider."""

HEADS = "customers"
"""Instead of a column whose sum is counted: count customers only."""

SCALING_NAMES = {
    "standard": "Standard",
    "minmax": "Min-max",
    "robust": "Robust",
    "none": "None (raw units)",
}


def choose_features(table: Table) -> list[str]:
    """Show the columns that can be features and return the chosen ones.

    Parameters
    ----------
    table : Table

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
        default=list(cached.default_features(table)),
        format_func=names.get,
        key="features",
        bind="query-params",
        persist_state="session",
        placeholder="Choose one or more columns",
        help=_about_columns(offered, lenses, names, reasons),
    )
    if ways.chosen() in ways.BY_RULE:
        st.caption("By rule, the columns that the conditions compare take their place.")
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
    table: Table, place: DeltaGenerator, toolbar: DeltaGenerator
) -> SegmentationSpec | None:
    """Show the columns and the settings beside k, and return all but k as a spec.

    Parameters
    ----------
    table : Table
    place : DeltaGenerator
        Where the columns are chosen.
    toolbar : DeltaGenerator
        Where the other settings are.

    Returns
    -------
    SegmentationSpec or None
        None while no feature is chosen.
    """
    with toolbar:
        table, own = choose_own_columns(table)
    with place:
        features = choose_features(table)
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
            help="Columns have different units. Standard lets every number weigh the same; "
            "without scaling the column with the largest figures decides.",
        )
        weights = _choose_weights(table, features)
        chosen = cleaning.choose_cleaning(table, tuple(features))
    if way in ways.BY_RULE:
        if not ruled["rules"]:
            return None
        own["formulas"] += ruled.pop("formulas")
        chosen["transforms"] = ()  # of columns that play no part
        return SegmentationSpec(**ruled, **own, **chosen, scaling=scaling)
    if not features:
        return None
    return SegmentationSpec(
        features=tuple(features),
        algorithm=way,
        scaling=scaling,
        weights=weights or None,
        **chosen,
        **own,
    )


def _rules_of(way: str, table: Table, buyers: RfmColumns | None) -> dict[str, object]:
    """Return what segments by rule are made of; nothing where they are found."""
    if way == ways.RFM:
        made = choose_groups(table, buyers)
        return {"algorithm": ways.RULES, "rules": made.rules, "formulas": made.formulas}
    rules = written() if way == ways.RULES else ()
    return {"algorithm": ways.RULES, "rules": rules, "formulas": ()}


def _choose_weights(table: Table, features: list[str]) -> dict[str, float]:
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
            1.0,
            format_func=lambda weight: f"× {weight:g}",
            key=f"weight_{names[feature]}",
            bind="query-params",
            persist_state="session",
        )
        for feature in features
    }
    return {feature: weight for feature, weight in weights.items() if weight != 1}


def choose_k(scan: KScan) -> int:
    """Show the slider and return the number of segments.

    Parameters
    ----------
    scan : KScan
        With its verdict; the slider follows what it suggests until it is moved.

    Returns
    -------
    int
    """
    suggested = scan.start_k
    default = suggested or K_MIN
    follow("k", default)
    k = st.slider(
        "Number of segments",
        K_MIN,
        K_MAX,
        default,
        key="k",
        bind="query-params",
        persist_state="session",
        on_change=choose,
        args=("k", default),
        help="How many segments to divide the customers into. It starts at the number of separate "
        "groups, or where the split is most distinct (the highest silhouette).",
    )
    if suggested is not None:
        # Always there, so that nothing moves while the slider does.
        st.button(
            START[scan.verdict].format(suggested),
            on_click=forget_choice,
            args=("k",),
            type="tertiary",
            icon=":material/undo:",
            disabled=k == suggested,
            help="Set the slider back to this number.",
        )
    return k


def follow(key: str, default: object) -> None:
    """Let a keyed widget show `default` until the user, or the link, has chosen another.

    The widget must have the same default: the link leaves out what equals it, and going back in
    the browser to such a link returns to it.
    """
    chosen = st.session_state.get(f"{key}_chosen", bool(state.asked(key)))
    if not chosen and st.session_state.get(key) != default:
        st.session_state[key] = default


def choose(key: str, default: object) -> None:
    """Remember whether the user has chosen something else than the default."""
    st.session_state[f"{key}_chosen"] = st.session_state[key] != default


def forget_choice(key: str) -> None:
    """Let a setting follow the data again."""
    st.session_state[f"{key}_chosen"] = False


def option_names(columns: list[str]) -> dict[str, str]:
    """Return what each column is called in pickers and in the link: its name without the unit.

    Parameters
    ----------
    columns : list of str

    Returns
    -------
    dict of str to str
        Distinct; the whole name where names without units coincide.
    """
    labels = {column: short(split_unit(column).label, 48) for column in columns}
    counts = Counter(labels.values())
    return {column: name if counts[name] == 1 else column for column, name in labels.items()}


def _explain_link(reasons: dict[str, str | None], names: dict[str, str]) -> None:
    """Say why columns that the link asks for are not features."""
    for column, reason in reasons.items():
        if reason and {column, names[column]} & set(state.asked("features")):
            st.warning(plain(f"The link asks for a column that cannot be used. {reason}"))
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
