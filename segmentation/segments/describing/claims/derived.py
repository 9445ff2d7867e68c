"""Columns that follow from the columns the segments were made from: scores, bins, sums of them.

They differ between segments because those were used, so that a finding on them is none. What counts
is what happens inside the segments: a column that is the same for everybody in a segment may be the
most interesting of all, or a bin of a feature, and nothing in the data tells which.
"""

import numpy as np
import pandas as pd

from segmentation.clustering.validity import stratified_sample
from segmentation.customers.cleaning import CustomerRows
from segmentation.segments.facts.numbers import finite

FOLLOWS_FROM = 0.98
"""Share of the variance inside the segments that the features explain, out of sample."""

LEVELS_FROM = 0.95
"""Share of the customers with an uncommon level of their segment that the features place right."""

FEWEST = 20
"""Customers below which nothing is predicted."""

FEWEST_UNCOMMON = 5
DERIVED_ROWS = 1_500
FOLDS = 5
MONOTONE_ROWS = 400
RISING_PAIRS = 300
"""Pairs of customers of one segment that must agree before that is no chance."""

ALIKE = 0.85
"""Of the usual difference of two customers of a segment; neighbours that differ more prove nothing
is to be found."""

BY_CHANCE = 1e-6
"""Chance below which an order inside the segments is no chance."""


OUR_SCORES = {
    "recency_score": ("recency_days",),
    "frequency_score": ("frequency",),
    "monetary_score": ("monetary_value",),
    "rfm_group": ("recency_days", "frequency", "monetary_value"),
}
"""What our own customers from sales carry, and what it is made from."""


def derived_columns(
    rows: CustomerRows,
    labels: np.ndarray,
    columns: tuple[str, ...],
    features: tuple[str, ...],
    *,
    random_state: int = 0,
) -> frozenset[str]:
    """Find the columns that follow from the features.

    Parameters
    ----------
    rows : CustomerRows
    labels : ndarray of shape (n_kept,), int
    columns : tuple of str
        To look at; none of them a feature.
    features : tuple of str
        What the segments were made from.
    random_state : int
        Draws the sample above `DERIVED_ROWS`, and the folds.

    Returns
    -------
    frozenset of str
    """
    known = {name for name in columns if set(OUR_SCORES.get(name, ())) & set(features)}
    if not features or len(known) == len(columns):
        return frozenset(known)
    sample = stratified_sample(labels, DERIVED_ROWS, random_state)
    given = np.column_stack([_as_numbers(rows.frame[name]) for name in features])[sample]
    near, inside = _neighbours(given), labels[sample]
    for name in set(columns) - known:
        values = rows.frame[name].iloc[sample]
        if _may_follow(values, near, inside) and follows(
            values, given, inside, random_state=random_state
        ):
            known.add(name)
    return frozenset(known)


def _neighbours(given: np.ndarray) -> np.ndarray:
    """Return the most similar other customer of each."""
    from scipy.spatial import cKDTree

    ranks = np.nan_to_num(_ranks(given), nan=0.5)
    nearest = cKDTree(ranks).query(ranks, k=min(2, len(ranks)))[1].reshape(len(ranks), -1)
    return np.where(nearest[:, 0] == np.arange(len(ranks)), nearest[:, -1], nearest[:, 0])


def _may_follow(values: pd.Series, near: np.ndarray, inside: np.ndarray) -> bool:
    """Look quickly whether neighbours are more alike than customers of a segment are."""
    # Columns that know nothing of the features are most; models for each of them take seconds.
    codes = pd.factorize(values, sort=pd.api.types.is_numeric_dtype(values.dtype))[0].astype(float)
    known = (codes >= 0) & (codes[near] >= 0)
    own, other, inside = codes[known], codes[near][known], inside[known]
    if len(own) < FEWEST:
        return True
    if pd.api.types.is_numeric_dtype(values.dtype):
        counts = np.maximum(np.bincount(inside), 1)
        middles = np.bincount(inside, own) / counts
        apart, usual = ((own - other) ** 2).mean() / 2, ((own - middles[inside]) ** 2).mean()
        if apart <= ALIKE * usual:
            return True
    pairs = pd.Series(own).groupby(inside).value_counts(normalize=True)
    usual = 1 - float((pairs**2).groupby(level=0).sum().reindex(inside).mean())
    return float((own != other).mean()) <= ALIKE * usual


def _as_numbers(values: pd.Series) -> np.ndarray:
    """Return a feature as columns of numbers: a category as one per level."""
    if pd.api.types.is_numeric_dtype(values.dtype):
        return finite(values)[:, None]
    codes, levels = pd.factorize(values)
    return np.where(codes[:, None] >= 0, codes[:, None] == np.arange(len(levels)), np.nan)


def follows(
    values: pd.Series, features: np.ndarray, labels: np.ndarray, *, random_state: int = 0
) -> bool:
    """Say whether a column follows from the features.

    Parameters
    ----------
    values : pandas.Series of shape (n_samples,)
        A number, or a category in any words.
    features : ndarray of shape (n_samples, n_features)
        What the segments were made from, as numbers; NaN for a gap.
    labels : ndarray of shape (n_samples,), int
    random_state : int
        Draws the folds.

    Returns
    -------
    bool
        Whether it goes up, down or in blocks with one feature also inside the segments, never falls
        where all of them rise, or is predicted there by sums, products or a tree of them.

    Notes
    -----
    Cost O(n log n).

    References
    ----------
    Breiman, L., Friedman, J., Olshen, R. and Stone, C. (1984). Classification and Regression Trees.
    """
    codes, levels = pd.factorize(values, sort=False)
    known = (codes >= 0) & ~np.isnan(features).any(axis=1)
    codes, inside, given = codes[known], labels[known], features[known]
    if len(codes) < 3 or not _varies_inside(codes, inside):
        return False
    if any(_in_blocks(codes, given[:, at], inside) for at in range(given.shape[1])):
        return True
    if pd.api.types.is_numeric_dtype(values.dtype):
        numbers = finite(values)[known]
        if not np.isfinite(numbers).all():
            return False
        if _goes_along(numbers, given, inside) or _never_falls(numbers, given, inside):
            return True
        if len(codes) >= FEWEST and _is_predicted(numbers, given, inside, random_state):
            return True
    few = len(codes) >= FEWEST and len(levels) < len(codes) / 2
    return few and _is_placed(codes, given, inside, random_state)


def _varies_inside(codes: np.ndarray, inside: np.ndarray) -> bool:
    pairs = np.unique(np.column_stack([inside, codes]), axis=0)
    return len(pairs) > len(np.unique(inside))


def _in_blocks(codes: np.ndarray, feature: np.ndarray, inside: np.ndarray) -> bool:
    """Say whether each level is one block in the order of a feature, and that no chance."""
    from scipy.special import gammaln

    order = np.lexsort((codes, feature))
    ordered, along = codes[order], feature[order]
    changes = ordered[1:] != ordered[:-1]
    n_levels = len(np.unique(codes))
    if changes.sum() != n_levels - 1 or (changes & (along[1:] == along[:-1])).any():
        return False
    # Of all orders inside a segment, a multinomial coefficient, few have every level in one block.
    orders = 0.0
    for segment in np.unique(inside):
        own = np.unique(codes[inside == segment], return_counts=True)[1]
        orders += gammaln(own.sum() + 1) - gammaln(own + 1).sum() - gammaln(len(own) + 1)
    return orders >= -np.log(BY_CHANCE)


def _goes_along(numbers: np.ndarray, given: np.ndarray, inside: np.ndarray) -> bool:
    """Say whether a number only rises, or only falls, with a feature, and that no chance."""
    from scipy.special import gammaln

    orders = sum(gammaln(len(np.unique(numbers[inside == s])) + 1) for s in np.unique(inside))
    if orders < -np.log(BY_CHANCE):
        return False
    for feature in given.T:
        for side in (numbers, -numbers):
            order = np.lexsort((side, feature))
            steps, along = np.diff(side[order]), np.diff(feature[order])
            if (steps >= 0).all() and not (steps[along == 0] != 0).any():
                return True
    return False


def _never_falls(numbers: np.ndarray, given: np.ndarray, inside: np.ndarray) -> bool:
    """Say whether no customer has more of all features, signs apart, and less of the number."""
    numbers, given, inside = (part[:MONOTONE_ROWS] for part in (numbers, given, inside))
    ranks = _ranks(given) - 0.5
    side = np.sign((ranks * (_ranks(numbers[:, None]) - 0.5)).sum(axis=0))
    turned = given * side
    above = (turned[:, None, :] <= turned[None, :, :]).all(axis=2)
    if (above & (numbers[:, None] > numbers[None, :])).any():
        return False
    rising = above & (numbers[:, None] < numbers[None, :]) & (inside[:, None] == inside[None, :])
    return int(rising.sum()) >= RISING_PAIRS


def _is_predicted(
    numbers: np.ndarray, given: np.ndarray, inside: np.ndarray, random_state: int
) -> bool:
    """Predict a number out of sample by sums, products, ranks and a tree."""
    from sklearn.tree import DecisionTreeRegressor

    fold = np.random.default_rng(random_state).permutation(len(numbers)) % FOLDS
    scale = max(float(np.abs(numbers).max()), 1e-300)
    numbers = numbers / scale
    middles = np.bincount(inside, numbers) / np.maximum(np.bincount(inside), 1)
    left = float(((numbers - middles[inside]) ** 2).sum())
    if left <= len(numbers) * 1e-20:
        return False
    limit = (1 - FOLLOWS_FROM) * left
    plain = given / np.maximum(np.abs(given).max(axis=0), 1e-300)
    designs = [(plain, numbers), (_ranks(given), numbers)]
    if (given > 0).all() and (numbers > 0).all():
        designs.append((np.log(plain), np.log(numbers)))
    for columns, wanted in designs:
        found = _least_squares(columns, wanted, fold)
        found = found if wanted is numbers else np.exp(np.minimum(found, 50))
        if ((numbers - found) ** 2).sum() <= limit:
            return True
    wrong = 0.0
    for held in range(FOLDS):
        tree = DecisionTreeRegressor(random_state=random_state)
        tree.fit(given[fold != held], numbers[fold != held])
        wrong += float(((numbers - tree.predict(given))[fold == held] ** 2).sum())
        if wrong > limit:
            return False
    return True


def _least_squares(columns: np.ndarray, wanted: np.ndarray, fold: np.ndarray) -> np.ndarray:
    design = np.column_stack([columns, np.ones(len(columns))])
    found = np.empty(len(wanted))
    for held in range(FOLDS):
        weights = np.linalg.lstsq(design[fold != held], wanted[fold != held], rcond=None)[0]
        found[fold == held] = design[fold == held] @ weights
    return found


def _ranks(given: np.ndarray) -> np.ndarray:
    from scipy.stats import rankdata

    return rankdata(given, axis=0, nan_policy="omit") / max(1, len(given))


def _is_placed(codes: np.ndarray, given: np.ndarray, inside: np.ndarray, random_state: int) -> bool:
    """Predict a level out of sample by a tree: better than the segment's usual one."""
    from sklearn.tree import DecisionTreeClassifier

    usual = np.zeros(len(codes), dtype=bool)
    for segment in np.unique(inside):
        own = inside == segment
        usual[own] = codes[own] == np.bincount(codes[own]).argmax()
    n_uncommon = int((~usual).sum())
    if n_uncommon < FEWEST_UNCOMMON:
        return False
    fold = np.random.default_rng(random_state).permutation(len(codes)) % FOLDS
    wrong, most = 0, min((1 - LEVELS_FROM) * n_uncommon, (1 - FOLLOWS_FROM) * len(codes))
    for held in range(FOLDS):
        tree = DecisionTreeClassifier(random_state=random_state)
        tree.fit(given[fold != held], codes[fold != held])
        wrong += int((tree.predict(given[fold == held]) != codes[fold == held]).sum())
        if wrong > most:
            return False
    return True
