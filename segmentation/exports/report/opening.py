"""The first sections: the answer in short, and the data."""

from collections.abc import Mapping

from segmentation.customers.cleaning import OUTSIDE
from segmentation.customers.grain import unit_of
from segmentation.exports.report import words
from segmentation.exports.report.material import Material
from segmentation.exports.report.story import COUNT, SHARE, Column, Fact, Grid, Section
from segmentation.segments.disclosure.conditions import condition_may_be_told
from segmentation.tables.labels import split_unit
from segmentation.tables.number_format import format_share


def summary(material: Material, _sentences: Mapping[int, str]) -> Section:
    """Tell the answer in short.

    Parameters
    ----------
    material : Material

    Returns
    -------
    Section
    """
    result = material.result
    first = material.plan.first
    facts = (
        Fact(label=_many(material), value=f"{len(result.labels):,}"),
        Fact(label=words.FOUND, value=str(result.n_clusters)),
        Fact(label=words.VERDICT, value=result.decision.title),
        Fact(
            label=words.FIRST,
            value=words.NOBODY_FIRST
            if first is None or first in material.merged
            else result.names[first],
        ),
    )
    said = [result.decision.about(result.n_clusters)]
    if material.disguise is not None:
        said.append(material.disguise.sentence)
    return Section(
        key="summary",
        title=words.TITLES["summary"],
        sentences=tuple(said),
        blocks=(facts, sizes(material)),
    )


def sizes(material: Material) -> Grid:
    """Lay the segments out with their sizes and what to do.

    Parameters
    ----------
    material : Material

    Returns
    -------
    Grid
        A row per segment; those told together are the last.
    """
    result = material.result
    n = len(result.labels)
    offers = material.plan.offerings
    rows: list[tuple[object, ...]] = [
        (result.names[s], result.profiles[s].size, result.profiles[s].share, offers[s].offer)
        for s in material.shown
    ]
    slots: list[int | None] = [result.slots[s] for s in material.shown]
    if material.merged:
        size = sum(result.profiles[s].size for s in material.merged)
        rows.append((words.OTHERS.format(n=len(material.merged)), size, size / n, None))
        slots.append(None)
    return Grid(
        key="segments",
        columns=(
            Column(title=words.SEGMENT),
            Column(title=_many(material), kind=COUNT),
            Column(title=words.SHARE, kind=SHARE),
            Column(title=words.OFFER),
        ),
        rows=tuple(rows),
        slots=tuple(slots),
        alt=words.SIZES,
    )


def data(material: Material, _sentences: Mapping[int, str]) -> Section:
    """Tell of the table, and of who was left out.

    Parameters
    ----------
    material : Material

    Returns
    -------
    Section
    """
    result = material.result
    report, left_out = result.table.report, len(result.ledger)
    facts = (
        Fact(label=words.ROWS_READ, value=f"{report.n_rows:,}"),
        Fact(label=words.IN_SEGMENTS, value=f"{len(result.labels):,}"),
        Fact(label=words.LEFT_OUT, value=f"{left_out:,}"),
    )
    columns = ", ".join(split_unit(name).label for name in result.spec.features)
    said = [words.FEATURES.format(columns=columns)] if columns else []
    if result.spec.where:
        told = _is_condition_told(material)
        said.append(words.ONLY.format(where=result.spec.where) if told else words.FILTERED)
    said += [] if left_out else [words.NOBODY_LEFT_OUT]
    said += [*report.repaired, *report.warnings]
    return Section(
        key="data",
        title=words.TITLES["data"],
        sentences=tuple(said),
        blocks=(facts, *([_reasons(material)] if left_out else [])),
    )


def _reasons(material: Material) -> Grid:
    reasons = material.result.ledger["reason"]
    if material.result.spec.where and not _is_condition_told(material):
        reasons = reasons.mask(reasons.str.startswith(OUTSIDE), words.NOT_IN_FILTER)
    counts = reasons.value_counts()
    return Grid(
        key="left out",
        columns=(Column(title=words.REASON), Column(title=_many(material), kind=COUNT)),
        rows=tuple((str(reason), int(n)) for reason, n in counts.items()),
        alt=words.WHY_LEFT_OUT,
    )


def _is_condition_told(material: Material) -> bool:
    """Return whether the filter's condition points to nobody, in the report and in its reasons."""
    result = material.result
    spec, columns = result.spec, result.rows.columns
    return condition_may_be_told(
        result.table, spec.formulas, spec.where, columns, material.smallest
    )


def _many(material: Material) -> str:
    """Return what is segmented, as the head of a column."""
    return unit_of(material.result.table).many.capitalize()


def size_line(material: Material, segment: int) -> str:
    """Return a segment's size in words, with its share of what customers are worth.

    Parameters
    ----------
    material : Material
    segment : int

    Returns
    -------
    str
    """
    result = material.result
    profile, unit = result.profiles[segment], unit_of(result.table)
    said = words.SIZE.format(counted=unit.counted(profile.size), share=format_share(profile.share))
    tile = material.tile(segment)
    if tile.value_label and tile.value_share == tile.value_share:
        share = format_share(tile.value_share)
        said += f", {words.VALUE.format(share=share, column=tile.value_label)}"
    return said
