"""How a share of a level reads: a score by its rank, a number as a number, a text as such."""

import re

from segmentation.segments.describing.composition import Composition
from segmentation.tables.number_format import format_share

SCORES = {"recency_score": "recency", "frequency_score": "frequency", "monetary_score": "spending"}
"""The scores made of sales, 1 to 5, by what they rank."""

RANKS = {"1": "bottom", "2": "second lowest", "3": "middle", "4": "second highest", "5": "top"}
NUMBER = re.compile(r"[−-]?\d[\d.,]*")


def level_words(table: Composition, level: str, share: float) -> str:
    """Say how many of a segment have a level of a category, as the begin of a sentence.

    Parameters
    ----------
    table : Composition
        Of the category.
    level : str
    share : float
        Of the segment, 0 to 1.

    Returns
    -------
    str
        “All are in the top frequency group”, “60% have children 0”, “gender: 59% Female”.
    """
    column, label = table.column, table.label.label
    who = "all" if share == 1 else format_share(share)
    start = who[:1].upper() + who[1:]
    if table.is_score and column in SCORES and level in RANKS:
        return f"{start} are in the {RANKS[level]} {SCORES[column]} group"
    if NUMBER.fullmatch(level):
        return f"{start} have {label} {level}"
    return f"{label}: {who} {level}"
