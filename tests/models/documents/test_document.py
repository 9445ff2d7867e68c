"""A document of anybody's making is read or refused, never run."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_models import mall_model

import segmentation as sg
from segmentation.clustering.algorithms import ALGORITHMS
from segmentation.clustering.spec import MISSING, SCALINGS
from segmentation.customers.duplicates import DUPLICATES
from segmentation.customers.outliers import OUTLIERS
from segmentation.models.documents import document
from segmentation.models.documents.document import SCHEMA_FILE, read_document, write_document

GOOD = mall_model().to_bytes()


def changed(path, value):
    """Return the good document with one part replaced."""
    found = json.loads(GOOD)
    at = found
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    return json.dumps(found).encode()


def test_a_document_is_read_back_and_written_alike():
    """A model's file that is read and written again has the same bytes."""
    assert write_document(read_document(GOOD, "m")) == GOOD


@pytest.mark.parametrize(
    ("setting", "known"),
    [
        ("algorithm", ALGORITHMS),
        ("scaling", SCALINGS),
        ("missing", MISSING),
        ("duplicates", DUPLICATES),
        ("outliers", OUTLIERS),
    ],
)
def test_the_schema_knows_every_choice(setting, known):
    """And no other: a model of a new algorithm can be saved and opened."""
    schema = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    settings = schema["properties"]["settings"]["properties"]
    assert settings[setting]["enum"] == list(known)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "cannot be read as JSON"),
        (GOOD[:500], "cannot be read as JSON"),
        (b"\xff\xfe\x00", "cannot be read as JSON"),
        (b"[" * 100_000, "cannot be read as JSON"),
        (b'{"a": NaN}', "cannot be read as JSON"),
        (b'{"a": ' + b"9" * 5_000 + b"}", "cannot be read as JSON"),
        (b"\x80\x04\x95.", "cannot be read as JSON"),
        (b"[]", "is not a model"),
        (b'{"format": "something"}', "is not a model"),
        (changed(["version"], 99), r"is of version 99; this program reads models up to version 3"),
        (changed(["version"], 0), "its part “version”"),
        (changed(["version"], "1"), "its part “version”"),
        (changed(["version"], {}), "its part “version”"),
        (changed(["version"], None), "its part “version”"),
        (changed(["name"], "\ud800"), "cannot be read as JSON"),
        (GOOD.replace(b"Mall", b"\xed\xa0\x80"), "cannot be read as JSON"),
        (changed(["features", 0, "limit"], -0.0), "its part “features/0/limit”"),
        (changed(["features", 0, "limit"], 0), "its part “features/0/limit”"),
        (changed(["features", 0, "edges"], [0.0] * 100_000), "its part “features/0/edges”"),
        (changed(["settings", "algorithm"], "magic"), "its part “settings/algorithm”"),
        (changed(["features", 0, "scale"], 0), "its part “features/0/scale”"),
        (changed(["features", 0, "scale"], "__import__('os')"), "its part “features/0/scale”"),
        (changed(["segments", 1, "center", 0], 1e308), "its part “segments/1/center/0”"),
        (changed(["segments", 0, "color"], "red;background:url(x)"), "its part “segments/0/color”"),
        (changed(["made"], "yesterday"), "its part “made”"),
        (changed(["more"], 1), "its part “content”"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(data, sentence):
    """Damaged, hostile, or of a later version."""
    with pytest.raises(sg.ModelError, match=sentence) as caught:
        read_document(data, "model.json")
    assert str(caught.value).startswith("model.json ")
    assert "\n" not in str(caught.value)


def test_a_file_that_is_too_large_is_not_parsed(monkeypatch):
    """A file above the limit is refused with its size before it is parsed."""
    monkeypatch.setattr(document, "LARGEST_BYTES", 1_000)
    with pytest.raises(sg.ModelError, match=r"has 0 MB; a model has at most 0 MB"):
        read_document(GOOD, "model.json")


@given(st.binary(max_size=200), st.integers(0, len(GOOD)))
def test_any_bytes_end_in_a_document_or_a_sentence(junk, at):
    """Spliced into a good one at any place."""
    with suppress(sg.ModelError):
        sg.load_model(GOOD[:at] + junk + GOOD[at + len(junk) :])


def test_a_pair_of_halves_is_a_character():
    """As other programs write what lies beyond the first 65,536 characters."""
    assert read_document(changed(["name"], "😀"), "m")["name"] == "😀"


def test_the_check_ends_at_the_first_fault(monkeypatch):
    """A list beyond its limit is refused by its length; nothing large is copied into an error."""
    validator, seen = document._validator(), []

    class Watched:
        is_valid = validator.is_valid

        def iter_errors(self, given):
            for error in validator.iter_errors(given):
                seen.append(error)
                yield error

    monkeypatch.setattr(document, "_validator", Watched)
    with pytest.raises(sg.ModelError, match="edges"):
        read_document(changed(["features", 0, "edges"], ["x"] * 10_000), "m")
    assert len(seen) == 1
    many = ["x"] * (document.LOCATED_BYTES // 4)
    with pytest.raises(sg.ModelError, match="“content”"):
        read_document(changed(["features", 0, "edges"], many), "m")
    assert len(seen) == 1, "an error would hold a copy of them"


def test_earlier_versions_migrate(monkeypatch):
    """Step by step up to the present one."""
    steps = {
        -1: lambda old: {k: v for k, v in old.items() if k != "junk"} | {"version": 0},
        0: lambda old: old | {"version": 1, "name": old["name"].upper()},
    }
    monkeypatch.setattr(document, "MIGRATIONS", steps | dict(document.MIGRATIONS))
    first = {part: value for part, value in json.loads(GOOD).items() if part != "evidence"}
    old = json.dumps(first | {"version": -1, "junk": 1}).encode()
    read = read_document(old, "m")
    assert read["name"] == "MALL CUSTOMERS"
    assert read["evidence"]["verdict"] is None
    assert sg.load_model(old).decision.title == "Not tested"


def test_the_schema_is_one():
    """Of the draft it says."""
    from jsonschema import Draft202012Validator

    schema = json.loads(document.SCHEMA_FILE.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    assert schema["properties"]["version"]["const"] == document.VERSION
    assert schema["properties"]["format"]["const"] == document.FORMAT
