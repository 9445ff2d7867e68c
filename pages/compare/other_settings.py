"""The Compare page: the same customers, divided in another way."""

from dataclasses import dataclass, replace
from functools import partial

import streamlit as st
from pandas import DataFrame, Series
from streamlit.delta_generator import DeltaGenerator

from pages.compare import words
from pages.people import exporting
from pages.segment_form import settings
from pages.shared import chart
from pages.shared.messages import plain, short
from pages.shell import reopening
from segmentation import cached
from segmentation.analysis.compare import labels_of
from segmentation.analysis.segmentation import Segmentation
from segmentation.charts.segments.flows import flows_chart, flows_data
from segmentation.clustering.algorithms import FINDERS
from segmentation.clustering.spec import K_MAX, K_MIN
from segmentation.errors import counted
from segmentation.exports.csv_text import csv_bytes
from segmentation.segments.matching_segments import Comparison, compare_labels
from segmentation.tables.number_format import format_share

SETTINGS, DATES, LENSES = "settings", "dates", "lenses"
MODES = {
    SETTINGS: words.SETTINGS_MODE,
    DATES: words.DATES_MODE,
    LENSES: words.LENSES_MODE,
}
OTHER = "other"
ROWS_SHOWN = 1_000
SAME, ALIKE = 0.95, 0.6
"""Agreement from which two divisions are practically one, and from which they are much alike."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Side:
    """A division to compare with.

    Attributes
    ----------
    name : str
    labels : Series
        By row.
    names : tuple of str
    slots : tuple of int
    """

    name: str
    labels: Series
    names: tuple[str, ...]
    slots: tuple[int, ...]


def choose_mode() -> str:
    """Ask what is compared."""
    return st.segmented_control(
        words.COMPARE,
        list(MODES),
        default=SETTINGS,
        format_func=MODES.get,
        key="compare",
        bind="query-params",
        persist_state="session",
        required=True,
    )


def show_settings(result: Segmentation, title: DeltaGenerator) -> None:
    """Compare with other settings, or a saved segmentation, on the same customers."""
    other = _choose_other(result)
    own = labels_of(result, by_row=True)
    comparison = compare_labels(own, other.labels, result.n_clusters, len(other.names))
    title.title(plain(agreement_headline(comparison)))
    st.markdown(plain(words.SIDES.format(other=other.name)))
    show_flows(comparison, result, other)
    if comparison.n_common:
        st.caption(words.AGREEMENT.format(value=comparison.agreement))
    show_partners(comparison, result, other)
    with st.expander(words.WHO_IS_IN_BOTH):
        st.dataframe(
            comparison.in_both(result.names, other.names),
            hide_index=True,
            alt=words.IN_BOTH_ALT,
        )
    identifiers = Series(result.rows.identifiers.to_numpy(), index=own.index)
    show_moved(comparison, result, other, identifiers)


def agreement_headline(comparison: Comparison) -> str:
    """Say how much two divisions agree."""
    if not comparison.n_common:
        return words.NOBODY_IN_BOTH
    if not comparison.n_moved:
        return words.NOBODY_CHANGES
    one, several = words.ONE_HARDLY, words.HARDLY
    if comparison.agreement >= SAME:
        one, several = words.ONE_NEARLY_SAME, words.NEARLY_SAME
    elif comparison.agreement >= ALIKE:
        one, several = words.ONE_SIMILAR, words.SIMILAR
    said = one if comparison.n_moved == 1 else several
    everybody = counted(comparison.n_common, "customer")
    return said.format(n=comparison.n_moved, customers=everybody)


def show_flows(comparison: Comparison, result: Segmentation, other: Side) -> None:
    """Draw who goes where."""
    sides = (result.names, result.slots), (other.names, other.slots)
    chart.show(
        partial(flows_data, comparison, *sides),
        flows_chart,
        key="flows",
        height=max(320, 60 * max(len(result.names), len(other.names))),
    )


def show_partners(comparison: Comparison, result: Segmentation, other: Side) -> None:
    """Show which segment is which."""
    partners = {before: (after, shared) for before, after, shared in comparison.matched}
    rows = []
    for segment in result.by_slot:
        after, shared = partners.get(segment, (None, 0.0))
        total = int(comparison.flows[segment].sum())
        stays = 0 if after is None else int(comparison.flows[segment, after])
        rows.append(
            {
                words.SEGMENT: result.names[segment],
                words.COUNTERPART: "–" if after is None else other.names[after],
                words.IN_COMMON: format_share(shared),
                words.STAY: stays,
                words.CHANGE: total - stays,
            }
        )
    st.dataframe(
        rows,
        hide_index=True,
        column_config={words.IN_COMMON: st.column_config.TextColumn(help=words.IN_COMMON_HELP)},
        alt=words.PARTNERS_ALT,
    )


def show_moved(comparison: Comparison, result: Segmentation, other: Side, who: Series) -> None:
    """List the customers that change segment."""
    moved = comparison.customers[comparison.customers["moved"]]
    if moved.empty:
        return
    table = DataFrame(
        {
            str(result.rows.identifier or words.ROW): who.reindex(moved.index).to_numpy(),
            words.FROM_SEGMENT: [result.names[at] for at in moved["before"]],
            words.TO_SEGMENT: [other.names[at] for at in moved["after"]],
        }
    )
    with st.expander(words.WHO_CHANGES.format(customers=counted(len(table), "customer"))):
        st.dataframe(table.head(ROWS_SHOWN), hide_index=True)
        exporting.download(
            "customers_who_change.csv",
            words.DOWNLOAD,
            data=lambda: csv_bytes(table),
            file_name="customers_who_change.csv",
            mime="text/csv",
            icon=":material/download:",
        )


def _choose_other(result: Segmentation) -> Side:
    """Ask for other settings or a saved segmentation."""
    entries = {entry.id: entry for entry in reopening.entries()}
    names = {id_: short(entry.name, 60) for id_, entry in entries.items()}
    labels = {OTHER: words.OTHER_SETTINGS} | names
    with_, rest = st.columns([2, 3], gap="medium")
    if st.session_state.get("compare_with", OTHER) not in labels:
        del st.session_state["compare_with"]
    chosen = with_.selectbox(
        words.WITH,
        list(labels),
        format_func=labels.get,
        key="compare_with",
        persist_state="session",
    )
    if chosen == OTHER:
        with rest:
            return _other_settings(result)
    model = reopening.open_entry(entries[chosen]).model
    scored = model.score(result.rows.frame)["segment"].fillna(-1).astype(int)
    return Side(
        name=words.BY_ITS_RULE.format(name=names[chosen]),
        labels=scored.set_axis(result.rows.positions),
        names=model.names,
        slots=model.slots,
    )


def _other_settings(result: Segmentation) -> Side:
    left, middle, right = st.columns(3)
    there = result.fitted.clusterings
    start = next((k for k in (result.n_clusters + 1, result.n_clusters - 1) if k in there), K_MIN)
    if result.spec.is_by_rule:
        start = result.n_clusters  # as many found ones beside them
    k = left.number_input(
        words.SEGMENTS,
        K_MIN,
        K_MAX,
        max(start, K_MIN),
        key=f"other_k_{result.n_clusters}",
        persist_state="session",
    )
    algorithm = middle.selectbox(
        words.FOUND_BY,
        list(FINDERS),
        0 if result.spec.is_by_rule else list(FINDERS).index(result.spec.algorithm),
        format_func=lambda name: FINDERS[name].title,
        key="other_algorithm",
        persist_state="session",
    )
    table, _, _ = cached.with_formulas(result.table, result.spec.formulas, result.spec.where)
    names = settings.option_names(list(table.frame.columns))
    scaling = right.selectbox(
        words.SCALING,
        list(settings.SCALING_NAMES),
        list(settings.SCALING_NAMES).index(result.spec.scaling),
        format_func=settings.SCALING_NAMES.get,
        key="other_scaling",
        persist_state="session",
    )
    features = st.multiselect(
        words.BY,
        settings.usable_columns(table),
        list(result.spec.features),
        format_func=names.get,
        key=f"other_features_{result.fingerprint}",
        persist_state="session",
    )
    features = tuple(features) or result.spec.features
    weights = tuple(pair for pair in result.spec.weights or () if pair[0] in features)
    spec = replace(
        result.spec,
        features=features,
        n_clusters=int(k),
        algorithm=algorithm,
        rules=(),
        scaling=scaling,
        weights=weights or None,
        fills=tuple(pair for pair in result.spec.fills if pair[0] in features),
        transforms=tuple(pair for pair in result.spec.transforms if pair[0] in features),
    )
    other = cached.refit(result.table, spec, cached.model(result))
    said = words.OTHER_BY.format(
        segments=counted(other.n_clusters, "segment"), method=FINDERS[algorithm].title
    )
    return Side(
        name=said, labels=labels_of(other, by_row=True), names=other.names, slots=other.slots
    )
