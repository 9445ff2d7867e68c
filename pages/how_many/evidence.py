"""The “How many?” page: range, curves, verdict, evidence, a closer look at one number.

Evidence is gathered one number of segments at a time. Each piece is cached, so a wider range costs
only what is new, and a new choice leaves the rest of the old work undone: Streamlit ends a run at
the next update of its progress bar.
"""

from collections.abc import Callable
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.segment_form import names
from pages.shared import chart, evidence_notes
from pages.shared.messages import plain
from segmentation import cached
from segmentation.analysis import scan
from segmentation.analysis.segmentation import Segmentation
from segmentation.charts.criteria import criterion_chart, elbow_data, silhouette_data
from segmentation.charts.evidence.bands import band_chart, chance_data, gap_data
from segmentation.charts.evidence.dendrogram import dendrogram_chart, dendrogram_data
from segmentation.charts.evidence.lineage import lineage_chart, lineage_data
from segmentation.charts.evidence.matrices import agreement_data, matrix_chart, stability_data
from segmentation.charts.evidence.silhouettes import silhouette_plot, silhouette_plot_data
from segmentation.clustering.algorithms import ALGORITHMS
from segmentation.clustering.evidence.verdict import CHANCE, weigh
from segmentation.clustering.selection import Evidence, KScan
from segmentation.clustering.spec import K_MAX, K_MIN, SegmentationSpec
from segmentation.clustering.stability import Stability
from segmentation.tables.table import Table

DEFAULT_LAST = 10
SMALLEST_SHARE = 0.05
"""Share of the customers below which a segment is hardly worth an effort of its own."""


def choose_range(table: Table) -> tuple[range, int]:
    """Ask which numbers to weigh and how small a segment may be.

    Parameters
    ----------
    table : Table

    Returns
    -------
    ks : range
    smallest : int
        Customers.
    """
    range_place, size_place = st.columns([3, 2], gap="medium")
    first, last = range_place.slider(
        "Numbers of segments to weigh",
        K_MIN,
        K_MAX,
        (K_MIN, DEFAULT_LAST),
        key="ks",
        bind="query-params",
        persist_state="session",
    )
    smallest = size_place.number_input(
        "Smallest segment you can serve (customers)",
        min_value=1,
        value=max(1, round(SMALLEST_SHARE * len(table.frame))),
        key="smallest",
        bind="query-params",
        persist_state="session",
        help="A campaign of its own for fewer customers would not pay. It starts at a twentieth "
        "of your customers.",
    )
    return range(first, last + 1), int(smallest)


def show_curves(table: Table, spec: SegmentationSpec, scan: KScan) -> None:
    """Show the criteria that are there at once."""
    for key, data_of in (("silhouette", silhouette_data), ("elbow", elbow_data)):
        what = (f"weigh_{key}", table, spec)
        _draw(what, partial(data_of, scan, spec.n_clusters), criterion_chart, height=220)


def gather(table: Table, family: SegmentationSpec, ks: range, answer: DeltaGenerator) -> KScan:
    """Gather the evidence for each number of segments and say how far it is.

    Parameters
    ----------
    table : Table
    family : SegmentationSpec
    ks : range
    answer : DeltaGenerator
        Holds the progress.

    Returns
    -------
    KScan
    """
    fits = cached.fits(table, family)
    held = [k for k in ks if k in fits.clusterings]
    bar = answer.progress(0.0, "Weighing the evidence…")
    chance, shorter, stabilities = {}, {}, {}
    for done, k in enumerate([1, *held]):
        bar.progress(done / (1 + len(held)), f"Weighing the evidence: {k} of {ks[-1]} segments…")
        for found, shortened in ((chance, False), (shorter, True)):
            tested = cached.chance(table, family, k, shortened)
            if tested is not None:
                found[k] = tested
        if k > 1:
            stabilities[k] = cached.stability(table, family, k)
    gathered = Evidence(
        chance=chance,
        power_transformed=shorter,
        stabilities=stabilities,
        n_tested=min(len(fits.points), scan.FULL_ROWS),
    )
    return scan.scan_of(fits, [1, *ks], gathered)


def show_verdict(
    scan: KScan,
    smallest: int,
    answer: DeltaGenerator,
    advice: DeltaGenerator,
    opinions: DeltaGenerator,
) -> None:
    """Show the answer, what to do, and what each criterion says."""
    verdict = weigh(scan, smallest_wanted=smallest)
    answer.title(plain(verdict.headline))
    with advice:
        st.markdown(plain(verdict.advice))
    with opinions:
        for opinion in verdict.opinions:
            mark = _mark(opinion.title, scan)
            st.markdown(
                f"{mark} **{plain(opinion.title)}**  \n{plain(opinion.says)}", help=opinion.about
            )
        if verdict.disagreement:
            st.info(plain(verdict.disagreement), icon=":material/call_split:")
        for reason in scan.reasons[1:]:
            st.caption(plain(reason))


def show_evidence(table: Table, family: SegmentationSpec, scan: KScan) -> None:
    """Show chance, gap, stability and lineage over the number of segments."""
    fits = cached.fits(table, family)
    ks = tuple(k for k in scan.scores.index if k > 1)
    what = (table, family, ks)
    st.header("Is there anything there?")
    left, right = st.columns(2, gap="medium")
    with left:
        _draw(("chance", *what), partial(chance_data, scan), band_chart)
    with right:
        _draw(("gap", *what), partial(gap_data, scan), band_chart)
    st.header("Would the same segments come back?")
    left, right = st.columns(2, gap="medium")
    with left:
        data_of = partial(stability_data, scan.evidence.stabilities, fits.slots)
        _draw(("stability", *what), data_of, matrix_chart, height=420)
    with right:
        labelings = {k: fits.clusterings[k].labels for k in ks}
        data_of = partial(lineage_data, labelings, fits.slots)
        _draw(("lineage", *what), data_of, lineage_chart, height=420)


def show_closer(table: Table, spec: SegmentationSpec) -> None:
    """Show one number of segments: every customer's place, what drives it, other ways."""
    family, k = spec.family, spec.n_clusters
    st.header(f"A closer look at {k} segments")
    result = names.named(table, cached.segmentation(table, spec))
    evidence_notes.show_driver(table, spec)
    left, right = st.columns(2, gap="medium")
    with right:
        _show_badges(cached.stability(table, family, k), result)
        if family.algorithm == "kmeans":
            share = cached.restarts(table, spec)
            st.caption(
                f"{share:.0%} of single random starts end in this very result; the app tries many "
                f"and keeps the best."
            )
    with left:
        rows, values = cached.silhouettes(table, spec)
        data_of = partial(
            silhouette_plot_data,
            values,
            result.labels[rows],
            result.slots,
            result.names,
            len(result.labels),
        )
        _draw(("silhouettes", table, spec, result.names), data_of, silhouette_plot, height=420)
    with right:
        if family.algorithm == "ward":
            data_of = partial(dendrogram_data, cached.ward_dendrogram(table, family), k)
            _draw(("dendrogram", table, spec), data_of, dendrogram_chart, height=420)
        titles = {name: algorithm.title for name, algorithm in ALGORITHMS.items()}
        if st.toggle("Compare with the other ways to find segments", key="other_ways"):
            data_of = partial(agreement_data, cached.agreement(table, spec), titles)
            _draw(("agreement", table, spec), data_of, matrix_chart, height=300)


def _show_badges(stability: Stability, result: Segmentation) -> None:
    """Say of each segment in how many resamples it came back."""
    n = stability.n_resamples
    for segment in result.by_slot:
        badge = evidence_notes.stability_badge(int(stability.found_again[segment]), n)
        st.markdown(f"**{plain(result.names[segment])}** {badge}")
    st.caption(
        "A resample draws as many customers anew, some twice and some not at all. A segment that "
        "rarely comes back is an accident of who happens to be in the file."
    )


def _draw(
    what: tuple[object, ...], data_of: Callable[[], object], chart_of: Callable, height: int = 280
) -> None:
    """Show a chart under the name it begins with."""
    chart.show(what, data_of, chart_of, key=str(what[0]), height=height)


def _mark(title: str, scan: KScan) -> str:
    if title != CHANCE:
        return ":material/arrow_right:"
    return ":material/check_circle:" if scan.recommended_k else ":material/cancel:"
