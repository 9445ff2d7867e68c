"""Taking a snapshot of a result: its words and its aggregates, without its customers."""

import math
from dataclasses import dataclass

import numpy as np

from segmentation.analysis.segmentation import Segmentation
from segmentation.charts.segments.side_by_side import side_by_side
from segmentation.customers.grain import Unit, unit_of
from segmentation.errors import DataError, counted
from segmentation.exports.persona import shown_columns
from segmentation.exports.snapshots.content import (
    Bar,
    Card,
    Figures,
    PlanCard,
    Rows,
    SharedPlan,
    Shares,
    Snapshot,
)
from segmentation.segments.describing.summary import segments_headline
from segmentation.segments.disclosure.conditions import condition_may_be_told
from segmentation.segments.disclosure.glance import told_tiles
from segmentation.segments.disclosure.profiles import Mix, ToldSegments, told_segments
from segmentation.segments.disclosure.suppression import MINIMUM
from segmentation.segments.facts.tiles import Tile
from segmentation.segments.planning.playbook import Play
from segmentation.tables.number_format import format_share

MOST_NUMBERS, MOST_CATEGORIES = 15, 6
LONGEST = 60
NOT_TOLD = "not told"
FILTERED = "A filter was set: this tells of the {many} it lets through, not of all."
FILTERED_BY = "A filter was set: this tells only of {many} where {condition}."


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSaid:
    """What the Plan page says of a result.

    Attributes
    ----------
    headline, campaign : str
    cards : tuple of (int, PlanCard)
        With the segment that each is about, the best target first.
    notes : tuple of str
    """

    headline: str
    campaign: str
    cards: tuple[tuple[int, PlanCard], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the pages say of a result, in their words.

    Attributes
    ----------
    answer : str
        How sure, in a line.
    separation, separation_color : str
    cautions : tuple of str
    plays : tuple of Play
        By segment.
    to_do : tuple of str
        By segment, the line of its card.
    value : str or None
        The column whose sum is shared out.
    order : tuple of str
        Columns, the most telling first.
    sure : frozenset of str
        Those in which the segments differ beyond doubt.
    plan : PlanSaid or None
    condition : str
        Of the filter, in words; empty where there is none.
    """

    answer: str
    separation: str
    separation_color: str
    cautions: tuple[str, ...]
    plays: tuple[Play, ...]
    to_do: tuple[str, ...]
    value: str | None
    order: tuple[str, ...]
    sure: frozenset[str]
    plan: PlanSaid | None = None
    condition: str = ""


def take_snapshot(
    result: Segmentation, said: Said, maker: str = "", minimum: int = MINIMUM
) -> Snapshot:
    """Take a snapshot of a result.

    Parameters
    ----------
    result : Segmentation
        With the verdict.
    said : Said
    maker : str
        Who shares it; may be empty.
    minimum : int
        Customers below which nothing is told of a group.

    Returns
    -------
    Snapshot

    Raises
    ------
    DataError
        If no segment may be told by itself.
    """
    allowed = set(shown_columns(result))
    columns = [name for name in said.order if name in allowed]
    told = told_segments(result.rows, result.labels, result.spec.features, columns, minimum)
    if not told.segments:
        raise DataError(
            f"No segment can be shown: each has fewer than {minimum} customers, or would tell by "
            f"what is left of the total how a few others are. Choose fewer segments, then share "
            f"them."
        )
    unit = unit_of(result.table)
    figures = _figures(result, told, columns)
    mixes = [mix for mix in told.mixes if not mix.table.hidden.all()][:MOST_CATEGORIES]
    shares = tuple(_shares(result, told, mix, said.sure) for mix in mixes)
    return Snapshot(
        maker=_cut(maker),
        table=_cut(result.table_name),
        headline=segments_headline(told.n_customers, result.n_clusters, unit=unit),
        answer=said.answer,
        verdict=result.decision.verdict,
        verdict_title=result.decision.title,
        verdict_about=result.decision.about(result.n_clusters),
        separation=said.separation,
        separation_color=said.separation_color,
        notes=(
            *said.cautions,
            *_filtered(result, said, unit, minimum),
            *_together(told, unit, minimum),
        ),
        cards=tuple(_card(tile, said, told, unit) for tile in _tiles(result, told, said)),
        figures=figures,
        shares=shares,
        plan=_plan(said, told),
    )


def _order(result: Segmentation, told: ToldSegments) -> list[int]:
    """Return the places of the told segments in their lasting order."""
    return sorted(range(len(told.segments)), key=lambda at: result.slots[told.segments[at]])


def _filtered(result: Segmentation, said: Said, unit: Unit, minimum: int) -> tuple[str, ...]:
    """Say that a filter was set, and which where that points to nobody."""
    spec = result.spec
    if not spec.where:
        return ()
    if said.condition and condition_may_be_told(
        result.table, spec.formulas, spec.where, result.rows.columns, minimum
    ):
        return (FILTERED_BY.format(many=unit.many, condition=said.condition),)
    return (FILTERED.format(many=unit.many),)


def _together(told: ToldSegments, unit: Unit, minimum: int) -> tuple[str, ...]:
    if told.rest is None:
        return ()
    said = (
        f"{counted(told.n_together, 'segment')}, of {unit.counted(told.rest.size)} in all, are not "
        f"told one by one, because one has fewer than {minimum} {unit.many} and a difference could "
        f"give it away."
    )
    return (said,)


def _tiles(result: Segmentation, told: ToldSegments, said: Said) -> tuple[Tile, ...]:
    return told_tiles(told, result.names, result.slots, said.plays, said.value)


def _card(tile: Tile, said: Said, told: ToldSegments, unit: Unit) -> Card:
    bars = tuple(
        Bar(label=_cut(bar.label), value=bar.value, of_all=bar.of_all, length=round(bar.length, 2))
        for bar in tile.bars
    )
    return Card(
        slot=tile.slot,
        name=tile.name,
        size=unit.counted(tile.size),
        share=tile.size / told.n_customers,
        worth_of=_cut(tile.value_label),
        worth=None if math.isnan(tile.value_share) else round(tile.value_share, 3),
        bars=bars,
        to_do=said.to_do[told.segments[tile.segment]],
    )


def _figures(result: Segmentation, told: ToldSegments, columns: list[str]) -> Figures:
    numbers = {fact.column for fact in told.profiles[0].numbers}
    data = side_by_side(
        told.profiles,
        tuple(result.names[segment] for segment in told.segments),
        tuple(result.slots[segment] for segment in told.segments),
        tuple(name for name in columns if name in numbers),
        most=MOST_NUMBERS,
    )
    return Figures(
        columns=data.columns,
        z=_rounded(data.z, 2),
        index=_rounded(data.index, 0),
        typical=data.means,
        title=data.title,
        caption=data.caption,
    )


def _shares(result: Segmentation, told: ToldSegments, mix: Mix, sure: frozenset[str]) -> Shares:
    """Return a category with what is hidden of each segment as one grey part."""
    order = _order(result, told)
    shares = np.vstack([mix.table.shares[order], mix.table.overall])
    levels, n_rest, caption = [*map(_cut, mix.levels)], mix.n_rest, _caption(mix)
    if mix.table.hidden.any():
        left = np.clip(1 - np.nansum(shares, axis=1), 0, 1)
        shares = np.column_stack([shares, np.where(np.isnan(shares).any(axis=1), left, 0.0)])
        levels, n_rest = [*levels, NOT_TOLD], n_rest + 1
    title = f"The differences in {_cut(mix.label)} may be chance"
    if mix.column in sure:
        title = _finding(result, [told.segments[at] for at in order], mix, shares)
    return Shares(
        label=_cut(mix.label),
        levels=tuple(levels),
        n_rest=n_rest,
        shares=_rounded(shares, 3),
        title=title,
        caption=caption,
    )


def _finding(result: Segmentation, segments: list[int], mix: Mix, shares: np.ndarray) -> str:
    away = np.abs(shares[:-1] - shares[-1])[:, : len(mix.levels) - mix.n_rest]
    if not away.size or np.isnan(away).all():
        return f"{_cut(mix.label)}: too few of most values to tell them by segment"
    row, column = np.unravel_index(np.nanargmax(away), away.shape)
    return (
        f"{format_share(shares[row, column])} of “{result.names[segments[row]]}” are "
        f"{_cut(mix.levels[column])}, {format_share(shares[-1, column])} of all"
    )


def _caption(mix: Mix) -> str:
    said = f"{_cut(mix.label)}: shares of all customers."
    if mix.table.hidden.any():
        said += (
            " Grey is what is not told: fewer than the smallest group, or what would give such a "
            "group away."
        )
    return said


def _plan(said: Said, told: ToldSegments) -> SharedPlan | None:
    if said.plan is None:
        return None
    cards = tuple(card for segment, card in said.plan.cards if segment in told.segments)
    return SharedPlan(
        headline="" if told.n_together else said.plan.headline,  # it may name one left out
        campaign=said.plan.campaign,
        cards=cards,
        notes=said.plan.notes,
    )


def _rounded(values: np.ndarray, n_decimals: int) -> Rows:
    rows = np.round(values, n_decimals).tolist()
    return tuple(tuple(value if math.isfinite(value) else None for value in row) for row in rows)


def _cut(text: str) -> str:
    """Return a text on one line of a length that a page can show."""
    line = " ".join(str(text).split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
