"""Kept: tables and what is known of their columns."""

import os
from dataclasses import replace

import streamlit as st
from numpy import ndarray
from pandas import DataFrame, Series

from segmentation.cached.by_key import cached_by_key
from segmentation.cached.kept_files import KeptFiles, hours_of
from segmentation.cached.memory.budget import ROOM
from segmentation.charts.small.sketches import Sketch, sketch
from segmentation.customers import transactions
from segmentation.customers.events.columns import EventColumns
from segmentation.customers.events.visitors import name_of_visitors, visitors_from
from segmentation.customers.formulas.columns import source_kinds
from segmentation.customers.formulas.derivation import NOTHING, Derivation
from segmentation.customers.formulas.derivation import kept_by as keep
from segmentation.customers.formulas.derivation import with_formulas as derive
from segmentation.customers.formulas.filters import Filter, filters_of
from segmentation.customers.formulas.values import ColumnValues
from segmentation.customers.formulas.values import column_values as values_to_choose
from segmentation.customers.grain import Grain, grain_of
from segmentation.customers.outliers import CleaningEffects
from segmentation.customers.outliers import cleaning_effects as measure_cleaning
from segmentation.customers.proposal.features import scales_of
from segmentation.customers.rfm import customers_from, name_of_customers
from segmentation.customers.rfm_groups import GroupRule
from segmentation.customers.rfm_rules.columns import RfmColumns
from segmentation.customers.rfm_rules.columns import rfm_columns as guess_rfm
from segmentation.customers.rfm_rules.rules import RfmChoice, RfmRules
from segmentation.customers.rfm_rules.rules import rfm_rules as write_rfm
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
    with ROOM.taken(len(data), name) as held:
        table = reading.read_table(data, name, options=options)
        held(table.frame)
    return table


@st.cache_resource(show_spinner=False)
def kept_files() -> KeptFiles:
    """Keep visitors' files for a reload, once per server."""
    return KeptFiles(3600 * hours_of(os.environ))


@cached_by_key(64, apart="Looking at the rows…")
def grain(table: Table) -> Grain:
    """Tell what one row is."""
    return grain_of(table)


def visitors(table: Table, columns: EventColumns, as_of: str | None) -> Table:
    """Make one row per visitor from events."""
    return replace(_visitors(table, columns, as_of), name=name_of_visitors(table))


@cached_by_key(16, apart="Making visitors…")
def _visitors(table: Table, columns: EventColumns, as_of: str | None) -> Table:
    return visitors_from(table, columns, as_of=as_of)


@cached_by_key(64, apart="Looking at the columns…")
def sale_columns(table: Table) -> SaleColumns | None:
    """Guess the columns of a list of sales."""
    return transactions.guess_columns(table)


@cached_by_key(16, apart="Looking at the lines…")
def sale_sentences(table: Table, columns: SaleColumns, as_of: str | None) -> tuple[str, ...]:
    """Say what the lines of a list of sales are."""
    lines = transactions.classify_lines(table, columns, as_of)
    return transactions.line_sentences(lines, columns)


def customers(
    table: Table, columns: SaleColumns, as_of: str | None, rules: tuple[GroupRule, ...]
) -> Table:
    """Make one row per customer from a list of sales."""
    return replace(_customers(table, columns, as_of, rules), name=name_of_customers(table))


@cached_by_key(16, apart="Making customers…")
def _customers(
    table: Table, columns: SaleColumns, as_of: str | None, rules: tuple[GroupRule, ...]
) -> Table:
    return customers_from(table, columns, as_of=as_of, rules=rules)


@cached_by_key(16)
def group_sizes(table: Table) -> Series:
    """Count the customers in each of the usual groups of buyers."""
    return table.frame["rfm_group"].value_counts()


@cached_by_key(16, apart="Looking at the groups…")
def group_words(table: Table) -> Words:
    """Tell what the words of the usual groups mean among these customers."""
    return words_of(table.frame)


def with_formulas(
    table: Table, formulas: tuple[tuple[str, str], ...], where: str
) -> tuple[Table, Derivation, int]:
    """Append columns made by formulas, and count whom a filter keeps."""
    if not formulas and not where:
        return table, NOTHING, len(table.frame)
    made, derivation, n_chosen = _with_formulas(table, formulas, where)
    return replace(made, name=table.name, report=table.report), derivation, n_chosen


@cached_by_key(32)
def _with_formulas(
    table: Table, formulas: tuple[tuple[str, str], ...], where: str
) -> tuple[Table, Derivation, int]:
    made, derivation, chosen = derive(table, formulas, where)
    return made, derivation, int(chosen.sum())


def kept_by(
    table: Table, formulas: tuple[tuple[str, str], ...], where: str
) -> tuple[Table, ndarray | None]:
    """Return the customers that a filter keeps, and their rows; None where these are all."""
    if not formulas and not where:
        return table, None
    kept, rows = _kept_by(table, formulas, where)
    return replace(kept, name=table.name, report=table.report), rows


@cached_by_key(16)
def _kept_by(
    table: Table, formulas: tuple[tuple[str, str], ...], where: str
) -> tuple[Table, ndarray]:
    return keep(table, formulas, where)


@cached_by_key(64)
def filters(table: Table, where: str) -> tuple[tuple[Filter, ...], str]:
    """Read a condition as filters, and what is left of it."""
    return filters_of(where, source_kinds(table))


@cached_by_key(32, apart="Looking at the columns…")
def sketches(
    table: Table, columns: tuple[tuple[str, bool], ...], marked: ndarray | None
) -> tuple[Sketch, ...]:
    """Count the values of columns for small drawings; numbers by value where it is said so."""
    return tuple(sketch(table.frame, name, marked, by_value=by_value) for name, by_value in columns)


@cached_by_key(64)
def column_values(table: Table, column: str) -> ColumnValues:
    """List what a filter of a column can be chosen from."""
    return values_to_choose(table, column)


@cached_by_key(64, apart="Looking at the columns…")
def rfm_columns(table: Table) -> RfmColumns | None:
    """Find recency, frequency and money among the columns."""
    return guess_rfm(table)


@cached_by_key(64, apart="Dividing the groups…")
def rfm_rules(
    table: Table, columns: RfmColumns, choice: RfmChoice, groups: tuple[GroupRule, ...] | None
) -> RfmRules:
    """Write the groups of buyers as rules."""
    return write_rfm(table, columns, choice, groups)


@cached_by_key(64, apart="Looking at the columns…")
def columns(table: Table) -> tuple[ColumnProfile, ...]:
    """Describe the columns of a table."""
    return roles.profile_columns(table)


@cached_by_key(64)
def values_of(table: Table, column: str) -> tuple[str, ...]:
    """List the different texts of a column, as a condition compares them."""
    names = level_names(table.frame[column].dropna(), coded=False)
    return tuple(sorted(set(names))[:MOST_VALUES])


@cached_by_key(64, apart="Looking at the columns…")
def default_features(table: Table) -> tuple[str, ...]:
    """Choose features by the rule."""
    return roles.default_features(table)


@cached_by_key(64, apart="Looking at the columns…")
def scales(table: Table, features: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Find on which scale columns tell customers apart."""
    return scales_of(table, features)


@cached_by_key(64, apart="Counting what cleaning would do…")
def cleaning_effects(
    table: Table, features: tuple[str, ...], quantiles: tuple[float, float]
) -> CleaningEffects:
    """Count what the choices of cleaning would do."""
    return measure_cleaning(table, features, quantiles)


@cached_by_key(64, apart="Counting gaps…")
def quality(table: Table) -> Quality:
    """Count gaps and repetitions."""
    return table_quality(table)


@cached_by_key(64, apart="Summing up…")
def statistics(table: Table) -> DataFrame:
    """Summarise the numbers."""
    return summary_statistics(table)
