r"""How much of a partition one column alone gives back: the best cuts of a number, by level else.

The cuts are the best there are, not the best of a search: with :math:`B_{jc}(v)` the most customers
in the right segment among values up to v, in at most j pieces of which the last means segment c,

.. math:: B_{jc}(v) = n_c(v) + \max(B_{jc}(v-1), \max_{c'} B_{j-1,c'}(v-1)).

References
----------
Fisher, W. D. (1958). On grouping for maximum homogeneity. JASA 53(284). Holte, R. C. (1993). Very
simple classification rules perform well on most commonly used datasets. Machine Learning 11(1).
"""

from dataclasses import dataclass

import numpy as np

MOST_BINS = 500
"""A number of more different values is cut between its quantiles alone: that can only cost."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Column:
    """One column, counted once for every set of customers left out.

    Attributes
    ----------
    bins : ndarray of shape (n_samples,), int
        0-based bins of a number, ascending, or levels of a category.
    lowest : ndarray of shape (n_bins,)
        The smallest value of each bin.
    counts : ndarray of shape (n_folds, n_bins, n_clusters)
        Customers by fold.
    ordered : bool
        Whether the bins may only be cut, not picked one by one.
    """

    bins: np.ndarray
    lowest: np.ndarray
    counts: np.ndarray
    ordered: bool

    def best_labels(self, counts: np.ndarray, n_pieces: int) -> np.ndarray:
        """Return the segment of each bin that is right most often.

        Parameters
        ----------
        counts : ndarray of shape (n_bins, n_clusters)
            Customers to learn from.
        n_pieces : int
            Of a number.

        Returns
        -------
        ndarray of shape (n_bins,), int
            Levels without customers get the largest segment.
        """
        if self.ordered:
            return best_pieces(counts, n_pieces)
        seen = counts.sum(axis=1) > 0
        return np.where(seen, counts.argmax(axis=1), counts.sum(axis=0).argmax())


def number_column(values: np.ndarray, labels: np.ndarray, folds: np.ndarray) -> Column:
    """Count a number by its values, or by its quantiles when there are many.

    Parameters
    ----------
    values : ndarray of shape (n_samples,)
    labels, folds : ndarray of shape (n_samples,), int
        0-based.

    Returns
    -------
    Column
    """
    lowest, bins = np.unique(values, return_inverse=True)
    if len(lowest) > MOST_BINS:
        ordered = np.sort(values)
        lowest = np.unique(ordered[np.linspace(0, len(values), MOST_BINS, False).astype(int)])
        bins = np.searchsorted(lowest, values, side="right") - 1
    return _counted(bins, lowest, labels, folds, ordered=True)


def category_column(levels: np.ndarray, labels: np.ndarray, folds: np.ndarray) -> Column:
    """Count a category by its levels.

    Parameters
    ----------
    levels, labels, folds : ndarray of shape (n_samples,), int
        0-based.

    Returns
    -------
    Column
    """
    return _counted(levels, np.arange(levels.max() + 1), labels, folds, ordered=False)


def found_again(column: Column, n_pieces: int) -> float:
    """Return the share of customers whose segment the column gives, each fold unseen.

    Parameters
    ----------
    column : Column
    n_pieces : int
        One more than there are cuts.

    Returns
    -------
    float
        0 to 1.
    """
    total, right = column.counts.sum(axis=0), 0
    for fold in column.counts:
        given = column.best_labels(total - fold, n_pieces)
        right += int(fold[np.arange(len(fold)), given].sum())
    return right / max(1, int(total.sum()))


def at_most(column: Column) -> float:
    """Return a share that no cuts of the column can exceed, at almost no cost."""
    total = column.counts.sum(axis=0)
    return float(total.max(axis=1).sum() / max(1, total.sum()))


def best_pieces(counts: np.ndarray, n_pieces: int) -> np.ndarray:
    """Cut ascending bins so that most customers fall in the piece of their segment.

    Parameters
    ----------
    counts : ndarray of shape (n_bins, n_clusters)
    n_pieces : int
        At most; a segment may have several or none.

    Returns
    -------
    ndarray of shape (n_bins,), int
        The segment of each bin, the same within a piece.

    Examples
    --------
    >>> best_pieces(np.array([[5, 0], [1, 0], [0, 1], [2, 9]]), 2).tolist()
    [0, 0, 1, 1]
    """
    n_bins, n_clusters = counts.shape
    best = np.full((n_pieces, n_clusters), 0)
    starts = np.zeros((n_bins, n_pieces, n_clusters), bool)
    before = np.zeros((n_bins, n_pieces), np.intp)
    for at, here in enumerate(counts):
        before[at] = best.argmax(axis=1)
        top = best.max(axis=1)[:-1, None]
        starts[at, 1:] = top > best[1:]
        best[1:] = np.maximum(best[1:], top)
        best += here
    labels = np.empty(n_bins, np.intp)
    piece = n_pieces - 1
    own = int(best[piece].argmax())
    for at in range(n_bins - 1, -1, -1):
        labels[at] = own
        if starts[at, piece, own]:
            piece -= 1
            own = int(before[at, piece])
    return labels


def _counted(
    bins: np.ndarray, lowest: np.ndarray, labels: np.ndarray, folds: np.ndarray, *, ordered: bool
) -> Column:
    shape = (int(folds.max()) + 1, len(lowest), int(labels.max()) + 1)
    cells = (folds.astype(np.intp) * shape[1] + bins) * shape[2] + labels
    counts = np.bincount(cells, minlength=int(np.prod(shape))).reshape(shape)
    return Column(bins=bins, lowest=lowest, counts=counts, ordered=ordered)
