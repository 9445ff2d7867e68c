"""A persona card to hand out: a segment's mark, name, figures, typical customers, what to offer.

There is no portrait and no invented person: every figure is of the segment, and the typical
customers are rows of the table without anything that names them.
"""

from dataclasses import dataclass
from html import escape

import numpy as np

from segmentation.analysis.segmentation import Segmentation
from segmentation.charts.palette import LIGHT
from segmentation.charts.small.marks import mark_svg
from segmentation.charts.small.strips import strip_svg
from segmentation.customers.grain import unit_of
from segmentation.segments.describing.cards import SegmentCard
from segmentation.segments.describing.claims.sentences import TOO_FEW
from segmentation.segments.facts.ranges import Range
from segmentation.segments.facts.spoken import spoken
from segmentation.tables.labels import split_unit
from segmentation.tables.number_format import amount, format_share

MOST_FIGURES = 6
STYLE = """
body { font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, Arial, sans-serif;
  color: #1b2337; max-width: 46rem; margin: 2rem auto; padding: 0 1.5rem; }
h1 { font-size: 1.7rem; line-height: 1.25; margin-bottom: .2rem; }
h1 svg { vertical-align: -.15em; margin-right: .5rem; }
h2 { font-size: 1.1rem; margin: 1.4rem 0 .4rem; } .size { color: #5a6478; margin-top: 0; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid #d9deea; }
th { font-weight: 600; } .note { color: #5a6478; font-size: .85rem; }
dt { font-weight: 600; } dd { margin: 0 0 .5rem; }
@media print { body { margin: 0; } h2 { break-after: avoid; } tr, dl { break-inside: avoid; } }
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offering:
    """What to offer a segment.

    Attributes
    ----------
    offer, channel, message : str
    """

    offer: str
    channel: str
    message: str


def persona_page(
    result: Segmentation,
    card: SegmentCard,
    rule: str,
    ranges: tuple[Range, ...],
    offering: Offering,
) -> bytes:
    """Write the card of one segment as a page that stands alone.

    Parameters
    ----------
    result : Segmentation
    card : SegmentCard
    rule : str
        What describes the segment, in words.
    ranges : tuple of Range
        Of the segment, for its figures.
    offering : Offering

    Returns
    -------
    bytes
        HTML in UTF-8, with nothing loaded from outside. Texts are escaped here.
    """
    segment, unit = card.segment, unit_of(result.table)
    name, profile = escape(result.names[segment]), result.profiles[segment]
    size = f"{unit.counted(profile.size)}, {format_share(profile.share)} of all"
    sentences = "".join(f"<li>{escape(text)}</li>" for text in card.sentences)
    body = [
        f"<h1>{mark_svg(LIGHT, result.slots[segment], 28)}{name}</h1>",
        f'<p class="size">{escape(size)}</p>',
        f"<p>{escape(card.phrase)}.</p>" if card.phrase else "",
        f"<ul>{sentences}</ul>",
        f"<p><b>How to know them:</b> {escape(rule)}</p>",
        _figures(result, ranges, segment),
        _typical(result, card),
        _offering(offering),
        f'<p class="note">{escape(_note(result))}</p>',
    ]
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{name}</title><style>{STYLE}</style></head>\n<body>\n"
        f"{''.join(body)}\n</body></html>\n"
    ).encode()


def shown_columns(result: Segmentation) -> list[str]:
    """Return the columns a persona may show: what describes customers and names nobody.

    Parameters
    ----------
    result : Segmentation

    Returns
    -------
    list of str
        Features first; no identifier, nothing personal or sensitive, no address and no consent.
    """
    profile = result.profiles[0]
    facts = (*profile.numbers, *profile.categories)
    ordered = sorted(facts, key=lambda fact: not fact.is_feature)
    known = {column.name: column for column in result.rows.columns}
    return [
        fact.column
        for fact in ordered
        if fact.column in known
        and fact.column != result.rows.identifier
        and known[fact.column].personal is None
        and known[fact.column].contact is None
    ]


def _figures(result: Segmentation, ranges: tuple[Range, ...], segment: int) -> str:
    allowed = set(shown_columns(result))
    rows = [
        f"<tr><th scope='row'>{escape(place.name)}</th>"
        f"<td>{escape(place.words)}</td><td>{strip_svg(place, LIGHT, result.slots[segment])}</td>"
        f"<td>{escape(amount(place.fact.typical_of_all, place.fact.label))}</td></tr>"
        for place in ranges[:MOST_FIGURES]
        if place.fact.column in allowed and place.is_known
    ]
    if not rows:
        return ""
    head = "<tr><th>Figure</th><th>Typical (8 of 10 lie between)</th><th></th><th>All</th></tr>"
    return f"<h2>Figures</h2><table><thead>{head}</thead><tbody>{''.join(rows)}</tbody></table>"


def _typical(result: Segmentation, card: SegmentCard) -> str:
    columns = shown_columns(result)[:MOST_FIGURES]
    if not columns or result.profiles[card.segment].size < TOO_FEW:
        return ""  # of a handful they would be known
    frame = result.rows.frame[columns].iloc[list(card.typical)]
    head = "".join(f"<th>{escape(spoken(name))}</th>" for name in columns)
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(_cell(row[name], name))}</td>" for name in columns) + "</tr>"
        for _, row in frame.iterrows()
    )
    title = "A typical customer" if len(frame) == 1 else f"{len(frame)} typical customers"
    return f"<h2>{title}</h2><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _cell(value: object, column: str) -> str:
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    if isinstance(value, int | float | np.number):
        return amount(float(value), split_unit(column))
    return "–" if value is None or value != value else str(value)  # noqa: PLR0124 - NaN


def _offering(offering: Offering) -> str:
    told = {
        "Offer": offering.offer,
        "Channel": offering.channel,
        "Message": f"“{offering.message}”",
    }
    parts = "".join(f"<dt>{title}</dt><dd>{escape(text)}</dd>" for title, text in told.items())
    return f"<h2>What to offer</h2><dl>{parts}</dl>"


def _note(result: Segmentation) -> str:
    """Say what the segments are, so that the card says no more than the pages."""
    said = f"{result.decision.title}. {result.decision.about(result.n_clusters)}"
    return f"{said} Customers of {result.table_name}."
