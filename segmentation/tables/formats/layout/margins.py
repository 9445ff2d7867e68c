"""Rows that belong to the paper and not to the table: rules, page headings, counts of rows."""

import re
from collections.abc import Sequence

from segmentation.tables.formats.layout.shapes import n_filled

RULE = re.compile(r"[\s|+:┼├┤┌┐└┘┬┴╪╞╡]*[-=_─═~*]{2,}[-=_─═~*\s|+:┼├┤┌┐└┘┬┴╪╞╡]*|[+|]")
SHORT_RULE = re.compile(r":?-+:?")
"""One dash is enough below the names of a Markdown table."""

PAGE = re.compile(
    r"[-–(\[ ]*(page|seite|pag\.?|página|pagina|strona|str\.?|blad|sida|side|sivu|sayfa|стр\.?"
    r"|страница|pg\.?)( no\.?| nr\.?)?:? *\d+( *(of|von|de|di|van|z|ze|av|af|sur|su|из|/|-) *\d+)?"
    r"[-–)\] ]*",
    re.IGNORECASE,
)
COUNT = re.compile(
    r"(\(?\d[\d.,' ]* (rows?|records?|lines?|results?|entries|zeilen?|datens[aä]tze?|eintr[aä]ge"
    r"|lignes?|enregistrements?|filas?|registros?|righe|riga|record|rijen|regels|wiersz\w*"
    r"|rekord\w*|linhas?|строк\w*|rader|rækker)\b( (affected|in set|selected|returned|found"
    r"|exported).*)?[ ).]*)"
    r"|query ok.*|end of (report|file|list|data|export).*|\*{2,}.*\*{2,}",
    re.IGNORECASE,
)
MOST_ABOVE = 8
"""Rows of a page heading that may stand above names said again."""

Rows = Sequence[Sequence[str]]


def is_rule(row: Sequence[str]) -> bool:
    """Return whether a row is drawn: its cells are dashes and the like, two at least in one.

    Parameters
    ----------
    row : sequence of str

    Returns
    -------
    bool

    Examples
    --------
    >>> is_rule(["----", ":--:"]), is_rule(["-", ""]), is_rule(["A", "---"])
    (True, False, False)
    """
    filled = [cell.strip() for cell in row if cell.strip()]
    drawn = [bool(RULE.fullmatch(cell)) for cell in filled]
    return any(drawn) and all(
        is_drawn or SHORT_RULE.fullmatch(cell) for is_drawn, cell in zip(drawn, filled, strict=True)
    )


def margin_reason(row: Sequence[str]) -> str | None:
    """Say what a row is when it belongs to the paper by its words alone.

    Parameters
    ----------
    row : sequence of str

    Returns
    -------
    str or None
        A clause; None for other rows.

    Examples
    --------
    >>> margin_reason(["", "Seite 2 von 7"]), margin_reason(["(3 rows)"])
    ('it numbers a page', 'it counts the rows')
    """
    filled = [cell.strip() for cell in row if cell.strip()]
    if len(filled) > 1 and not (len(filled) == 2 and filled[1].isdigit()):
        return None
    text = " ".join(filled)
    if PAGE.fullmatch(text):
        return "it numbers a page"
    if len(filled) == 1 and COUNT.fullmatch(text):
        return "it counts the rows" if text[-1:] != "*" else "it is a rule"
    return None


def said_again(names: Rows, width: int) -> set[tuple[str, ...]]:
    """Return what rows look like that repeat the names.

    Parameters
    ----------
    names : sequence of rows of str
        The rows of names, and their names joined.
    width : int
        Cells of a row.

    Returns
    -------
    set of tuple of str
    """
    return {same(row, width) for row in names if n_filled(row)}


def same(row: Sequence[str], width: int) -> tuple[str, ...]:
    """Return a row in a form in which repetitions are equal.

    Parameters
    ----------
    row : sequence of str
    width : int

    Returns
    -------
    tuple of str
    """
    cells = [cell.strip().casefold() for cell in row[:width]]
    return tuple(cells + [""] * (width - len(cells)))


def page_headings(rows: Rows, at: int, usual: int, body: int) -> list[int]:
    """Return the rows of a heading right above names that are said again.

    Parameters
    ----------
    rows : sequence of rows of str
    at : int
        Index of the names.
    usual : int
        How many cells of a row are usually filled.
    body : int
        Index of the first row of values.

    Returns
    -------
    list of int
        Rows of which at most half as many cells are filled.
    """
    above = at
    while above > body and at - above < MOST_ABOVE and 2 * n_filled(rows[above - 1]) <= usual:
        above -= 1
    return list(range(above, at))
