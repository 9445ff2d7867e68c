"""The sections that a report can have, and the story they make."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from segmentation.customers.grain import unit_of
from segmentation.errors import SpecError
from segmentation.exports.report import actions, evidence, opening, people, words
from segmentation.exports.report.material import Material
from segmentation.exports.report.story import Section, Story
from segmentation.segments.describing.summary import segments_headline

NOTHING: Mapping[int, str] = MappingProxyType({})
SECTIONS: Mapping[str, Callable[[Material, Mapping[int, str]], Section | None]] = MappingProxyType(
    {
        "summary": opening.summary,
        "data": opening.data,
        "number": evidence.number,
        "map": people.points,
        "segments": people.portraits,
        "comparison": people.comparison,
        "plan": actions.plan,
        "method": evidence.method,
    }
)
"""In the order of the story; a section is None where there is nothing to tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What the user wants in a report.

    Attributes
    ----------
    title, lead : str
        Empty takes ours.
    sections : tuple of str
        Keys of `SECTIONS` in their order.
    sentences : mapping of int to str
        By segment, the user's own sentence; it comes first on its card.
    logo : bytes or None
        A PNG or JPEG.
    made : str
        When, as it is told.
    link : str
        Where the same is seen in the app; empty where nobody else could open it.
    """

    title: str = ""
    lead: str = ""
    sections: tuple[str, ...] = tuple(SECTIONS)
    sentences: Mapping[int, str] = field(default_factory=dict)
    logo: bytes | None = field(default=None, repr=False)
    made: str = ""
    link: str = ""


def tell(material: Material, choice: Choice | None = None) -> Story:
    """Write the story.

    Parameters
    ----------
    material : Material
    choice : Choice or None
        None takes every section.

    Returns
    -------
    Story

    Raises
    ------
    SpecError
        If a section is none of ours, or there is none.
    """
    choice = choice or Choice()
    check_sections(choice.sections)
    result = material.result
    written = (SECTIONS[key](material, choice.sentences) for key in choice.sections)
    made = ", ".join(filter(None, (result.table_name, choice.made)))
    return Story(
        title=choice.title or headline(material),
        lead=choice.lead or lead(material),
        subject=made,
        sections=tuple(section for section in written if section is not None),
        withheld=withheld(material),
        logo=choice.logo,
        link=choice.link,
    )


def headline(material: Material) -> str:
    """Return the title: how many customers in how many segments.

    Parameters
    ----------
    material : Material

    Returns
    -------
    str
    """
    result = material.result
    unit = unit_of(result.table)
    return segments_headline(
        len(result.labels), result.n_clusters, disguise=material.disguise, unit=unit
    )


def lead(material: Material) -> str:
    """Return the first sentence: how sure it is that there are segments.

    Parameters
    ----------
    material : Material

    Returns
    -------
    str
    """
    decision = material.result.decision
    return f"{decision.title}. {decision.about(material.result.n_clusters)}"


def withheld(material: Material) -> tuple[str, ...]:
    """Say what is left out to protect customers.

    Parameters
    ----------
    material : Material

    Returns
    -------
    tuple of str
        Empty where nothing is.
    """
    said = []
    if material.merged:
        n, smallest = len(material.merged), material.smallest
        said.append(
            words.TOGETHER.format(n=n, smallest=smallest) if material.shown else words.ALL_TOO_SMALL
        )
    if people.has_hidden_levels(material):
        said.append(words.RARE.format(smallest=material.smallest))
    return tuple(said)


def check_sections(sections: tuple[str, ...]) -> None:
    """Refuse sections that there are not.

    Parameters
    ----------
    sections : tuple of str

    Raises
    ------
    SpecError
        If a section is none of ours, or there is none.
    """
    unknown = [key for key in sections if key not in SECTIONS]
    if unknown or not sections:
        found = f"There is no section “{unknown[0]}”" if unknown else "A report needs a section"
        raise SpecError(f"{found}. Choose among: {', '.join(SECTIONS)}.")
