"""Of how many members of a segment a word like “high” is true, counted customer by customer.

A mean, or a mean rank, may lie high because of a few. So a name asks here: a word is said of a
segment only where it is true of most of its members, judged by where all customers of the file lie.
"""

from dataclasses import dataclass

import numpy as np

TRUE_OF = 0.6
"""Share of the members of whom a word must be true before it is part of a name."""

MIDDLE = (0.2, 0.8)
"""Quantiles of all customers between which one is average."""

WORDS = {word: word for word in ("high", "low", "once", "none", "most", "positive", "negative")} | {
    "middle": "average"
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Shares of a segment's members, those without a value counted as not, from 0 to 1.

    Attributes
    ----------
    high, low : float
        Above and below the median of all customers; where the median is the lowest value of all,
        those who have it are low, and where it is the highest, high.
    middle : float
        Between the quantiles `MIDDLE` of all customers, bounds included.
    once, none : float
        Exactly 1, exactly 0.
    most : float
        More than half of a whole, which is 1 or 100 by the largest value of the column.
    positive, negative : float
    is_count : bool
        Whether all values of the column are whole numbers.
    largest : float
        Of all customers.
    """

    high: float = 0.0
    low: float = 0.0
    middle: float = 0.0
    once: float = 0.0
    none: float = 0.0
    most: float = 0.0
    positive: float = 0.0
    negative: float = 0.0
    is_count: bool = False
    largest: float = float("nan")

    def of(self, level: str) -> float:
        """Return the share of whom a level is true: ``high``, ``average``, ``low``, ``once`` …."""
        return float(getattr(self, {"average": "middle"}.get(level, level)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cuts:
    """Where all customers lie in a column: what the words are judged by.

    Attributes
    ----------
    smallest, low, median, high, largest : float
        The extremes, the quantiles `MIDDLE` and the median between them.
    """

    smallest: float
    low: float
    median: float
    high: float
    largest: float

    @classmethod
    def of(cls, everybody: np.ndarray) -> "Cuts":
        """Find them: of an array of shape (n_samples,) without NaN."""
        last = len(everybody) - 1
        places = [*(int(last * share) for share in (MIDDLE[0], 0.5, MIDDLE[1])), (last + 1) // 2]
        low, below, high, above = np.partition(everybody, places)[places]
        # Halved before they are added: the sum of two giants is beyond all numbers.
        median = below / 2 + above / 2
        smallest, largest = float(everybody.min()), float(everybody.max())
        return cls(smallest=smallest, low=low, median=median, high=high, largest=largest)

    def holds(self, values: np.ndarray, level: str) -> np.ndarray:
        """Tell of which values a level is true.

        Parameters
        ----------
        values : ndarray of shape (n_members,)
            NaN where there is none, which makes nothing true.
        level : str
            One of the shares of `Standing`, with ``average`` for its middle.

        Returns
        -------
        ndarray of shape (n_members,), bool
        """
        whole = 1.0 if self.largest <= 1 else 100.0
        is_share = self.smallest >= 0 and self.largest <= whole
        with np.errstate(invalid="ignore"):
            if level == "high":
                at_top = self.smallest < self.median == self.largest
                return (values > self.median) | ((values == self.largest) & at_top)
            if level == "low":
                at_bottom = self.smallest == self.median < self.largest
                return (values < self.median) | ((values == self.smallest) & at_bottom)
            if level == "average":
                return (values >= self.low) & (values <= self.high)
            if level == "most":
                return (values > whole / 2) & is_share
            simple = {"once": np.equal, "none": np.equal, "positive": np.greater}
            return simple.get(level, np.less)(values, 1.0 if level == "once" else 0.0)


def standings(values: np.ndarray, labels: np.ndarray, n_segments: int) -> list[Standing]:
    """Count for every segment of how many members each word is true.

    Parameters
    ----------
    values : ndarray of shape (n_samples,)
        NaN where there is none.
    labels : ndarray of shape (n_samples,), int
        0-based.
    n_segments : int

    Returns
    -------
    list of Standing
        One per segment. Cost O(n) for each word.
    """
    sizes = np.maximum(np.bincount(labels, minlength=n_segments), 1)
    everybody = values[~np.isnan(values)]
    if not len(everybody):
        return [Standing()] * n_segments
    cuts = Cuts.of(everybody)
    # A bit for each word, so that the members are counted once.
    true = np.zeros(len(values), dtype=np.uint8)
    for bit, level in enumerate(WORDS.values()):
        true |= cuts.holds(values, level).view(np.uint8) << np.uint8(bit)
    cells = np.bincount((labels.astype(np.intp) << len(WORDS)) + true, minlength=n_segments << 8)
    together = cells.reshape(n_segments, -1)
    bits = np.arange(together.shape[1])
    shares = {
        word: together[:, bits >> bit & 1 == 1].sum(axis=1) / sizes
        for bit, word in enumerate(WORDS)
    }
    is_count = bool((everybody == np.floor(everybody)).all())
    return [
        Standing(
            is_count=is_count,
            largest=cuts.largest,
            **{word: float(share[at]) for word, share in shares.items()},
        )
        for at in range(n_segments)
    ]
