"""Models are kept open for a moment, and no longer."""

import pytest

import segmentation as sg
from segmentation.service import model_cache
from segmentation.service.model_cache import ModelCache


class Shelf:
    """A library that counts how often it is asked."""

    def __init__(self):
        self.opened, self.gone = [], False

    def open(self, id_):
        """Open one, unless it was deleted."""
        if self.gone:
            raise sg.ModelError("no such")
        self.opened.append(id_)
        return f"saved {id_}"

    def entries(self):
        """List nothing."""
        return ()


def test_an_opened_model_is_used_again_for_a_moment():
    """Then the library is asked anew."""
    now, shelf = [0.0], Shelf()
    found = ModelCache(shelf, clock=lambda: now[0])
    for _ in range(3):
        assert found.open("a") == "saved a"
    assert shelf.opened == ["a"]
    now[0] += model_cache.FRESH_SECONDS + 0.1
    found.open("a")
    assert shelf.opened == ["a", "a"]
    assert found.entries() == ()


def test_what_was_deleted_is_soon_gone():
    """And not kept open by being asked for."""
    now, shelf = [0.0], Shelf()
    found = ModelCache(shelf, clock=lambda: now[0])
    found.open("a")
    shelf.gone = True
    now[0] += model_cache.FRESH_SECONDS + 0.1
    for _ in range(2):
        with pytest.raises(sg.ModelError):
            found.open("a")


def test_no_more_than_so_many_are_open(monkeypatch):
    """A third model closes the one used longest ago, which is then opened anew."""
    monkeypatch.setattr(model_cache, "MOST_OPEN", 2)
    shelf = Shelf()
    found = ModelCache(shelf, clock=lambda: 0.0)
    for id_ in "abcb":
        found.open(id_)
    assert shelf.opened == ["a", "b", "c"]
    found.open("a")
    assert shelf.opened[-1] == "a"
