"""Rows done, rows a second, time left."""

from segmentation.engines.reading import progress
from segmentation.engines.reading.progress import Progress


def test_speed_and_time_left(monkeypatch):
    """A quarter in ten seconds leaves half a minute."""
    clock = iter([100.0, 110.0, 110.0, 200.0])
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(clock))
    told = Progress()
    told.begin("Reading", 4_000)
    told.add(1_000)
    assert told.sentence == "Reading: 1,000 of 4,000 rows, 100 a second, 30 s left"
    assert told.verdict == "Reading: 1,000 rows in 10 s."
    assert told.verdict == "Reading: 1,000 rows in 1 min 40 s."
