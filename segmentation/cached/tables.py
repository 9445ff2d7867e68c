"""Kept: tables and what is known of their columns."""

from dataclasses import replace

from pandas import DataFrame, Series

from segmentation.cached.by_key import cached_by_key
from segmentation.customers import transactions
from segmentation.customers.outliers import CleaningEffects
from segmentation.customers.outliers import cleaning_effects as measure_cleaning
from segmentation.customers.rfm import customers_from, name_of_customers
from segmentation.customers.rfm_groups import GroupRule
from segmentation.customers.rfm_scores import Words, words_of
from segmentation.customers.transactions import SaleColumns
from segmentation.tables import reading, roles, samples
from segmentation.tables.columns.levels import level_names
from segmentation.tables.quality import Quality, summary_statistics, table_quality
from segmentation.tables.roles import ColumnProfile
from segmentation.tables.table import ReadOptions, Table

MOST_VALUES = 200
"""Of a column to choose among."""


@cached_by_key(16)
def sample(name: str) -> Table:
    """Load a built-in table."""
    return samples.load_sample(name)


@cached_by_key(16, "Reading the file…")
def read(data: bytes, name: str, options: ReadOptions) -> Table:
    """Read an uploaded file."""
    return reading.read_table(data, name, options=options)


@cached_by_key(64)
def sale_columns(table: Table) -> SaleColumns | None:
    """Guess the columns of a list of sales."""
    return transactions.guess_columns(table)


@cached_by_key(16)
def sale_sentences(table: Table, columns: SaleColumns, as_of: str | None) -> tuple[str, ...]:
    """Say what the lines of a list of sales are."""
    lines = transactions.classify_lines(table, columns, as_of)
    return transactions.line_sentences(lines, columns)


def customers(
    table: Table, columns: SaleColumns, as_of: str | None, rules: tuple[GroupRule, ...]
) -> Table:
    """Make one row per customer from a list of sales."""
    return replace(_customers(table, columns, as_of, rules), name=name_of_customers(table))


@cached_by_key(16, "Making customers…")
def _customers(
    table: Table, columns: SaleColumns, as_of: str | None, rules: tuple[GroupRule, ...]
) -> Table:
    return customers_from(table, columns, as_of=as_of, rules=rules)


@cached_by_key(16)
def group_sizes(table: Table) -> Series:
    """Count the customers in each of the usual groups of buyers."""
    return table.frame["rfm_group"].value_counts()


@cached_by_key(16)
def group_words(table: Table) -> Words:
    """Tell what the words of the usual groups mean among these customers."""
    return words_of(table.frame)


@cached_by_key(64)
def columns(table: Table) -> tuple[ColumnProfile, ...]:
    """Describe the columns of a table."""
    return roles.profile_columns(table)


@cached_by_key(64)
def values_of(table: Table, column: str) -> tuple[str, ...]:
    """List the different texts of a column, as a condition compares them."""
    names = level_names(table.frame[column].dropna(), coded=False)
    return tuple(sorted(set(names))[:MOST_VALUES])


@cached_by_key(64)
def default_features(table: Table) -> tuple[str, ...]:
    """Choose features by the rule."""
    return roles.default_features(table)


@cached_by_key(64)
def cleaning_effects(
    table: Table, features: tuple[str, ...], quantiles: tuple[float, float]
) -> CleaningEffects:
    """Count what the choices of cleaning would do."""
    return measure_cleaning(table, features, quantiles)


@cached_by_key(64)
def quality(table: Table) -> Quality:
    """Count gaps and repetitions."""
    return table_quality(table)


@cached_by_key(64)
def statistics(table: Table) -> DataFrame:
    """Summarise the numbers."""
    return summary_statistics(table)
