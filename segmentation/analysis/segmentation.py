"""A result: the customers of a table in k segments."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from segmentation.analysis.fitted_range import FittedRange
from segmentation.analysis.rules.by_rule import segments_of_rules
from segmentation.clustering.evidence.decision import BY_RULE, UNDECIDED, Decision
from segmentation.clustering.features import FeatureSpace
from segmentation.clustering.result import Clustering
from segmentation.clustering.spec import SegmentationSpec
from segmentation.clustering.validity import Metrics
from segmentation.customers.cleaning import CustomerRows
from segmentation.customers.formulas.rules import frame_places
from segmentation.models.drift import input_columns
from segmentation.models.model import SegmentModel
from segmentation.models.model_segment import model_segments, software
from segmentation.models.rule import AssignmentRule, assign
from segmentation.segments.profiling import SegmentProfile
from segmentation.segments.renaming import with_given
from segmentation.tables.table import Table

RESULT_COLUMNS = ("segment", "name", "distance", "confidence")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Segmentation:
    """The customers of a table in `k` segments.

    Attributes
    ----------
    fitted : FittedRange
        What it was made from: the table, the kept rows, the points, the partitions of every k.
    spec : SegmentationSpec
        With the k that was used.
    labels : ndarray of shape (n_kept,), int64
        0-based segment of each kept row; the largest segment first, ties by centre.
    slots : tuple of int
        Per segment the slot that fixes its colour, symbol and place on the screen.
    names : tuple of str
        Per segment, distinct, in plain words.
    proposed_names : tuple of str
        The same before a user, or an earlier segmentation, has given some.
    customers : pandas.DataFrame of shape (n_kept, 5)
        The identifier (else ``row``, 0-based), ``segment``, ``name``, ``distance`` (Euclidean, to
        the own centre in the fitted feature space) and ``confidence`` (0 to 1), in table order.
    centers : pandas.DataFrame of shape (k, n_axes)
        Means in the units of the file, a category's levels as shares (``Gender=Female``).
    profiles : tuple of SegmentProfile
    decision : Decision
        Whether there are groups at all; “not tested” unless `judged` was told.
    """

    fitted: FittedRange = field(repr=False)
    spec: SegmentationSpec
    labels: np.ndarray = field(repr=False)
    slots: tuple[int, ...]
    names: tuple[str, ...]
    proposed_names: tuple[str, ...] = field(repr=False)
    customers: pd.DataFrame = field(repr=False)
    centers: pd.DataFrame = field(repr=False)
    profiles: tuple[SegmentProfile, ...] = field(repr=False)
    decision: Decision = UNDECIDED

    @property
    def table(self) -> Table:
        """The table it was made from."""
        return self.fitted.table

    @property
    def table_name(self) -> str:
        """What that table is called."""
        return self.table.name

    @property
    def fingerprint(self) -> str:
        """That table's fingerprint."""
        return self.table.fingerprint

    @property
    def rows(self) -> CustomerRows:
        """The kept rows with all their columns."""
        return self.fitted.rows

    @property
    def ledger(self) -> pd.DataFrame:
        """The ``identifier`` and ``reason`` of every row left out."""
        return self.rows.ledger

    @property
    def space(self) -> FeatureSpace:
        """The fitted features."""
        return self.fitted.space

    @property
    def points(self) -> np.ndarray:
        """The kept rows in that space, of shape (n_kept, n_axes)."""
        return self.fitted.points

    @property
    def clustering(self) -> Clustering:
        """What the algorithm has found there."""
        return self.fitted.clusterings[self.n_clusters]

    @property
    def inertia(self) -> float:
        """Sum of squared distances to the own centre in the fitted feature space."""
        return self.clustering.inertia

    @property
    def metrics(self) -> Metrics:
        """How well it separates the points."""
        return self.fitted.metrics[self.n_clusters]

    @property
    def key(self) -> tuple[object, ...]:
        """What the segments depend on, as a cache key; names and slots are no part of it."""
        return (*self.fitted.key, self.n_clusters)

    def of(self, table: Table) -> "Segmentation":
        """Return the same as made from a table of the same key.

        Parameters
        ----------
        table : Table

        Returns
        -------
        Segmentation
        """
        return replace(self, fitted=self.fitted.of(table))

    def bare(self) -> "Segmentation":
        """Return only what `key` stands for: no table's name, no verdict, the proposed names.

        Returns
        -------
        Segmentation
        """
        slots = self.fitted.slots[self.n_clusters]
        decision = BY_RULE if self.spec.is_by_rule else UNDECIDED
        bare = replace(self, fitted=self.fitted.bare(), slots=slots, decision=decision)
        return with_names(bare, {}, anew=True)

    def judged(self, decision: Decision) -> "Segmentation":
        """Return the same with what a scan over k has decided.

        Parameters
        ----------
        decision : Decision
            Of a `KScan` of the same table and settings.

        Returns
        -------
        Segmentation
        """
        return replace(self, decision=decision)

    @property
    def model(self) -> SegmentModel:
        """The same as plain numbers without the customers, to save and to score others with."""
        rule = rule_of(self.fitted, self.n_clusters, self.names)
        places = frame_places(rule.derivation, self.rows.frame) if rule.is_by_rule else None
        rescored = assign(rule, np.ascontiguousarray(self.points.T), places).segments
        return SegmentModel(
            name=self.table_name,
            fingerprint=self.fingerprint,
            n_customers=len(self.labels),
            left_out=tuple(map(tuple, self.ledger["reason"].value_counts().items())),
            identifier=self.rows.identifier,
            spec=self.spec,
            rule=rule,
            segments=model_segments(self.names, self.slots, self.clustering.sizes, self.centers),
            inertia=self.inertia,
            metrics=self.metrics,
            rescored_agreement=float((rescored == self.labels).mean()),
            software=software(),
            decision=self.decision,
        )

    @property
    def n_clusters(self) -> int:
        """The number of segments."""
        return len(self.slots)

    @property
    def shaping_columns(self) -> tuple[str, ...]:
        """The features, and the columns that formulas, the filter and rules look at."""
        sources = (name for name, _ in self.rows.derivation.sources)
        return tuple(dict.fromkeys((*self.spec.features, *sources)))

    def fitted_slot(self, segment: int) -> int:
        """Return a segment's slot before it took over those of others; by rule, its rule."""
        return self.fitted.slots[self.n_clusters][segment]

    @property
    def by_slot(self) -> tuple[int, ...]:
        """The segments in their lasting order on the screen."""
        return tuple(sorted(range(len(self.slots)), key=self.slots.__getitem__))


def rule_of(fitted: FittedRange, k: int, names: tuple[str, ...]) -> AssignmentRule:
    """Return what gives any customer a segment, as the fitted customers got theirs.

    Parameters
    ----------
    fitted : FittedRange
    k : int
        One that was fitted.
    names : tuple of str
        Of the segments.

    Returns
    -------
    AssignmentRule
    """
    spec, clustering = fitted.spec, fitted.clusterings[k]
    return AssignmentRule(
        space=fitted.space,
        columns=input_columns(fitted.rows.frame, fitted.space),
        centers=clustering.centers,
        mixture=clustering.mixture,
        names=names,
        fills_gaps=spec.missing == "impute",
        derivation=fitted.rows.derivation,
        rule_segments=segments_of_rules(spec.rules, fitted.slots[k]) if spec.is_by_rule else (),
    )


def with_names(
    result: Segmentation, given: Mapping[int, str], *, anew: bool = False
) -> Segmentation:
    """Return the same segments under other names.

    Parameters
    ----------
    result : Segmentation
    given : mapping of int to str
        By segment; the others keep theirs.
    anew : bool
        Whether those go back to the proposed names.

    Returns
    -------
    Segmentation
    """
    names = with_given(result.proposed_names if anew else result.names, given)
    customers = result.customers.assign(name=np.array(names, dtype=object)[result.labels])
    return replace(result, names=names, customers=customers)
