"""Streamlit's caches around the package: one line each, in the only file that knows Streamlit.

Keys are a table's fingerprint and frozen specs, never a frame: Streamlit hashes only a sample of a
large frame and would return an old answer. Values are shared between sessions and read-only.
"""

from collections.abc import Callable

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
from segmentation.segments.handmade import Outline
from segmentation.tables import reading, roles, samples
from segmentation.tables.quality import Quality, summary_statistics, table_quality
from segmentation.tables.roles import ColumnProfile
from segmentation.tables.table import ReadOptions, Table

_KEYS = {
    Table: lambda table: table.key,
    SegmentationSpec: repr,
    Outline: repr,
    ReadOptions: repr,
    SaleColumns: repr,
    GroupRule: repr,
}


@st.cache_resource(max_entries=16, show_spinner=False)
def sample(name: str) -> Table:
    """Load a built-in table."""
    return samples.load_sample(name)


@st.cache_resource(max_entries=16, show_spinner="Reading the file…", hash_funcs=_KEYS)
def read(data: bytes, name: str, options: ReadOptions) -> Table:
    """Read an uploaded file."""
    return reading.read_table(data, name, options=options)


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=_KEYS)
def sale_columns(table: Table) -> SaleColumns | None:
    """Guess the columns of a list of sales."""
    return transactions.guess_columns(table)


@st.cache_resource(max_entries=16, show_spinner=False, hash_funcs=_KEYS)
def sale_sentences(table: Table, columns: SaleColumns, as_of: str | None) -> tuple[str, ...]:
    """Say what the lines of a list of sales are."""
    when = None if as_of is None else Timestamp(as_of)
    lines = transactions.classify_lines(table, columns, when)
    return transactions.line_sentences(lines, columns)


@st.cache_resource(max_entries=16, show_spinner="Making customers…", hash_funcs=_KEYS)
def customers(
    table: Table, columns: SaleColumns, as_of: str | None, rules: tuple[GroupRule, ...]
) -> Table:
    """Make one row per customer from a list of sales."""
    return customers_from(table, columns, as_of=as_of, rules=rules)


@st.cache_resource(max_entries=16, show_spinner=False, hash_funcs=_KEYS)
def group_sizes(table: Table) -> Series:
    """Count the customers in each of the usual groups of buyers."""
    return table.frame["rfm_group"].value_counts()


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=_KEYS)
def columns(table: Table) -> tuple[ColumnProfile, ...]:
    """Describe the columns of a table."""
    return roles.profile_columns(table)


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=_KEYS)
def default_features(table: Table) -> tuple[str, ...]:
    """Choose features by the rule."""
    return roles.default_features(table)


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=_KEYS)
def effects(table: Table, features: tuple[str, ...], quantiles: tuple[float, float]) -> Effects:
    """Count what the choices of cleaning would do."""
    return cleaning_effects(table, features, quantiles)


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=_KEYS)
def quality(table: Table) -> Quality:
    """Count gaps and repetitions."""
    return table_quality(table)


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=_KEYS)
def statistics(table: Table) -> DataFrame:
    """Summarise the numbers."""
    return summary_statistics(table)


@st.cache_resource(max_entries=32, show_spinner="Finding segments…", hash_funcs=_KEYS)
def fits(table: Table, family: SegmentationSpec) -> Fits:
    """Cluster for every k."""
    return fit(table, family)


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=_KEYS)
def scan(table: Table, family: SegmentationSpec) -> KScan:
    """Lay the criteria of every k side by side."""
    return scanning.scan_of(fits(table, family), ALL_KS)


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=_KEYS)
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


@st.cache_resource(max_entries=256, show_spinner=False, hash_funcs=_KEYS)
def chance(table: Table, family: SegmentationSpec, k: int, shortened: bool) -> ChanceOfK | None:  # noqa: FBT001 - a cache's key
    """Test the customers against chance for one k."""
    return scanning.chance_of(fits(table, family), k, shortened=shortened)


@st.cache_resource(max_entries=256, show_spinner=False, hash_funcs=_KEYS)
def stability(table: Table, family: SegmentationSpec, k: int) -> Stability:
    """Cluster resamples for one k."""
    return scanning.stability_of(fits(table, family), k)


@st.cache_resource(max_entries=256, show_spinner=False, hash_funcs=_KEYS)
def restarts(table: Table, spec: SegmentationSpec) -> float:
    """Say how often a single start finds the best known partition."""
    return scanning.restarts_of(fits(table, spec.family), spec.n_clusters)


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=_KEYS)
def silhouettes(table: Table, spec: SegmentationSpec) -> tuple[ndarray, ndarray]:
    """Say how well each customer sits in the segment."""
    return scanning.customer_silhouettes(fits(table, spec.family), spec.n_clusters)


@st.cache_resource(max_entries=64, show_spinner="Comparing the ways…", hash_funcs=_KEYS)
def agreement(table: Table, spec: SegmentationSpec) -> dict[tuple[str, str], float]:
    """Compare what the algorithms make of the same customers."""
    return scanning.agreement_of(fits(table, spec.family), spec.n_clusters)


@st.cache_resource(max_entries=16, show_spinner=False, hash_funcs=_KEYS)
def tree(table: Table, family: SegmentationSpec) -> TopOfTree:
    """Take the last mergers of Ward's hierarchy."""
    return top_of_tree(ward_tree(fits(table, family).points), K_MAX * 2)


@st.cache_resource(max_entries=256, show_spinner=False, hash_funcs=_KEYS)
def drivers(table: Table, spec: SegmentationSpec) -> tuple[Driver, ...]:
    """Measure each column's part in what tells the segments apart."""
    found = fits(table, spec.family)
    return measure_drivers(found.points, found.space, found.clusterings[spec.n_clusters])


@st.cache_resource(max_entries=256, show_spinner=False, hash_funcs=_KEYS)
def segmentation(table: Table, spec: SegmentationSpec) -> Segmentation:
    """Divide the customers into segments."""
    return pipeline.segment(table, spec, fits=fits(table, spec.family))


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=_KEYS)
def outlined(table: Table, family: SegmentationSpec, outline: Outline) -> Outlined:
    """Find and describe who lies inside an outline on the map."""
    return pipeline.outlined(fits(table, family), outline)


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=_KEYS)
def components(table: Table, family: SegmentationSpec) -> Projection:
    """Project the customers on their principal components."""
    return principal_components(fits(table, family).points)


@st.cache_resource(max_entries=256, show_spinner=False, hash_funcs=_KEYS)
def drawing(what: tuple[object, ...], _draw: Callable[[], Drawing]) -> Drawing:  # noqa: ARG001 - the key
    """Draw a chart; `what` is its name and all that it depends on."""
    return _draw()


# The cache's key covers only the wrapper's own source; after a hot reload of what it calls, an old
# answer must not stay.
for _wrapper in (
    sample,
    read,
    sale_columns,
    sale_sentences,
    customers,
    group_sizes,
    columns,
    default_features,
    effects,
    quality,
    statistics,
    fits,
    scan,
    lesson,
    chance,
    stability,
    restarts,
    silhouettes,
    agreement,
    tree,
    drivers,
    segmentation,
    outlined,
    components,
    drawing,
):
    _wrapper.clear()
