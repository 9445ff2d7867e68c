"""The settings of a segmentation, as one frozen value that can be a cache key or part of a link."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from segmentation.customers.duplicates import DUPLICATES
from segmentation.customers.formulas.rules import check_rules
from segmentation.customers.outliers import OUTLIERS, QUANTILES, TRANSFORMS
from segmentation.errors import SpecError

RULES = "rules"
"""The algorithm that finds nothing: the user's own conditions are the segments."""

K_MIN = 2
K_MAX = 15
SEEDS = 2**32
WEIGHED_KS = range(K_MIN, 11)
"""The numbers of segments that the verdict is about unless the user says otherwise."""

SCALINGS = ("standard", "minmax", "robust", "none")
MISSING = ("drop", "impute")


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentationSpec:
    """What to cluster on and how.

    Attributes
    ----------
    features : tuple of str
        Column names, in the order the user chose; any sequence is taken. With rules they may be
        left out: then they are the columns that the conditions compare.
    algorithm : str
        A name of `segmentation.clustering.algorithms.ALGORITHMS`.
    n_clusters : int or None
        1 to `K_MAX`; None takes the scan's recommendation. With rules it follows from them, and
        what is given plays no part.
    scaling : str
        ``standard`` (mean 0, population standard deviation 1), ``minmax`` (0 to 1), ``robust``
        (median 0, interquartile range 1) or ``none``. Touches numbers only.
    missing : str
        ``drop`` leaves out customers without all features; ``impute`` fills numbers with the
        median and categories with the most frequent level.
    fills : tuple of (str, float or str)
        With ``impute``, what stands in for a missing value of a feature, where it is not the
        median or the most frequent level; a mapping is taken.
    duplicates : str
        Rows of the same identifier: ``keep`` all, ``first``, ``last``, ``sum`` or ``mean``.
    outliers : str
        Values beyond `outlier_quantiles`: ``keep``, ``cap`` at them, or ``set_aside`` the customer.
    outlier_quantiles : tuple of float
        Lower and upper.
    transforms : tuple of (str, str)
        ``log`` or ``yeo_johnson`` for features with a long tail; a mapping is taken.
    formulas : tuple of (str, str)
        Columns of the user's own, name and formula (`segmentation.customers.formulas.grammar`), to
        use as features, in `where` and in later formulas; a mapping is taken.
    where : str
        A condition that says who is segmented, such as ``country = 'Germany'``; empty is everybody.
    rules : tuple of (str, str)
        With the algorithm ``rules``, names of segments and their conditions: the first that holds
        gives a customer the segment; a mapping is taken.
    weights : tuple of (str, float) or None
        Factor of a feature in the squared distance; 1 where not named; a mapping is taken.
    random_state : int
        Seed of every random choice, 0 or more, below 2**32.

    Raises
    ------
    SpecError
        If a setting is outside what is listed above.
    """

    features: tuple[str, ...] = ()
    algorithm: str = "kmeans"
    n_clusters: int | None = None
    scaling: str = "standard"
    missing: str = "drop"
    fills: tuple[tuple[str, float | str], ...] = ()
    duplicates: str = "keep"
    outliers: str = "keep"
    outlier_quantiles: tuple[float, float] = QUANTILES
    transforms: tuple[tuple[str, str], ...] = ()
    formulas: tuple[tuple[str, str], ...] = ()
    where: str = ""
    rules: tuple[tuple[str, str], ...] = ()
    weights: tuple[tuple[str, float], ...] | None = None
    random_state: int = 0

    def __post_init__(self) -> None:
        """Bring sequences into one form and check each setting once."""
        features = (self.features,) if isinstance(self.features, str) else tuple(self.features)
        object.__setattr__(self, "features", tuple(dict.fromkeys(features)))
        for setting in ("weights", "fills", "transforms", "formulas", "rules"):
            if isinstance(getattr(self, setting), Mapping):
                object.__setattr__(self, setting, tuple(getattr(self, setting).items()))
        _check_by_rule(self.algorithm, self.rules)
        if not self.features and self.algorithm != RULES:
            raise SpecError("No feature is chosen. Choose at least one column to segment by.")
        _check_choice("scaling", self.scaling, SCALINGS)
        _check_choice("missing", self.missing, MISSING)
        _check_choice("duplicates", self.duplicates, DUPLICATES)
        _check_choice("outliers", self.outliers, OUTLIERS)
        for _, how in self.transforms:
            _check_choice("a transform", how, TRANSFORMS)
        _check_quantiles(self.outlier_quantiles)
        _check_k(self.n_clusters)
        _check_weights(self.weights, self.features)
        _check_seed(self.random_state)

    @property
    def family(self) -> "SegmentationSpec":
        """The same settings without k: what the fits for all k have in common."""
        return replace(self, n_clusters=None)

    @property
    def is_by_rule(self) -> bool:
        """Whether segments are conditions, and nothing is found."""
        return self.algorithm == RULES

    def weight(self, feature: str) -> float:
        """Return the factor of `feature` in the squared distance."""
        return dict(self.weights or ()).get(feature, 1.0)


def _check_choice(setting: str, value: str, choices: tuple[str, ...]) -> None:
    if value not in choices:
        raise SpecError(f"{setting} is “{value}”. Choose one of: {', '.join(choices)}.")


def _check_by_rule(algorithm: str, rules: tuple[tuple[str, str], ...]) -> None:
    if algorithm == RULES:
        check_rules(rules)
    elif rules:
        raise SpecError(
            f"There are rules, and segments are found by {algorithm}. Set algorithm to {RULES}, or "
            f"leave the rules out."
        )


def _check_quantiles(quantiles: tuple[float, float]) -> None:
    low, high = quantiles
    if not 0 <= low < high <= 1:
        raise SpecError(
            f"The limits of extreme values are {low} and {high}. Give two shares from 0 to 1, the "
            f"lower first."
        )


def _check_k(n_clusters: int | None) -> None:
    if n_clusters is None:
        return
    whole = isinstance(n_clusters, int) and not isinstance(n_clusters, bool)
    if not whole or not 1 <= n_clusters <= K_MAX:
        raise SpecError(
            f"The number of segments is {n_clusters}. Choose a whole number from 1 to {K_MAX}."
        )


def _check_seed(seed: int) -> None:
    if not isinstance(seed, int) or isinstance(seed, bool) or not 0 <= seed < SEEDS:
        raise SpecError(
            f"The seed is {str(seed)[:40]}. Give a whole number from 0 to {SEEDS - 1:,}."
        )


def _check_weights(weights: tuple | None, features: tuple[str, ...]) -> None:
    for feature, weight in weights or ():
        if feature not in features:
            raise SpecError(
                f"There is a weight for “{feature}”, which is not a chosen feature. "
                f"Remove the weight or choose the column."
            )
        if not (math.isfinite(weight) and weight > 0):
            raise SpecError(
                f"The weight of “{feature}” is {weight}. "
                f"Give a number above 0, or leave out the column."
            )
