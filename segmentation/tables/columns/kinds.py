"""What kind of values a column holds: numbers, categories, steps, yes or no, dates, free text."""

import re

import numpy as np
import pandas as pd

from segmentation.tables.columns.cells import DATE, NUMBER, YES_NO, Cells, cells_of
from segmentation.tables.columns.codes import GROUPS
from segmentation.tables.columns.taxonomy import Kind
from segmentation.tables.columns.vocabulary import words, words_in_order

MAX_LEVELS = 20
FEWEST_STEPS, MOST_STEPS = 3, 11
"""Different whole numbers that a rating has."""

RATINGS = frozenset(
    {"rating", "ratings", "score", "scores", "stars", "grade", "level", "rank", "satisfaction"}
    | {"nps", "likelihood", "agreement", "stage", "tier", "class", "quintile", "decile", "stufe"}
    | {"note", "bewertung", "zufriedenheit", "klasse", "niveau", "nivel", "livello", "clase"}
)
LARGEST_GROUP, FEWEST_EACH = 999, 2

ANSWERS = (
    frozenset({"yes", "no"}),
    frozenset({"y", "n"}),
    frozenset({"true", "false"}),
    frozenset({"t", "f"}),
    frozenset({"ja", "nein"}),
    frozenset({"oui", "non"}),
    frozenset({"sí", "no"}),
    frozenset({"si", "no"}),
    frozenset({"sì", "no"}),
    frozenset({"sim", "não"}),
    frozenset({"ja", "nee"}),
    frozenset({"ja", "nej"}),
    frozenset({"tak", "nie"}),
    frozenset({"on", "off"}),
)
"""Pairs of levels that are an answer."""

STEPS = tuple(
    tuple(step.split("|") for step in steps.split())
    for steps in """
        very_low low|niedrig|bajo|basso|faible medium|middle|mid|mittel|medio|moyen|average high|hoch|alto|élevé very_high
        xs|tiny s|small|klein|petit|pequeño|piccolo m|medium|mittel|moyen|mediano|medio l|large|groß|gross|grand|grande xl|huge xxl
        bronze silver|silber|argent|plata|argento gold|or|oro platinum|platin|platine|platino diamond
        never|nie|jamais|nunca|mai rarely|selten|rarement sometimes|manchmal|parfois|a_veces often|oft|souvent always|immer|toujours|siempre|sempre
        poor fair good|gut|bon very_good excellent
        strongly_disagree disagree neutral agree strongly_agree
        primary|school secondary|high_school|graduation bachelor|college master|masters phd|doctorate
    """.strip().splitlines()  # noqa: E501 - a line is an order
)
"""Words that stand in an order, each with its names in other languages."""

BAND = re.compile(
    r"\D{0,8}(\d[\d.,]*)\s*[kKmM]?\s*"
    r"(?:(?:-|–|to|bis|à|a)\s*\D{0,3}[\d.,]+.*|\+|plus.*|and .*)"
    r"|[<>≤≥]=?\D{0,3}(\d[\d.,]*).*"
)
"""A stretch of numbers: “25-34”, “65+”, “< 18”."""


def kind_of(values: pd.Series) -> Kind:
    """Return what kind of values a column holds.

    Parameters
    ----------
    values : pandas.Series
        Of one of a table's types.

    Returns
    -------
    Kind
    """
    return kind_of_cells(cells_of(values))


def kind_of_cells(cells: Cells) -> Kind:
    """Return what kind of values a column holds that has been looked at already.

    Parameters
    ----------
    cells : Cells

    Returns
    -------
    Kind
    """
    if cells.type == YES_NO:
        return Kind.BOOLEAN
    if cells.type == DATE:
        return Kind.DATE
    if cells.type == NUMBER:
        return _kind_of_numbers(cells)
    if cells.levels in ANSWERS:
        return Kind.BOOLEAN
    # Twelve rows with twelve cities are no category, nor are forty notes in sixty rows.
    few = len(cells.levels) <= 2 or cells.distinct <= cells.n_filled / 2
    if len(cells.levels) > MAX_LEVELS or not few:
        return Kind.TEXT
    return Kind.ORDERED if level_order(sorted(cells.levels)) else Kind.CATEGORY


def level_order(levels: list[str]) -> list[str] | None:
    """Return levels from the lowest to the highest.

    Parameters
    ----------
    levels : list of str

    Returns
    -------
    list of str or None
        None when they stand in no order that is known.

    Examples
    --------
    >>> level_order(["high", "low", "medium"])
    ['low', 'medium', 'high']
    >>> level_order(["25-34", "18-24", "35+"])
    ['18-24', '25-34', '35+']
    """
    if len(levels) < FEWEST_STEPS:
        return None
    plain = {level: re.sub(r"[\s_-]+", "_", level.strip().casefold()) for level in levels}
    for steps in STEPS:
        places = {name: place for place, names in enumerate(steps) for name in names}
        if set(plain.values()) <= places.keys():
            return sorted(levels, key=lambda level: places[plain[level]])
    starts = {level: _band_start(level) for level in levels}
    if None not in starts.values():
        return sorted(levels, key=lambda level: starts[level])
    return None


def _kind_of_numbers(cells: Cells) -> Kind:
    steps = cells.steps
    if not 2 <= len(steps) <= MOST_STEPS:
        return Kind.NUMBER
    if len(steps) == 2 and set(steps.tolist()) == {0, 1}:
        return Kind.BOOLEAN
    is_ladder = len(steps) >= FEWEST_STEPS and steps[0] in {0, 1} and (np.diff(steps) == 1).all()
    if is_ladder and words(cells.name) & RATINGS:
        return Kind.ORDERED
    return Kind.CATEGORY if _are_groups(cells) else Kind.NUMBER


def _are_groups(cells: Cells) -> bool:
    """Return whether few whole numbers are the numbers of groups, such as channels 1 and 2."""
    said = words_in_order(cells.name)
    many_each = cells.distinct <= cells.n_filled / FEWEST_EACH
    is_named = bool(said) and said[-1] in GROUPS
    return is_named and many_each and cells.is_whole and cells.steps[-1] <= LARGEST_GROUP


def _band_start(level: str) -> float | None:
    """Return where a band such as “25-34” or “< 18” begins, just below its number for the last."""
    band = BAND.fullmatch(level.strip())
    if not band:
        return None
    number = float((band[1] or band[2]).replace(",", "").rstrip("."))
    return number - 0.5 if level.strip()[0] in "<≤" else number
