"""A large document is read elsewhere first: here it takes nothing from those who are served."""

import io
import json
import time
from types import SimpleNamespace

import pytest
from made_models import mall_model

import segmentation as sg
from segmentation.models.documents import checking
from segmentation.models.documents.document import LARGEST_BYTES, LOCATED_BYTES, read_document

GOOD = mall_model().to_bytes()
MANY = 1_000_000


@pytest.fixture
def elsewhere(monkeypatch):
    """Return the modules whose processes were started."""
    seen = []

    def started(module, settings):
        seen.append(module)
        return checking_started(module, settings)

    checking_started = checking.started
    monkeypatch.setattr(checking, "started", started)
    return seen


def padded(data, n_bytes=LOCATED_BYTES + 1):
    """Return the same document, as large as is asked."""
    return data + b" " * (n_bytes - len(data))


def hostile():
    """Return a document with far more borders than there are bins."""
    document = json.loads(GOOD)
    document["features"][0]["edges"] = [0.5] * MANY
    return json.dumps(document, separators=(",", ":")).encode()


def test_a_small_one_is_read_here(elsewhere):
    """As quickly as ever."""
    assert checking.read_checked(GOOD, "m") == read_document(GOOD, "m")
    assert checking.read_checked(padded(GOOD, LOCATED_BYTES), "m") == read_document(GOOD, "m")
    assert not elsewhere


def test_a_large_one_is_read_alike(elsewhere):
    """Once it was read elsewhere."""
    assert checking.read_checked(padded(GOOD), "m") == read_document(GOOD, "m")
    assert elsewhere == [checking.__name__]


def test_a_model_is_opened_through_this_door(elsewhere):
    """Whoever opens it: page, command line or service."""
    assert sg.load_model(padded(GOOD)).to_bytes() == GOOD
    assert elsewhere


@pytest.mark.parametrize(
    "data",
    [
        *(padded(b"{}"), padded(b"[" * LOCATED_BYTES), padded(GOOD[:-30]), hostile()),
        padded(GOOD.replace(b'"version": 3', b'"version": 99')),
        b" " * (LARGEST_BYTES + 1),
    ],
)
def test_what_is_wrong_is_told_in_the_same_sentence(data):
    """And no more is read here."""
    with pytest.raises(sg.ModelError) as told:
        checking.read_checked(data, "Größe 😀.json")
    with pytest.raises(sg.ModelError) as here:
        read_document(data, "Größe 😀.json")
    assert str(told.value) == str(here.value)


def test_a_hostile_one_takes_little_of_this_process():
    """Far less than to read it here."""
    data = hostile()
    begin = time.process_time()
    with pytest.raises(sg.ModelError):
        read_document(data, "m")
    here = time.process_time() - begin
    begin = time.process_time()
    with pytest.raises(sg.ModelError):
        checking.read_checked(data, "m")
    assert time.process_time() - begin < here / 2


@pytest.mark.parametrize("code", ["os.abort()", "sys.exit(1)"])
def test_one_that_ends_its_process_is_refused(code, monkeypatch):
    """Too much time or memory ends it."""
    from segmentation.tables.process import starting

    monkeypatch.setattr(starting, "BOOT", f"import os, sys; sys.stdin.buffer.read(); {code}")
    with pytest.raises(sg.ModelError, match=r"^m is damaged: .* more time or memory"):
        checking.read_checked(padded(GOOD), "m")


def test_what_it_may_take_is_limited(monkeypatch):
    """By the system."""
    told = []
    monkeypatch.setattr(checking, "limit_memory", told.append)
    monkeypatch.setattr(checking, "limit_time", told.append)
    monkeypatch.setattr(checking, "prepare_limits", lambda: None)
    given, answer = (SimpleNamespace(buffer=io.BytesIO(each)) for each in (b"m\0{}", b""))
    monkeypatch.setattr(checking, "sys", SimpleNamespace(stdin=given, stdout=answer))
    checking.main()
    assert b"is not a model" in answer.buffer.getvalue()
    assert told == [checking.MOST_BYTES, checking.MOST_SECONDS]
