"""How a share of a level reads: a score by its rank, a number as a number, a text as such."""

import re

from segmentation.tables.number_format import format_share

SCORES = {"recency_score": "recency", "frequency_score": "frequency", "monetary_score": "spending"}
"""The scores made of sales, 1 to 5, by what they rank."""

RANKS = {"1": "bottom", "2": "second lowest", "3": "middle", "4": "second highest", "5": "top"}
NUMBER = re.compile(r"[−-]?\d[\d.,]*")


def level_words(
    column: str, label: str, level: str, share: float, *, is_score: bool = False
) -> str:
    """Say how many of a segment have a level of a category, as the begin of a sentence.

    Parameters
    ----------
    column, label : str
        Its name in the file and on the screen.
    level : str
    share : float
        Of the segment, 0 to 1.
    is_score : bool
        Whether the column is a score of ours, of which 5 is best.

    Returns
    -------
    str
        “All are in the top frequency group”, “60% have Children 0”, “Gender: 59% Female”.

    Examples
    --------
    >>> level_words("frequency_score", "frequency score", "5", 1.0, is_score=True)
    'All are in the top frequency group'
    >>> level_words("children", "children", "0", 0.6)
    '60% have children 0'
    >>> level_words("gender", "gender", "Female", 1.0)
    'gender: all Female'
    """
    who = "all" if share == 1 else format_share(share)
    start = who[:1].upper() + who[1:]
    if is_score and column in SCORES and level in RANKS:
        return f"{start} are in the {RANKS[level]} {SCORES[column]} group"
    if NUMBER.fullmatch(level):
        return f"{start} have {label} {level}"
    return f"{label}: {who} {level}"
