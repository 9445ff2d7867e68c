"""The “How many?” page: range, curves, verdict, evidence, a closer look at one number.

Evidence is gathered one number of segments at a time. Each piece is cached, so a wider range costs
only what is new, and a new choice leaves the rest of the old work undone: Streamlit ends a run at
the next update of its progress bar.
"""

from collections.abc import Callable, Iterable
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.how_many import words
from pages.how_many.waiting import Waiting
from pages.segment_form import names
from pages.segment_form.number import weighed
from pages.shared import chart, evidence_notes
from pages.shared.evidence_notes import (
    calinski_harabasz_of,
    davies_bouldin_of,
    elbow_of,
    silhouettes_of,
)
from pages.shared.messages import plain
from segmentation import cached
from segmentation.analysis.fitted_range import FittedRange
from segmentation.analysis.scan import gather_evidence, scan_of
from segmentation.analysis.segmentation import Segmentation
from segmentation.charts.criteria import criterion_chart
from segmentation.charts.evidence.bands import BandData, band_chart, chance_data, gap_data
from segmentation.charts.evidence.dendrogram import (
    DendrogramData,
    dendrogram_chart,
    dendrogram_data,
)
from segmentation.charts.evidence.distances import (
    DistancesData,
    distances_chart,
    distances_data,
)
from segmentation.charts.evidence.lineage import LineageData, lineage_chart, lineage_data
from segmentation.charts.evidence.matrices import (
    MatrixData,
    agreement_data,
    matrix_chart,
    stability_data,
)
from segmentation.charts.evidence.silhouettes import (
    SilhouetteData,
    silhouette_plot,
    silhouette_plot_data,
)
from segmentation.clustering.algorithms import FINDERS
from segmentation.clustering.evidence.chance import LEVEL
from segmentation.clustering.evidence.verdict import CHANCE, weigh
from segmentation.clustering.selection import KScan
from segmentation.clustering.spec import K_MAX, K_MIN
from segmentation.clustering.stability import Stability
from segmentation.segments.facts.distances import segment_distances
from segmentation.tables.table import Table

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
    weighed.start_slider()
    range_place, size_place = st.columns([3, 2], gap="medium")
    first, last = range_place.slider(
        "Numbers of segments to compare",
        K_MIN,
        K_MAX,
        weighed.USUAL,
        key=weighed.KEY,
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
        help="For fewer customers a campaign of their own would not pay. It starts at a "
        "twentieth of your customers.",
    )
    return range(first, last + 1), int(smallest)


def show_curves(fitted: FittedRange, k: int) -> None:
    """Show the criteria that are there at once."""
    for key, data_of in (("silhouette", silhouettes_of), ("elbow", elbow_of)):
        chart.show(partial(data_of, fitted, k), criterion_chart, key=f"weigh_{key}", height=220)
    with st.expander("Two further criteria"):
        further = {"ch": calinski_harabasz_of, "db": davies_bouldin_of}
        for key, data_of in further.items():
            chart.show(partial(data_of, fitted, k), criterion_chart, key=f"weigh_{key}", height=220)


def gather(fitted: FittedRange, ks: range, answer: DeltaGenerator) -> KScan:
    """Gather the evidence for each number of segments and say how far it is.

    Parameters
    ----------
    fitted : FittedRange
    ks : range
    answer : DeltaGenerator
        Holds the progress.

    Returns
    -------
    KScan
    """
    return _weighed(fitted, ks, Waiting(answer, ks[-1]).tell)


def _weighed(
    fitted: FittedRange, ks: Iterable[int], progress: Callable[[float, int], None] | None = None
) -> KScan:
    evidence = gather_evidence(
        fitted,
        ks,
        chance=cached.chance,
        borders=cached.borders,
        stability=cached.stability,
        progress=progress,
    )
    return scan_of(fitted, [1, *ks], evidence)


def show_verdict(
    scan: KScan,
    k: int,
    smallest: int,
    answer: DeltaGenerator,
    advice: DeltaGenerator,
    opinions: DeltaGenerator,
) -> None:
    """Show the answer with its light, what to do, and why: what each criterion says."""
    verdict = weigh(scan, smallest_wanted=smallest)
    answer.title(plain(verdict.headline))
    lamp, word = words.LIGHTS[scan.verdict]
    with advice.container(horizontal=True, vertical_alignment="center", wrap=False):
        st.html(f'<span class="lamp lamp-{lamp}" aria-hidden="true"></span>', width="content")
        st.markdown(f"**{word}.** {plain(verdict.advice)}")
    with opinions:
        st.header(words.WHY)
        evidence_notes.show_verdict(scan.decision, k)
        with st.container(key="cards_of_opinions"):
            for opinion in verdict.opinions:
                mark = _mark(opinion.title, scan)
                st.markdown(
                    f"{mark} **{plain(opinion.title)}**  \n{plain(opinion.says)}",
                    help=opinion.about,
                )
        if verdict.disagreement:
            st.info(plain(verdict.disagreement), icon=":material/call_split:")
        for reason in scan.reasons[1:]:
            st.caption(plain(reason))


def show_evidence(fitted: FittedRange, scan: KScan) -> None:
    """Show chance, gap, stability and lineage over the number of segments."""
    ks = tuple(k for k in scan.scores.index if k > 1)
    st.header("Is there anything there?")
    left, right = st.columns(2, gap="medium")
    with left:
        chart.show(partial(_chance, fitted, ks), band_chart, key="chance", height=280)
    with right:
        chart.show(partial(_gap, fitted, ks), band_chart, key="gap", height=280)
    st.header("Would the same segments come back?")
    left, right = st.columns(2, gap="medium")
    with left:
        chart.show(partial(_stabilities, fitted, ks), matrix_chart, key="stability", height=420)
    with right:
        chart.show(partial(_lineage, fitted, ks), lineage_chart, key="lineage", height=420)


def show_closer(fitted: FittedRange, scan: KScan, k: int) -> None:
    """Show one number of segments: every customer's place, what drives it, other ways."""
    st.header(words.CLOSER.format(k=k))
    result = names.named(cached.segmentation(fitted, k)).judged(scan.decision)
    algorithm = FINDERS[fitted.spec.algorithm]
    evidence_notes.show_driver(result)
    left, right = st.columns(2, gap="medium")
    with right:
        _show_badges(cached.stability(fitted, k), result)
        if algorithm.uses_restarts:
            share = cached.restarts(result)
            st.caption(
                f"{share:.0%} of single random starts end in exactly this result; the app tries "
                "many and keeps the best."
            )
    with left:
        chart.show(partial(_silhouettes, result), silhouette_plot, key="silhouettes", height=420)
        chart.show(partial(_distances, result), distances_chart, key="distances", height=380)
    with right:
        if algorithm.has_hierarchy:
            data_of = partial(_dendrogram, fitted, k)
            chart.show(data_of, dendrogram_chart, key="dendrogram", height=420)
        if st.toggle("Compare with the other ways to find segments", key="other_ways"):
            chart.show(partial(_agreement, result), matrix_chart, key="agreement", height=300)


def _show_badges(stability: Stability, result: Segmentation) -> None:
    """Say of each segment in how many resamples it came back."""
    n = stability.n_resamples
    for segment in result.by_slot:
        badge = evidence_notes.stability_badge(
            int(stability.found_again[segment]), n, result.decision.verdict
        )
        st.markdown(f"**{plain(result.names[segment])}** {badge}")
    st.caption(
        "A repeat draws the same number of customers again, some twice and some not at all, and "
        "divides them anew. A segment that rarely comes back is an accident of who happens to be "
        "in the file."
    )


def _chance(fitted: FittedRange, ks: tuple[int, ...]) -> BandData:
    return chance_data(_weighed(fitted, ks))


def _gap(fitted: FittedRange, ks: tuple[int, ...]) -> BandData:
    return gap_data(_weighed(fitted, ks))


def _stabilities(fitted: FittedRange, ks: tuple[int, ...]) -> MatrixData:
    return stability_data({k: cached.stability(fitted, k) for k in ks}, fitted.slots)


def _lineage(fitted: FittedRange, ks: tuple[int, ...]) -> LineageData:
    return lineage_data({k: fitted.clusterings[k].labels for k in ks}, fitted.slots)


def _silhouettes(result: Segmentation) -> SilhouetteData:
    rows, values = cached.silhouettes(result)
    n_customers = len(result.labels)
    return silhouette_plot_data(
        values, result.labels[rows], result.slots, result.names, n_customers
    )


def _distances(result: Segmentation) -> DistancesData:
    found = segment_distances(result.clustering.centers)
    return distances_data(found, result.clustering.sizes, result.names, result.slots)


def _dendrogram(fitted: FittedRange, k: int) -> DendrogramData:
    return dendrogram_data(cached.ward_dendrogram(fitted), k)


def _agreement(result: Segmentation) -> MatrixData:
    titles = {name: algorithm.title for name, algorithm in FINDERS.items()}
    return agreement_data(cached.agreement(result), titles)


def _mark(title: str, scan: KScan) -> str:
    if title != CHANCE:
        return ":material/arrow_right:"
    return ":material/check_circle:" if scan.p_value <= LEVEL else ":material/cancel:"
