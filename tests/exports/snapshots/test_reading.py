"""Values from JSON are of the kinds their fields say, or are refused."""

import json
from dataclasses import asdict, dataclass

import pytest

from segmentation.exports.snapshots.reading import read_as


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a whole."""

    name: str
    share: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A whole with every kind of field."""

    n: int
    parts: tuple[Part, ...]
    pair: tuple[str, int]
    other: Part | None = None


WHOLE = Whole(
    n=3, parts=(Part(name="a", share=0.5), Part(name="b", share=None)), pair=("x", 1), other=None
)


def test_a_value_comes_back():
    """Lists become tuples, a whole number may be a share."""
    assert read_as(Whole, json.loads(json.dumps(asdict(WHOLE)))) == WHOLE
    assert read_as(Part, {"name": "a", "share": 1}) == Part(name="a", share=1.0)


@pytest.mark.parametrize(
    "change",
    [
        {"n": True},
        {"n": 1.0},
        {"n": "1"},
        {"parts": {}},
        {"parts": [{"name": "a"}]},
        {"parts": [{"name": None, "share": 1}]},
        {"parts": [{"name": "a", "share": float("nan")}]},
        {"parts": [{"name": "a", "share": float("inf")}]},
        {"pair": ["x"]},
        {"pair": "xy"},
        {"other": []},
        {"more": 1},
    ],
)
def test_anything_else_is_refused(change):
    """A yes is no number, a text no list, nothing is unknown or missing."""
    with pytest.raises(TypeError):
        read_as(Whole, json.loads(json.dumps(asdict(WHOLE))) | change)
