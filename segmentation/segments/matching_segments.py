"""Two divisions of customers beside each other: who is where in both, who moved, who came and went.

Customers are known by an index; divisions need not have the same customers or as many segments. A
segment's partner is the one it shares most customers with, so that all pairs together share most.
"""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from segmentation.clustering.result import adjusted_rand
from segmentation.errors import DataError

NOWHERE = -1
"""In place of a segment: the customer has none."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Comparison:
    """What became of the customers of one division in another.

    Attributes
    ----------
    flows : ndarray of shape (k_before, k_after), int
        Customers that have a segment in both.
    lost : ndarray of shape (k_before,), int
        Customers that have none afterwards.
    new : ndarray of shape (k_after,), int
        Customers that had none before.
    partners : tuple of int or None
        Per segment before, its partner afterwards; None where none is left.
    agreement : float
        Adjusted Rand index over the customers in both: 1 is the same, 0 is luck; NaN without any.
    customers : pandas.DataFrame of shape (n_customers, 3)
        ``before``, ``after`` (0-based, `NOWHERE` where there is none) and ``moved``, by customer:
        first those before, then new ones.
    """

    flows: np.ndarray = field(repr=False)
    lost: np.ndarray = field(repr=False)
    new: np.ndarray = field(repr=False)
    partners: tuple[int | None, ...]
    agreement: float
    customers: pd.DataFrame = field(repr=False)

    @property
    def n_common(self) -> int:
        """Customers that have a segment in both."""
        return int(self.flows.sum())

    @property
    def n_moved(self) -> int:
        """Those of them that are not in the partner of their segment."""
        return int(self.customers["moved"].sum())

    def in_both(self, before: tuple[str, ...], after: tuple[str, ...]) -> pd.DataFrame:
        """Lay out who is in both, a row for each segment before.

        Parameters
        ----------
        before, after : tuple of str
            The segments' names.

        Returns
        -------
        pandas.DataFrame of shape (k_before, k_after + 2)
            ``Segment``, customers in each segment afterwards (its name in quotes, so that no
            name is that of another column), and ``Together``.
        """
        counts = np.column_stack([self.flows, self.flows.sum(axis=1)])
        table = pd.DataFrame(counts, columns=[*(f"“{name}”" for name in after), "Total"])
        return pd.concat([pd.Series(before, name="Segment"), table], axis=1)

    @property
    def matched(self) -> tuple[tuple[int, int, float], ...]:
        """Segments before and their partners, with the share of both that they share (Jaccard)."""
        pairs = []
        for before, after in enumerate(self.partners):
            if after is not None:
                shared = self.flows[before, after]
                union = self.flows[before].sum() + self.flows[:, after].sum() - shared
                pairs.append((before, after, float(shared / union) if union else 0.0))
        return tuple(pairs)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Migration:
    """Why customers are elsewhere at a later date: they changed, or their segments did.

    Attributes
    ----------
    rule : Comparison
        The segments then, and what the same rule says now: whoever moved has changed.
    refit : Comparison
        The segments then, and those found anew now.
    n_stayed : int
        Customers in the same segment by both.
    n_changed : int
        Customers that changed so much that the old rule puts them elsewhere.
    n_redrawn : int
        Customers who did not, but whose segment was drawn anew without them.
    value_before, value_after : ndarray of shape (k + 1, k + 1) or None
        Sum of a value then and now over the customers of each flow by the old rule; the last row
        and column stand for no segment. None without a value.
    """

    rule: Comparison
    refit: Comparison
    n_stayed: int
    n_changed: int
    n_redrawn: int
    value_before: np.ndarray | None = field(repr=False)
    value_after: np.ndarray | None = field(repr=False)

    @property
    def at_stake(self) -> float:
        """What the customers were worth who are not where they were: changed, or lost."""
        if self.value_before is None:
            return float("nan")
        gone = self.value_before[:-1]
        return float(gone.sum() - np.trace(gone))


def compare_labels(
    before: pd.Series, after: pd.Series, n_before: int, n_after: int, *, same: bool = False
) -> Comparison:
    """Compare two divisions of customers.

    Parameters
    ----------
    before, after : pandas.Series of int
        Segment by customer, `NOWHERE` for none; a customer stands once in each.
    n_before, n_after : int
        Segments.
    same : bool
        Whether a number means the same segment in both; otherwise partners are found.

    Returns
    -------
    Comparison

    Raises
    ------
    DataError
        If a customer stands in a division twice.
    """
    for division in (before, after):
        if division.index.has_duplicates:
            twice = division.index[division.index.duplicated()][0]
            raise DataError(
                f"The customer “{twice}” stands in a file more than once. Keep one row of each, or "
                f"choose on the Data page how rows are merged."
            )
    everyone = before.index.append(after.index.difference(before.index, sort=False))
    customers = pd.DataFrame(
        {"before": before.reindex(everyone), "after": after.reindex(everyone)}
    ).fillna(NOWHERE)
    customers = customers.astype(int)
    table = _flows(customers, (n_before, n_after))
    counts = table[:-1, :-1]
    partners = tuple(range(n_before)) if same else _partners(counts)
    expected = np.array([NOWHERE if p is None else p for p in (*partners, None)])
    in_both = (customers["before"] >= 0) & (customers["after"] >= 0)
    moved = in_both & (expected[customers["before"]] != customers["after"])
    return Comparison(
        flows=counts,
        lost=table[:-1, -1],
        new=table[-1, :-1],
        partners=partners,
        agreement=adjusted_rand(counts) if counts.sum() else float("nan"),
        customers=customers.assign(moved=moved),
    )


def migrate(
    before: pd.Series,
    now: pd.Series,
    found_anew: pd.Series,
    n_segments: tuple[int, int],
    value: tuple[pd.Series, pd.Series] | None = None,
) -> Migration:
    """Split what changed between two dates into customers who moved and segments that moved.

    Parameters
    ----------
    before : pandas.Series of int
        Segments then, by customer.
    now : pandas.Series of int
        What the same rule says of the later customers.
    found_anew : pandas.Series of int
        Segments of the later customers, found without looking at the earlier ones.
    n_segments : tuple of (int, int)
        Then, and found anew.
    value : tuple of (pandas.Series, pandas.Series) or None
        What each customer was worth then, and now.

    Returns
    -------
    Migration

    Raises
    ------
    DataError
        If a customer stands in a file twice.
    """
    k, k_anew = n_segments
    rule = compare_labels(before, now, k, k, same=True)
    refit = compare_labels(before, found_anew, k, k_anew)
    changed = rule.customers["moved"]
    redrawn = refit.customers["moved"].reindex(changed.index, fill_value=False) & ~changed
    worth = _value_flows(rule, k, value) if value else (None, None)
    return Migration(
        rule=rule,
        refit=refit,
        n_stayed=rule.n_common - int(changed.sum()) - int(redrawn.sum()),
        n_changed=int(changed.sum()),
        n_redrawn=int(redrawn.sum()),
        value_before=worth[0],
        value_after=worth[1],
    )


def _partners(counts: np.ndarray) -> tuple[int | None, ...]:
    from scipy.optimize import linear_sum_assignment

    partner_of = dict(zip(*linear_sum_assignment(counts, maximize=True), strict=True))
    return tuple(int(partner_of[at]) if at in partner_of else None for at in range(len(counts)))


def _value_flows(
    rule: Comparison, k: int, value: tuple[pd.Series, pd.Series]
) -> tuple[np.ndarray, np.ndarray]:
    sides = (side.reindex(rule.customers.index).fillna(0.0).to_numpy(float) for side in value)
    then, now = (_flows(rule.customers, (k, k), worth) for worth in sides)
    return then, now


def _flows(
    customers: pd.DataFrame, n_segments: tuple[int, int], weights: np.ndarray | None = None
) -> np.ndarray:
    """Add up customers, or what they are worth, by where they were and are; nowhere stands last."""
    rows, columns = (n + 1 for n in n_segments)
    before, after = (customers[side].to_numpy() for side in ("before", "after"))
    # Nowhere is −1: the last row and column.
    cells = before % rows * columns + after % columns
    return np.bincount(cells, weights, minlength=rows * columns).reshape(rows, columns)
