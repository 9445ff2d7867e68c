"""The process beside the server: what it computes, keeps, and what ends it."""

import os
import threading
import time

import numpy as np
import pytest

import segmentation as sg
from segmentation.analysis.fitted_range import fit_range
from segmentation.cached import by_key, clusters
from segmentation.cached.apart import child
from segmentation.cached.apart.child import MOST_KEPT, Kept, answer
from segmentation.cached.apart.worker import Argument, Worker, WorkerEndedError
from segmentation.errors import SpecError


@pytest.fixture(scope="module")
def worker():
    """Start one process for all tests."""
    found = Worker()
    yield found
    found.end()


def plain(*values):
    """Write arguments without keys."""
    return [Argument(None, value) for value in values]


def test_it_is_another_process_behind_those_that_draw_pages(worker):
    """Its priority is lower than ours."""
    assert worker.call("os", "getpid", []) != os.getpid()
    assert worker.call("os", "nice", plain(0)) > os.nice(0)


def test_errors_arrive_as_they_were_raised(worker):
    """With their sentence."""
    with pytest.raises(ValueError, match="invalid literal for int"):
        worker.call("builtins", "int", plain("seven"))
    table = sg.load_sample("mall_customers")
    spec = sg.SegmentationSpec(features=("Shoe size",))
    with pytest.raises(SpecError, match="Shoe size"):
        worker.call("segmentation.analysis.fitted_range", "fit_range", plain(table, spec))


def test_it_gives_what_is_computed_here_and_keeps_it(worker):
    """A kept function is called as it is written; its answer is known by its key afterwards."""
    table = sg.load_sample("mall_customers").bare()
    spec = sg.SegmentationSpec(features=("Age", "Annual Income (k$)")).family
    arguments = [Argument(by_key.key_of(table), table), Argument(None, spec)]
    found = worker.call("segmentation.cached.clusters", "_fitted_range", arguments)
    here = fit_range(table, spec)
    assert found.table is table
    assert found.key == here.key
    assert {k: c.labels.tolist() for k, c in found.clusterings.items()} == {
        k: c.labels.tolist() for k, c in here.clusterings.items()
    }
    # Whoever has the key need not have the value.
    known = [Argument(by_key.key_of(found), None), Argument(None, 5)]
    again = worker.call("segmentation.cached.clusters", "stability", known)
    assert again.found_again.tolist() == clusters.stability(here, 5).found_again.tolist()


def test_it_may_be_ended_at_work_and_starts_again():
    """Whoever waits is told; the next call finds another process."""
    worker = Worker()
    first = worker.call("os", "getpid", [])
    threading.Timer(0.5, worker.end).start()
    begin = time.monotonic()
    with pytest.raises(WorkerEndedError):
        worker.call("time", "sleep", plain(60))
    assert time.monotonic() - begin < 30
    assert worker.call("os", "getpid", []) != first
    with pytest.raises(WorkerEndedError):
        worker.call("os", "_exit", plain(3))
    worker.end()
    worker.end()


def test_the_last_values_are_kept():
    """Not all that ever came."""
    kept = Kept()
    for number in range(MOST_KEPT + 1):
        kept.put(str(number), number)
        kept.get("1") if number else None
    assert kept.get("1") == 1
    with pytest.raises(KeyError):
        kept.get("0")


def test_what_is_not_kept_is_asked_for():
    """Then it is kept."""
    kept = Kept()
    call = "builtins", "sorted"
    assert answer(*call, [("a", None)], kept)[0] == ("missing", None)
    assert answer(*call, [("a", [2, 1])], kept)[0] == ("done", [1, 2])
    assert answer(*call, [("a", None)], kept)[0] == ("done", [1, 2])


def test_large_values_are_counted_in_bytes(monkeypatch):
    """The last one is always kept; what two share counts once."""
    monkeypatch.setattr(child, "MOST_BYTES", 2_500)
    kept, shared = Kept(), np.zeros(100)
    for key in "abc":
        kept.put(key, shared)
    assert kept.get("a") is shared
    kept.put("d", np.zeros(250))
    with pytest.raises(KeyError):
        kept.get("b")
    kept.put("e", np.zeros(1_000))
    assert len(kept.get("e")) == 1_000
    with pytest.raises(KeyError):
        kept.get("d")
