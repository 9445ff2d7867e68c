"""The sentences of a card, each true of the very numbers it was made from."""

from dataclasses import dataclass
from math import asin, sqrt

import numpy as np

from segmentation.errors import counted, listed
from segmentation.segments.describing.claims.level_words import level_words
from segmentation.segments.describing.claims.levels import LARGE, MEDIUM
from segmentation.segments.describing.composition import Composition
from segmentation.segments.describing.effects import Effect
from segmentation.segments.facts.numbers import NumberFact
from segmentation.segments.facts.spoken import spoken
from segmentation.segments.naming import AVERAGE_BELOW
from segmentation.segments.vocabulary import Saying
from segmentation.tables.number_format import amount, format_number, format_share, shown_number

TOO_FEW = 5
"""Customers below which averages are not spoken of."""

LEVEL_FROM = 0.2
"""Cohen's h from which a level is worth a sentence."""

SHAPE_FROM = 0.5
"""Cohen's h from which another spread or shape is worth a sentence: a medium effect."""

CLOSE = 0.2
"""Of the larger of two medians: up to so far apart they are called close."""

MIDDLE = (0.1, 0.9)
"""Quantiles between which most customers of a segment lie; the sentence says how many do."""

NARROW = (0.05, 0.95)
MOST_NAMES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A sentence and how much it weighs.

    Attributes
    ----------
    weight : float
        Standard deviations, or Cohen's h.
    is_feature : bool
    column : str
    words : str
    """

    weight: float
    is_feature: bool
    column: str
    words: str


def cohens_h(first: float, second: float) -> float:
    """Return Cohen's h of two shares: 2 asin √p − 2 asin √q, without its sign."""
    return abs(2 * asin(sqrt(min(1.0, first))) - 2 * asin(sqrt(min(1.0, second))))


def number_sentence(own: np.ndarray, fact: NumberFact, size: int, saying: Saying) -> str:
    """Say what is typical, beside all customers, and how many lie in which range.

    Parameters
    ----------
    own : ndarray of shape (n_known,)
        The segment's values.
    fact : NumberFact
        Of these values.
    size : int
        Customers of the segment, also those without a value.
    saying : Saying
        How the column is put in words.

    Returns
    -------
    str
        Of one customer the value; of two to four the range; where the column is skewed the
        medians; else the means. Where values are missing, of how many.
    """
    label = fact.label
    base = _base(fact.n_known, size)
    if not len(own):
        return f"{label.label}: no value."
    if len(own) < TOO_FEW:
        return f"{_few(own, fact)}{base}."
    if fact.is_skewed:
        said = f"{_capital(label.label)} typically {amount(fact.median, label)}, {_beside(fact)}"
    else:
        value = amount(fact.mean, label)
        said = saying.says.format(label=_capital(label.label), value=value)
        compared = saying.more if fact.difference > 0 else saying.less
        away = compared.format(difference=amount(abs(fact.difference), label))
        if abs(fact.z) < AVERAGE_BELOW:
            away = f"close to the average of {amount(fact.overall, label)}"
        said = f"{said}, {away}"
    return f"{said} ({_range(own, fact)}){base}."


def _base(n_known: int, size: int) -> str:
    """Name the base of the figures where it is not the whole segment."""
    return "" if n_known == size else f"; a value is known of {n_known:,} of {size:,}"


def _few(own: np.ndarray, fact: NumberFact) -> str:
    """Say the values of a handful: a mean of four is nobody's, a range of one is none."""
    low, high, middle = float(own.min()), float(own.max()), fact.typical_of_all
    all_ = "the median of all customers" if fact.is_skewed else "the average of all customers"
    said = f"{_capital(fact.label.label)} {_between(low, high, fact, ' to ')}"
    beside = f"{all_} is {amount(middle, fact.label)}"
    if shown_number(low) > shown_number(middle) or shown_number(high) < shown_number(middle):
        side = "above" if low > middle else "below"
        each = "" if len(own) == 1 else "all "
        beside = f"{each}{side} {all_}, {amount(middle, fact.label)}"
    return f"{said}; {beside}" if beside.startswith("the") else f"{said}, {beside}"


def _beside(fact: NumberFact) -> str:
    """Compare two medians: close only where they are, not where the tail makes them look it."""
    own, of_all = fact.median, fact.overall_median
    everybody = f"{amount(of_all, fact.label)} of all customers"
    if shown_number(own) == shown_number(of_all):
        return "as of all customers"
    near = abs(own - of_all) <= CLOSE * max(abs(own), abs(of_all))
    if near and abs(fact.z) < AVERAGE_BELOW:
        return f"close to the {everybody}"
    return f"{'more' if own > of_all else 'less'} than the {everybody}"


def _range(own: np.ndarray, fact: NumberFact) -> str:
    """Say a range and the share of the customers inside, counted by the very bounds shown."""
    low, high = np.quantile(own, MIDDLE, method="inverted_cdf")
    inside = _inside(own, float(low), float(high))
    who = "all of them" if inside == 1 else f"{format_share(inside)} of them"
    return f"{who}: {_between(float(low), float(high), fact, ' to ')}"


def _between(low: float, high: float, fact: NumberFact, joint: str) -> str:
    if shown_number(low) == shown_number(high):
        return amount(low, fact.label)
    return f"{format_number(low)}{joint}{amount(high, fact.label)}"


def _inside(values: np.ndarray, low: float, high: float) -> float:
    # A bound that is shown rounded inward is counted as shown: the words stand for themselves.
    return float(((values >= shown_number(low)) & (values <= shown_number(high))).mean())


def shape_sentence(
    own: np.ndarray, others: np.ndarray, fact: NumberFact, size: int, saying: Saying
) -> Told | None:
    """Say where a segment lies closer together, further apart or elsewhere than the others.

    Parameters
    ----------
    own, others : ndarray of shape (n,)
        Values of the segment and of all other customers, without NaN.
    fact : NumberFact
    size : int
        Customers of the segment, also those without a value.
    saying : Saying

    Returns
    -------
    Told or None
        The range with the largest difference of both shares; None below `SHAPE_FROM`.
    """
    if len(own) < TOO_FEW or not len(others):
        return None
    candidates = [*_ranges(own, others, fact), *_outsides(own, others, fact)]
    candidates += _sides(own, others, fact)
    words, share, beside = max(candidates, key=lambda entry: cohens_h(entry[1], entry[2]))
    weight = cohens_h(share, beside)
    if weight < SHAPE_FROM or share <= beside:
        return None
    who = "All" if share == 1 else format_share(share)
    said = saying.says.format(label=_capital(fact.label.label), value=words)
    if saying.says == Saying().says:
        said = f"have {fact.label.label} {words}"
    said = f"{who} {said[:1].lower()}{said[1:]}; of the others {format_share(beside)}"
    said += f"{_base(len(own), size)}."
    return Told(weight=weight, is_feature=fact.is_feature, column=fact.column, words=said)


Candidate = tuple[str, float, float]


def _ranges(own: np.ndarray, others: np.ndarray, fact: NumberFact) -> list[Candidate]:
    found = []
    for low, high in ((own.min(), own.max()), np.quantile(own, NARROW, method="inverted_cdf")):
        ends = float(low), float(high)
        words = _between(*ends, fact, " and ")
        words = words if shown_number(ends[0]) == shown_number(ends[1]) else f"between {words}"
        found.append((words, _inside(own, *ends), _inside(others, *ends)))
    return found


def _outsides(own: np.ndarray, others: np.ndarray, fact: NumberFact) -> list[Candidate]:
    low, high = map(float, np.quantile(others, MIDDLE, method="inverted_cdf"))
    if not ((own < low).any() and (own > high).any()):
        return []  # on one side only it is no spread
    words = f"under {format_number(low)} or over {amount(high, fact.label)}"
    return [(words, 1 - _inside(own, low, high), 1 - _inside(others, low, high))]


def _sides(own: np.ndarray, others: np.ndarray, fact: NumberFact) -> list[Candidate]:
    """Cut where both distributions are furthest apart."""
    cuts = np.unique(np.concatenate([own, others]))
    away = np.searchsorted(np.sort(own), cuts, "right") / len(own)
    away -= np.searchsorted(np.sort(others), cuts, "right") / len(others)
    cut = float(cuts[np.abs(away).argmax()])
    below = [float((values <= shown_number(cut)).mean()) for values in (own, others)]
    said = amount(cut, fact.label)
    return [
        (f"at most {said}", below[0], below[1]),
        (f"more than {said}", 1 - below[0], 1 - below[1]),
    ]


def level_sentence(table: Composition, effect: Effect, segment: int, size: int) -> Told | None:
    """Say the level of a category that is most out of proportion.

    Parameters
    ----------
    table : Composition
    effect : Effect
        Of the same column.
    segment : int
    size : int
        Customers of the segment, also those without a value.

    Returns
    -------
    Told or None
        None when no level differs both surely and by `LEVEL_FROM`. Shares are of the customers
        with a value; where some have none, the sentence says so.
    """
    own, all_ = table.shares[segment], table.overall
    away = [cohens_h(p, q) for p, q in zip(own, all_, strict=True)]
    sure = np.where(effect.sure[segment], away, 0.0)
    if not sure.size or sure.max() < LEVEL_FROM:
        return None
    more_of = np.where(own > all_, sure, 0.0)
    at = int(more_of.argmax() if more_of.max() >= LEVEL_FROM else sure.argmax())
    n_known = int(table.counts[segment].sum())
    base, of_all = "", "of all customers"
    if table.n_missing:
        of_all = "of all with a value"
        base = _base(n_known, size)
    told = level_words(table, table.levels[at], float(own[at]))
    more = "more" if own[at] > all_[at] else "less"
    said = f"{told}, {more} than the {format_share(all_[at])} {of_all}{base}."
    weight = float(sure[at])
    return Told(weight=weight, is_feature=effect.is_feature, column=effect.column, words=said)


def closing_sentence(remaining: list[tuple[Effect, bool]], segment: int, size: int) -> str:
    """Say what was looked at and not told: that nothing differs only where it would be found.

    Parameters
    ----------
    remaining : list of (Effect, bool)
        Other columns that could be tested, and whether something is sure of the segment in them.
    segment : int
    size : int
        Customers of the segment.

    Returns
    -------
    str
        Empty when nothing was looked at.
    """
    if not remaining:
        return ""
    weak = [e for e, is_sure in remaining if not is_sure and e.found_from[segment] > MEDIUM]
    if weak:
        who = f"with {counted(size, 'customer')}"
        if max(effect.found_from[segment] for effect in weak) <= LARGE:
            return f"Looked at {_names(weak)}: {who} only a large difference would show."
        return f"Looked at {_names(weak)}: {who} even a large difference may not show."
    small = [effect for effect, is_sure in remaining if is_sure]
    if not small:
        return "No other column sets them apart."
    if len(small) == len(remaining):
        return f"They differ only a little in {_names(small)}."
    return f"They differ only a little in {_names(small)}, and no other column sets them apart."


def _names(effects: list[Effect]) -> str:
    """Name a few columns; count many."""
    if len(effects) > MOST_NAMES:
        return f"{len(effects)} other columns"
    return listed([spoken(effect.column) for effect in effects])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
