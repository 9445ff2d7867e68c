"""A page that stands alone: headings, sentences and tables, to read in a browser and to print."""

from dataclasses import dataclass
from html import escape

STYLE = """
body { font: 15px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, Arial, sans-serif;
  color: #1b2337; max-width: 60rem; margin: 2rem auto; padding: 0 1.5rem; }
h1 { font-size: 1.7rem; line-height: 1.25; } h2 { font-size: 1.15rem; margin: 1.6rem 0 .4rem; }
table { border-collapse: collapse; width: 100%; font-size: .85rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem .35rem 0;
  border-bottom: 1px solid #d9deea; hyphens: manual; }
tbody th { width: 11rem; font-weight: 600; }
@media print { body { margin: 0; max-width: none; font-size: 11px; } h2 { break-after: avoid; }
  tr { break-inside: avoid; } }
"""
LONGEST_WORD = 24
"""Letters after which a word may go on in the next line; shorter ones are never cut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a page.

    Attributes
    ----------
    title : str
    paragraphs : tuple of str
    head : tuple of str
        Columns of its table; empty where the first cell of each row says what the row is.
    rows : tuple of tuple of str
    """

    title: str
    paragraphs: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def one_page(title: str, sections: list[Section]) -> bytes:
    """Write a page with nothing loaded from outside.

    Parameters
    ----------
    title : str
    sections : list of Section
        Texts are escaped here.

    Returns
    -------
    bytes
        HTML in UTF-8.
    """
    parts = [f"<h1>{escape(title)}</h1>"]
    for section in sections:
        parts.append(f"<h2>{escape(section.title)}</h2>")
        parts += [f"<p>{escape(text)}</p>" for text in section.paragraphs]
        if section.rows:
            parts.append(_table(section))
    body = "\n".join(parts)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head>\n<body>\n{body}\n"
        "</body></html>\n"
    ).encode()


def _table(section: Section) -> str:
    head = "".join(f"<th>{_text(name)}</th>" for name in section.head)
    head = f"<thead><tr>{head}</tr></thead>" if head else ""
    rows = "".join(_row(row, has_head=bool(head)) for row in section.rows)
    return f"<table>{head}<tbody>{rows}</tbody></table>"


def _row(row: tuple[str, ...], *, has_head: bool) -> str:
    cells = [f"<td>{_text(cell)}</td>" for cell in row]
    if not has_head and row:
        cells[0] = f'<th scope="row">{_text(row[0])}</th>'
    return f"<tr>{''.join(cells)}</tr>"


def _text(cell: str) -> str:
    """Escape a cell; only a very long word may be cut at the end of a line."""
    return " ".join(
        "<wbr>".join(
            escape(word[at : at + LONGEST_WORD]) for at in range(0, len(word), LONGEST_WORD)
        )
        for word in cell.split(" ")
    )
