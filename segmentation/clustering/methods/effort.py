"""How hard K-means searches, by what the rows stand for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How hard to search.

    Attributes
    ----------
    starts : int
    screened_iterations : int
    screening : float
        A start is first left after so many iterations, or at this relative gain in inertia; the
        best ones go on.
    settled : float
        Relative gain at which those end.
    kept : int
        Different partitions that go on from step to step.
    swaps, swaps_kept : int
        Variants tried in a round, and run to their end.
    patience : int
        Rounds of swaps without a gain after which the search ends.
    same : float
        Relative difference in inertia below which two partitions are taken for one.
    """

    starts: int
    screened_iterations: int
    screening: float
    settled: float
    kept: int
    swaps: int
    swaps_kept: int
    patience: int
    same: float


THOROUGH = Effort(
    starts=64,
    screened_iterations=100,
    screening=1e-3,
    settled=1e-10,
    kept=8,
    swaps=32,
    swaps_kept=8,
    patience=6,
    same=1e-9,
)
"""For rows that are all there is: the partition that wins here is the answer."""

CAREFUL = Effort(
    starts=24,
    screened_iterations=8,
    screening=1e-4,
    settled=1e-6,
    kept=4,
    swaps=16,
    swaps_kept=4,
    patience=4,
    same=1e-6,
)
"""The same for more rows than a visitor would wait for; other starts than these come from the best
partition into one cluster less."""

COARSE = Effort(
    starts=12,
    screened_iterations=8,
    screening=1e-4,
    settled=1e-5,
    kept=4,
    swaps=8,
    swaps_kept=2,
    patience=2,
    same=1e-5,
)
"""For rows that stand for others: it proposes, all rows decide. Other starts than these come from
the best partition into one cluster less."""
