"""Streamlit's caches around the package: one line each, in the only file that knows Streamlit.

Keys are a table's fingerprint and frozen specs, never a frame: Streamlit hashes only a sample of a
large frame and would return an old answer. Values are shared between sessions and read-only.
"""

from collections.abc import Callable
from typing import TypeVar

import streamlit as st
from numpy import ndarray
from pandas import DataFrame, Series, Timestamp

from segmentation import pipeline, scanning
from segmentation.charts.drawing import Drawing
from segmentation.clustering.evidence.chance import ChanceOfK
from segmentation.clustering.evidence.drivers import Driver
from segmentation.clustering.evidence.drivers import drivers as measure_drivers
from segmentation.clustering.methods.steps import Lesson
from segmentation.clustering.methods.ward import TopOfTree, top_of_tree, ward_tree
from segmentation.clustering.projection import Projection, principal_components
from segmentation.clustering.selection import KScan
from segmentation.clustering.spec import K_MAX, SegmentationSpec
from segmentation.clustering.stability import Stability
from segmentation.customers import transactions
from segmentation.customers.extremes import Effects, cleaning_effects
from segmentation.customers.rfm import customers_from
from segmentation.customers.rfm_groups import GroupRule
from segmentation.customers.transactions import SaleColumns
from segmentation.fits import ALL_KS, Fits, fit
from segmentation.pipeline import Outlined, Segmentation
from segmentation.segments.describing.cards import Card, make_cards
from segmentation.segments.describing.customer import CustomerView, view_customer
from segmentation.segments.describing.effects import Effect, measure_effects
from segmentation.segments.describing.importance import permutation_importance
from segmentation.segments.describing.trees import SegmentTree, grow_trees
from segmentation.segments.handmade import Outline
from segmentation.segments.rules import Rule, segment_rules
from segmentation.tables import reading, roles, samples
from segmentation.tables.quality import Quality, summary_statistics, table_quality
from segmentation.tables.roles import ColumnProfile
from segmentation.tables.table import ReadOptions, Table

Function = TypeVar("Function", bound=Callable)

_KEYS = {
    Table: lambda table: table.key,
    SegmentationSpec: repr,
    Outline: repr,
    ReadOptions: repr,
    SaleColumns: repr,
    GroupRule: repr,
}


def _kept(n_entries: int, spinner: str | bool = False) -> Callable[[Function], Function]:  # noqa: FBT001, FBT002 - a sentence or none
    """Keep so many answers of a function, and none of an earlier version of what it calls."""

    def keep(function: Function) -> Function:
        kept = st.cache_resource(max_entries=n_entries, show_spinner=spinner, hash_funcs=_KEYS)(
            function
        )
        # The cache's key covers only the wrapper's own source; after a hot reload of what it
        # calls, an old answer must not stay.
        kept.clear()
        return kept

    return keep


@_kept(16)
def sample(name: str) -> Table:
    """Load a built-in table."""
    return samples.load_sample(name)


@_kept(16, "Reading the file…")
def read(data: bytes, name: str, options: ReadOptions) -> Table:
    """Read an uploaded file."""
    return reading.read_table(data, name, options=options)


@_kept(64)
def sale_columns(table: Table) -> SaleColumns | None:
    """Guess the columns of a list of sales."""
    return transactions.guess_columns(table)


@_kept(16)
def sale_sentences(table: Table, columns: SaleColumns, as_of: str | None) -> tuple[str, ...]:
    """Say what the lines of a list of sales are."""
    when = None if as_of is None else Timestamp(as_of)
    lines = transactions.classify_lines(table, columns, when)
    return transactions.line_sentences(lines, columns)


@_kept(16, "Making customers…")
def customers(
    table: Table, columns: SaleColumns, as_of: str | None, rules: tuple[GroupRule, ...]
) -> Table:
    """Make one row per customer from a list of sales."""
    return customers_from(table, columns, as_of=as_of, rules=rules)


@_kept(16)
def group_sizes(table: Table) -> Series:
    """Count the customers in each of the usual groups of buyers."""
    return table.frame["rfm_group"].value_counts()


@_kept(64)
def columns(table: Table) -> tuple[ColumnProfile, ...]:
    """Describe the columns of a table."""
    return roles.profile_columns(table)


@_kept(64)
def default_features(table: Table) -> tuple[str, ...]:
    """Choose features by the rule."""
    return roles.default_features(table)


@_kept(64)
def effects(table: Table, features: tuple[str, ...], quantiles: tuple[float, float]) -> Effects:
    """Count what the choices of cleaning would do."""
    return cleaning_effects(table, features, quantiles)


@_kept(64)
def quality(table: Table) -> Quality:
    """Count gaps and repetitions."""
    return table_quality(table)


@_kept(64)
def statistics(table: Table) -> DataFrame:
    """Summarise the numbers."""
    return summary_statistics(table)


@_kept(32, "Finding segments…")
def fits(table: Table, family: SegmentationSpec) -> Fits:
    """Cluster for every k."""
    return fit(table, family)


@_kept(32)
def scan(table: Table, family: SegmentationSpec) -> KScan:
    """Lay the criteria of every k side by side."""
    return scanning.scan_of(fits(table, family), ALL_KS)


@_kept(64)
def lesson(
    table: Table,
    axes: tuple[str, str],
    k: int,
    scaled: bool,  # noqa: FBT001 - a cache's key
    start: str,
    seed: int,
) -> Lesson:
    """Follow one start of K-means on two columns."""
    return scanning.lesson_of(table, axes, k, scaled=scaled, start=start, seed=seed)


@_kept(256)
def chance(table: Table, family: SegmentationSpec, k: int, shortened: bool) -> ChanceOfK | None:  # noqa: FBT001 - a cache's key
    """Test the customers against chance for one k."""
    return scanning.chance_of(fits(table, family), k, shortened=shortened)


@_kept(256)
def stability(table: Table, family: SegmentationSpec, k: int) -> Stability:
    """Cluster resamples for one k."""
    return scanning.stability_of(fits(table, family), k)


@_kept(256)
def restarts(table: Table, spec: SegmentationSpec) -> float:
    """Say how often a single start finds the best known partition."""
    return scanning.restarts_of(fits(table, spec.family), spec.n_clusters)


@_kept(64)
def silhouettes(table: Table, spec: SegmentationSpec) -> tuple[ndarray, ndarray]:
    """Say how well each customer sits in the segment."""
    return scanning.customer_silhouettes(fits(table, spec.family), spec.n_clusters)


@_kept(64, "Comparing the ways…")
def agreement(table: Table, spec: SegmentationSpec) -> dict[tuple[str, str], float]:
    """Compare what the algorithms make of the same customers."""
    return scanning.agreement_of(fits(table, spec.family), spec.n_clusters)


@_kept(16)
def tree(table: Table, family: SegmentationSpec) -> TopOfTree:
    """Take the last mergers of Ward's hierarchy."""
    return top_of_tree(ward_tree(fits(table, family).points), K_MAX * 2)


@_kept(256)
def drivers(table: Table, spec: SegmentationSpec) -> tuple[Driver, ...]:
    """Measure each column's part in what tells the segments apart."""
    found = fits(table, spec.family)
    return measure_drivers(found.points, found.space, found.clusterings[spec.n_clusters])


@_kept(256)
def segmentation(table: Table, spec: SegmentationSpec) -> Segmentation:
    """Divide the customers into segments."""
    return pipeline.segment(table, spec, fits=fits(table, spec.family))


@_kept(64)
def renamed(
    table: Table, spec: SegmentationSpec, given: tuple[tuple[int, str], ...]
) -> Segmentation:
    """Give the segments the user's names."""
    return pipeline.renamed(segmentation(table, spec), dict(given))


@_kept(64)
def effects_of(table: Table, spec: SegmentationSpec) -> tuple[Effect, ...]:
    """Measure how the columns differ between the segments."""
    found = segmentation(table, spec)
    return measure_effects(found.rows, found.labels, found.profiles, random_state=spec.random_state)


@_kept(64)
def cards(table: Table, spec: SegmentationSpec) -> tuple[Card, ...]:
    """Describe every segment in a few sentences."""
    found = segmentation(table, spec)
    distances = found.customers["distance"].to_numpy()
    return make_cards(found.rows, found.labels, found.profiles, effects_of(table, spec), distances)


@_kept(64, "Looking for rules…")
def rules(table: Table, spec: SegmentationSpec, max_conditions: int) -> tuple[Rule, ...]:
    """Find the shortest rule of every segment."""
    found = segmentation(table, spec)
    return segment_rules(
        found.rows.frame,
        found.space,
        found.labels,
        max_conditions=max_conditions,
        random_state=spec.random_state,
    )


@_kept(64, "Growing trees…")
def trees(table: Table, spec: SegmentationSpec) -> tuple[SegmentTree, ...]:
    """Grow a decision tree of every depth."""
    found = segmentation(table, spec)
    return grow_trees(found.rows.frame, found.space, found.labels, random_state=spec.random_state)


@_kept(64)
def importance(table: Table, spec: SegmentationSpec) -> dict[str, float]:
    """Shuffle each feature and count who changes segment."""
    found = fits(table, spec.family)
    assign = found.clusterings[spec.n_clusters].assign
    return permutation_importance(found.points, found.space, assign, random_state=spec.random_state)


@_kept(256)
def places_of(table: Table, family: SegmentationSpec, who: str) -> tuple[int, ...]:
    """Find a customer among the kept rows by the identifier as it reads."""
    same = fits(table, family).rows.identifiers.astype(str) == who
    return tuple(same.to_numpy().nonzero()[0].tolist())


@_kept(256)
def customer_view(table: Table, spec: SegmentationSpec, row: int) -> CustomerView:
    """Explain one customer's segment."""
    found = fits(table, spec.family)
    return view_customer(found.rows.frame, found.space, found.clusterings[spec.n_clusters], row)


@_kept(64)
def outlined(table: Table, family: SegmentationSpec, outline: Outline) -> Outlined:
    """Find and describe who lies inside an outline on the map."""
    return pipeline.outlined(fits(table, family), outline)


@_kept(32)
def components(table: Table, family: SegmentationSpec) -> Projection:
    """Project the customers on their principal components."""
    return principal_components(fits(table, family).points)


@_kept(256)
def drawing(what: tuple[object, ...], _draw: Callable[[], Drawing]) -> Drawing:  # noqa: ARG001 - the key
    """Draw a chart; `what` is its name and all that it depends on."""
    return _draw()
