"""What a shared result holds: words and aggregates, as plain values that JSON can carry.

Nothing in here is about one customer, and nothing needs the table or the segmentation to be shown.
"""

import json
from dataclasses import asdict, dataclass, field

from segmentation.errors import ModelError
from segmentation.exports.snapshots.reading import read_as

FORMAT = 1
DAMAGED = (
    "This shared result is damaged and cannot be shown. Ask whoever sent the link for a new one."
)
Rows = tuple[tuple[float | None, ...], ...]
"""Figures by segment and column; None where nothing is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One column of a segment beside all customers.

    Attributes
    ----------
    label, value, of_all : str
    length : float
        −1 to 1: how far the segment is from all customers, in parts of a full bar.
    """

    label: str
    value: str
    of_all: str
    length: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One segment at a glance.

    Attributes
    ----------
    slot : int
        Its colour and its symbol.
    name : str
    size : str
        Customers, with what they are called.
    share : float
        Of all that are told of, 0 to 1.
    worth_of : str
        The column whose sum is shared out; empty where none is.
    worth : float or None
        The segment's share of that sum.
    bars : tuple of Bar
    to_do : str
    """

    slot: int
    name: str
    size: str
    share: float
    worth_of: str
    worth: float | None
    bars: tuple[Bar, ...]
    to_do: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Numbers by segments: what the heat map and the lines show.

    Attributes
    ----------
    columns : tuple of str
    z, index : tuple of tuple of float or None
        A row per segment.
    typical : tuple of tuple of str
        In the units of the file.
    title, caption : str
    """

    columns: tuple[str, ...]
    z: Rows
    index: Rows
    typical: tuple[tuple[str, ...], ...]
    title: str
    caption: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """A category by segments.

    Attributes
    ----------
    label : str
    levels : tuple of str
    n_rest : int
        Levels at the end that are no value of their own.
    shares : tuple of tuple of float or None
        A row per segment, then all customers; 0 to 1.
    title, caption : str
    """

    label: str
    levels: tuple[str, ...]
    n_rest: int
    shares: Rows
    title: str
    caption: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCard:
    """What is planned for one segment.

    Attributes
    ----------
    slot : int
    name : str
    parts : tuple of (str, str)
        What it is, and what is said of it, such as offer, channel and message.
    """

    slot: int
    name: str
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPlan:
    """The plan.

    Attributes
    ----------
    headline, campaign : str
        Empty where there is nothing to say.
    cards : tuple of PlanCard
        The best target first.
    notes : tuple of str
    """

    headline: str
    campaign: str
    cards: tuple[PlanCard, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A result as it was when it was shared.

    Attributes
    ----------
    maker : str
        Who shared it, as they call themselves; empty where they did not say.
    table : str
        What the table is called.
    headline, answer : str
        How many segments, and how sure.
    verdict : str or None
        As a `Decision` has it.
    verdict_title, verdict_about : str
    separation, separation_color : str
        A word for how well the segments are separated; empty where there is none.
    notes : tuple of str
        Cautions, and what was left out.
    cards : tuple of Card
    figures : Figures
    shares : tuple of Shares
    plan : SharedPlan or None
    form : int
        Of this record.
    """

    maker: str
    table: str
    headline: str
    answer: str
    verdict: str | None
    verdict_title: str
    verdict_about: str
    separation: str
    separation_color: str
    notes: tuple[str, ...]
    cards: tuple[Card, ...]
    figures: Figures = field(repr=False)
    shares: tuple[Shares, ...] = field(repr=False)
    plan: SharedPlan | None = field(repr=False)
    form: int = FORMAT


def as_text(snapshot: Snapshot) -> str:
    """Write a snapshot as JSON.

    Parameters
    ----------
    snapshot : Snapshot

    Returns
    -------
    str
        Halves of characters, which no database takes and no browser shows, are question marks.
    """
    text = json.dumps(asdict(snapshot), allow_nan=False, ensure_ascii=False)
    return text.encode("utf-8", "replace").decode("utf-8")


def from_text(text: str) -> Snapshot:
    """Read what `as_text` wrote.

    Parameters
    ----------
    text : str

    Returns
    -------
    Snapshot

    Raises
    ------
    ModelError
        If it is anything else, or its parts do not fit each other.
    """
    try:
        read = read_as(Snapshot, json.loads(text))
    except (TypeError, ValueError, RecursionError) as error:
        raise ModelError(DAMAGED) from error
    if not _fits(read):
        raise ModelError(DAMAGED)
    return read


def _fits(read: Snapshot) -> bool:
    """Return whether every row has its figures, so that nothing is drawn in a wrong place."""
    n, figures = len(read.cards), read.figures
    tables = [(rows, n, len(figures.columns)) for rows in (figures.z, figures.index)]
    tables += [(figures.typical, n, len(figures.columns))]
    tables += [(mix.shares, n + 1, len(mix.levels)) for mix in read.shares]
    slots = [card.slot for card in read.cards + (read.plan.cards if read.plan else ())]
    return (
        read.form == FORMAT
        and n > 0
        and all(0 <= slot < 100 for slot in slots)
        and all(
            len(rows) == height and all(len(row) == width for row in rows)
            for rows, height, width in tables
        )
    )
