"""Segments by rule: what conditions make of a table, without anything being searched for."""

from dataclasses import replace

import numpy as np

from segmentation.clustering.result import Clustering, make_clustering
from segmentation.clustering.spec import SegmentationSpec
from segmentation.customers.cleaning import unsuitable
from segmentation.customers.formulas.derivation import with_formulas
from segmentation.customers.formulas.rules import EVERYONE_ELSE, Rules, rule_columns
from segmentation.errors import SpecError
from segmentation.tables.roles import default_features, profile_columns
from segmentation.tables.table import Table


def with_features(table: Table, spec: SegmentationSpec) -> SegmentationSpec:
    """Choose the columns that segments by rule are drawn and described by, where none is chosen.

    Parameters
    ----------
    table : Table
    spec : SegmentationSpec

    Returns
    -------
    SegmentationSpec
        With the columns that the conditions compare and that can be features; where there are none,
        such as with conditions on dates alone, with those that are proposed for the table.

    Raises
    ------
    SpecError
        If nothing can be a feature, or a rule does not fit the table.
    """
    if spec.features:
        return spec
    made, _, chosen = with_formulas(table, spec.formulas, spec.where, spec.rules)
    compared, kept = rule_columns(spec.rules), made.frame[chosen]
    features = tuple(
        column.name
        for column in sorted(
            (c for c in profile_columns(made) if c.name in compared),
            key=lambda column: compared.index(column.name),
        )
        if unsuitable(column, len(made.frame)) is None
        and len(kept[column.name].dropna().unique()) > 1
    )
    features = features or tuple(default_features(table))
    if not features:
        raise SpecError(
            "No column can describe these segments: the conditions compare dates or texts only. "
            "Choose at least one number or category."
        )
    return replace(spec, features=features)


def divided(points: np.ndarray, places: np.ndarray) -> tuple[Clustering, tuple[int, ...]]:
    """Make a partition of what the rules say.

    Parameters
    ----------
    points : ndarray of shape (n_samples, n_axes)
    places : ndarray of shape (n_samples,), int
        Of each customer's rule.

    Returns
    -------
    clustering : Clustering
        In canonical order, without rules that hold for nobody.
    slots : tuple of int
        Per segment the place of its rule.
    """
    clustering = replace(make_clustering(points, places), by_rule=True)
    firsts = [int(np.argmax(clustering.labels == at)) for at in range(clustering.n_clusters)]
    return clustering, tuple(int(places[first]) for first in firsts)


def rule_names(rules: Rules, slots: tuple[int, ...]) -> tuple[str, ...]:
    """Return the names of segments by rule.

    Parameters
    ----------
    rules : tuple of (str, str)
    slots : tuple of int
        As `divided` returns.

    Returns
    -------
    tuple of str
    """
    names = (*(name.strip() for name, _ in rules), EVERYONE_ELSE)
    return tuple(names[slot] for slot in slots)


def segments_of_rules(rules: Rules, slots: tuple[int, ...]) -> tuple[int | None, ...]:
    """Return the segment that each rule leads to, and last that of everyone else.

    Parameters
    ----------
    rules : tuple of (str, str)
    slots : tuple of int
        As `divided` returns.

    Returns
    -------
    tuple of int or None
        None where there was nobody.
    """
    segments = {slot: segment for segment, slot in enumerate(slots)}
    return tuple(segments.get(place) for place in range(len(rules) + 1))
