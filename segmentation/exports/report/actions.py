"""The section that says what to do."""

from collections.abc import Mapping

from segmentation.exports.report import words
from segmentation.exports.report.material import Material
from segmentation.exports.report.story import Column, Grid, Section


def plan(material: Material, _sentences: Mapping[int, str]) -> Section:
    """Tell who to target first, with what, and what it costs and brings once that is known.

    Parameters
    ----------
    material : Material

    Returns
    -------
    Section
    """
    figures = material.plan.figures
    blocks = tuple(block for section in figures for block in section.blocks)
    told = tuple(sentence for section in figures for sentence in section.sentences)
    return Section(
        key="plan",
        title=words.TITLES["plan"],
        sentences=told if figures else (words.NO_MONEY,),
        blocks=(ranking(material), *blocks),
    )


def ranking(material: Material) -> Grid:
    """Lay out who to target, the best first.

    Parameters
    ----------
    material : Material

    Returns
    -------
    Grid
        Segments that are told together only are no target.
    """
    result = material.result
    targets = [t for t in material.plan.targets if t.segment not in material.merged]
    offers = material.plan.offerings
    return Grid(
        key="targets",
        columns=tuple(
            Column(title=title)
            for title in (words.SEGMENT, words.WHY, words.OFFER, words.CHANNEL, words.MESSAGE)
        ),
        rows=tuple(
            (
                result.names[t.segment],
                t.reason,
                offers[t.segment].offer,
                offers[t.segment].channel,
                offers[t.segment].message,
            )
            for t in targets
        ),
        slots=tuple(result.slots[t.segment] for t in targets),
        alt=words.RANKED,
    )
