"""The Segment page beside and below the map: names, figures, summary, download, criteria."""

from functools import partial

import pyarrow as pa
import streamlit as st

from pages.people import exporting
from pages.segment import words
from pages.shared import chart, custom_segments
from pages.shared.evidence_notes import elbow_of, silhouettes_of
from pages.shared.messages import plain
from pages.shared.theme import CUSTOM_MARK, swatch
from pages.shell.pages import link
from segmentation import cached
from segmentation.analysis.segmentation import Segmentation
from segmentation.charts.criteria import criterion_chart
from segmentation.clustering.selection import KScan
from segmentation.customers.grain import unit_of
from segmentation.exports.customers import customers_csv
from segmentation.segments.describing.summary import known_base
from segmentation.tables.number_format import format_number

LETTER, NAME_AROUND, WIDEST = 7.4, 40, 460
"""Pixels of a letter, of what stands around a name, and of the widest column of names."""


def show_separation(result: Segmentation, scan: KScan) -> None:
    """Say in a word with a colour how well the segments are separated; the numbers on request."""
    decision = result.decision
    word, color = words.separation(
        result.metrics.silhouette,
        decision.verdict,
        is_best=result.n_clusters == decision.suggested_k,
    )
    label = words.SEPARATION.format(word=word)
    st.markdown(f":{color}-badge[{label}]", help=_numbers(result, scan), width="content")


def _numbers(result: Segmentation, scan: KScan) -> str:
    """Return silhouette and inertia, each with what it means."""
    return (
        f"**{words.SILHOUETTE}: {result.metrics.silhouette:.2f}** (silhouette): how much nearer "
        "customers are to their own segment than to the next one. 1 is perfect, 0 means that "
        "segments touch, below 0 customers are misplaced."
        + _sampled(scan, result.n_clusters)
        + f"\n\n**{words.INERTIA}: {plain(format_number(result.inertia))}** (inertia): the sum of "
        "squared distances of customers to the middle of their segment. It always falls as "
        "segments are added, so look for where it stops falling fast."
    )


def show_summary(result: Segmentation) -> None:
    """Show the segments side by side in the units of the file."""
    st.header("What sets the segments apart")
    shown = st.segmented_control(
        "Show",
        ["Averages", "Difference from all customers"],
        default="Averages",
        required=True,
        key="summary",
        label_visibility="collapsed",
    )
    kept = custom_segments.kept_segments(result)
    drawn = tuple((name, outlined.outline) for name, outlined in kept.items())
    table, decimals = cached.side_by_side(result, drawn, shown != "Averages")
    marks = [swatch(result.slots[segment]) for segment in result.by_slot]
    marks += [CUSTOM_MARK] * len(drawn)
    sign = "+" if shown != "Averages" else ""
    columns = {
        name: st.column_config.NumberColumn(format=f"%{sign}.{places}f")
        for name, places in decimals.items()
    }
    st.dataframe(
        table.add_column(0, " ", [marks]),
        hide_index=True,
        column_config=columns
        | {
            " ": st.column_config.ImageColumn("Mark", width=60),
            "Segment": st.column_config.TextColumn(width=_name_width(table)),
            "Customers": st.column_config.NumberColumn(
                unit_of(result.table).many.capitalize(), format="localized"
            ),
        },
        alt="The segments with their size, share and average or median of every column.",
    )
    base = known_base(result.profiles)
    if base:
        st.caption(plain(base))


def _name_width(table: pa.Table) -> int:
    """Return the pixels that the longest name takes: none is cut on a laptop."""
    longest = max((len(name) for name in table["Segment"].to_pylist()), default=0)
    return min(WIDEST, round(LETTER * longest) + NAME_AROUND)


def show_download(result: Segmentation) -> None:
    """Offer every customer with the segment, as a file."""
    drawn = custom_segments.kept_segments(result)
    members = {name: outlined.members for name, outlined in drawn.items()}
    exporting.download(
        "customers_with_segments.csv",
        f"Download {unit_of(result.table).many} with their segment",
        data=lambda: customers_csv(result, members),
        file_name="customers_with_segments.csv",
        mime="text/csv",
        icon=":material/download:",
        help="A CSV file: your columns, then segment, name, distance and confidence.",
    )


def show_criteria(result: Segmentation, scan: KScan) -> None:
    """Show what speaks for more or fewer segments."""
    st.header("More or fewer segments?")
    curves = {"silhouette": silhouettes_of, "elbow": elbow_of}
    # Beside each other by the style: columns would be three more parts to send with every move.
    with st.container(key="side_by_side"):
        for key, data_of in curves.items():
            data = partial(data_of, result.fitted, result.n_clusters)
            chart.show(data, criterion_chart, key=key, height=240)
    for reason in scan.reasons[1:]:
        st.caption(plain(reason))
    link("how_many", "Weigh all the evidence")


def show_left_out(result: Segmentation) -> None:
    """Account for the customers without a segment."""
    if len(result.ledger):
        left_out = unit_of(result.table).counted(len(result.ledger))
        with st.expander(f"Left out of all segments: {left_out}"):
            st.dataframe(result.ledger, hide_index=True)


def _sampled(scan: KScan, k: int) -> str:
    """Say on how many customers the silhouette was computed, and how sure a sample's is."""
    error = scan.silhouette_errors.get(k, 0.0)
    if not error > 0:
        return f" Computed on all {scan.n_sampled:,} customers."
    return f" Computed on a sample of {scan.n_sampled:,} customers; standard error {error:.3f}."
