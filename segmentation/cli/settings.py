"""What the arguments of ``fit`` and ``scan`` say: a setting, or a sentence that refuses a text."""

from dataclasses import replace
from typing import TYPE_CHECKING

from segmentation.errors import SpecError

if TYPE_CHECKING:
    from segmentation.clustering.spec import SegmentationSpec

MOST_NUMBERS = 1_000
"""Of segments in a range; fewer can be tried, but a range of a billion is not even counted out."""


def on_scales(
    spec: "SegmentationSpec", scales: list[str], weights: list[str]
) -> "SegmentationSpec":
    """Return the spec with the scales and weights that were given in place of its own.

    Parameters
    ----------
    spec : SegmentationSpec
    scales : list of str
        Each a column, ``=`` and a scale or ``none``.
    weights : list of str
        Each a column, ``=`` and a factor.

    Returns
    -------
    SegmentationSpec

    Raises
    ------
    SpecError
        If one names no column of the spec, or no number.
    """
    transforms, factors = dict(spec.transforms), dict(spec.weights or ())
    for text in scales:
        column, how = _of_column(text, spec.features)
        transforms[column] = how
    for text in weights:
        column, factor = _of_column(text, spec.features)
        try:
            factors[column] = float(factor)
        except ValueError:
            raise SpecError(f"The weight of “{column}” is “{factor}”. Give a number.") from None
    kept = {column: how for column, how in transforms.items() if how != "none"}
    return replace(spec, transforms=kept, weights=factors or None)


def rule_of(text: str) -> tuple[str, str]:
    """Return the name and the condition of a segment by rule.

    Parameters
    ----------
    text : str
        The name, ``=``, the condition.

    Returns
    -------
    name, condition : str

    Raises
    ------
    SpecError
        If there is no ``=``.
    """
    name, sign, condition = text.partition("=")
    if not sign:
        raise SpecError(f"“{text}” is not a segment. Write its name, =, and its condition.")
    return name.strip(), condition.strip()


def whole_number(text: str) -> int:
    """Return a number of segments.

    Parameters
    ----------
    text : str

    Returns
    -------
    int

    Raises
    ------
    SpecError
        If it is no whole number.
    """
    try:
        return int(text)
    except ValueError:
        raise SpecError(
            f"The number of segments is “{text[:40]}”. Give a whole number, or auto."
        ) from None


def range_of(text: str) -> range:
    """Return numbers of segments.

    Parameters
    ----------
    text : str
        One number, or the first, ``-`` and the last.

    Returns
    -------
    range

    Raises
    ------
    SpecError
        If it is not written so, goes down, or is endless.
    """
    first, _, last = text.partition("-")
    ks = range(whole_number(first), whole_number(last or first) + 1)
    if not ks or ks[0] < 1 or ks[-1] - ks[0] >= MOST_NUMBERS:
        raise SpecError(f"“{text[:40]}” is not a range of numbers. Write it like 2-10.")
    return ks


def _of_column(text: str, features: tuple[str, ...]) -> tuple[str, str]:
    """Return a column and what stands behind its last =, as names may hold one."""
    column, sign, said = text.rpartition("=")
    if not sign or column.strip() not in features:
        raise SpecError(
            f"“{text}” names none of the columns that customers are segmented by: "
            f"{', '.join(features)}. Write it like {features[0]}=…"
        )
    return column.strip(), said.strip()
