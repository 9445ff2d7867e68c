"""What the documents say of the code is true."""

import re

import pytest
import scale_table
from source import ROOT

DOCUMENTS = (
    "docs/architecture.md",
    "docs/security.md",
    "docs/scale.md",
    "docs/deploy.md",
    "README.md",
)
PLACE = re.compile(
    r"`((?:segmentation|pages|tests|data|docs|deploy|tools|benchmarks)/[\w./]+|(?:app|server)\.py)`"
)
NAME_IN = re.compile(r"`(\w+)`(?:,? (?:of|in|from)) `([\w/]+\.py)`")


def text(document):
    """Read a document on one line, so that sentences may be wrapped anywhere."""
    return " ".join((ROOT / document).read_text(encoding="utf-8").split())


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_place_that_a_document_names_exists(document):
    """A file that was moved takes its sentence with it."""
    places = PLACE.findall(text(document))
    assert not [place for place in places if not (ROOT / place).exists()]


@pytest.mark.parametrize("document", ["docs/architecture.md", "docs/security.md"])
def test_every_name_stands_in_the_file_that_is_said_to_hold_it(document):
    """`show` of a module, a registry in its file, the test of a threat: each is defined there."""
    pairs = NAME_IN.findall(text(document))
    assert len(pairs) >= 12
    missing = [
        (name, file)
        for name, file in pairs
        if not re.search(
            rf"^(?:async )?(?:def|class) {name}\b|^{name}\b",
            (ROOT / file).read_text(encoding="utf-8"),
            re.MULTILINE,
        )
    ]
    assert not missing


def test_the_scale_document_says_what_was_measured():
    """Its tables are those that the script writes from the results."""
    document = scale_table.DOCUMENT.read_text(encoding="utf-8")
    assert document == scale_table.written(document, scale_table.load("scale"))
    assert all(f"<!-- {part} -->" in document for part in scale_table.PARTS)


def test_costs_are_reckoned_in_a_straight_line_through_measured_sizes():
    """Between two of them, at one of them, and beyond the largest."""
    runs = [{"n": n, "d": 5, "k": 8, "seconds": s} for n, s in ((10, 5.0), (30, 9.0), (50, 11.0))]
    runs.append({"n": 60, "d": 20, "k": 8, "seconds": 99.0})
    assert scale_table.reckoned(runs, 10, "seconds") == 5.0
    assert scale_table.reckoned(runs, 20, "seconds") == 7.0
    assert scale_table.reckoned(runs, 100, "seconds") == 16.0
