"""What is sent arrives; what the other side holds is not sent."""

import io

import numpy as np
import pytest

import segmentation as sg
from segmentation.analysis.fitted_range import fit_range
from segmentation.cached.apart.pickles import parts_of, receive, send


def there(value, held=(), held_there=None):
    """Send a value and receive it; return it and how many bytes went."""
    stream = io.BytesIO()
    send(stream, value, held)
    stream.seek(0)
    return receive(stream, held if held_there is None else held_there), stream.tell()


@pytest.fixture(scope="module")
def fitted():
    """Fit the Mall customers."""
    spec = sg.SegmentationSpec(features=("Age", "Annual Income (k$)"))
    return fit_range(sg.load_sample("mall_customers"), spec.family, range(1, 6))


def test_values_arrive_as_they_were(fitted):
    """Arrays, frames and what holds them, also empty."""
    found, _ = there(fitted)
    assert found.key == fitted.key
    assert np.array_equal(found.points, fitted.points)
    assert found.table.frame.equals(fitted.table.frame)
    for value in (np.empty((0, 3)), {"a": [1, None]}, None, ()):
        assert repr(there(value)[0]) == repr(value)


def test_what_the_other_side_holds_is_not_sent(fitted):
    """It is that side's own value which arrives."""
    _, whole = there(fitted)
    held = parts_of([fitted])
    found, sent = there((fitted, "and this"), held)
    assert found[0] is fitted
    assert sent < whole / 20


def test_parts_are_found_within_other_values(fitted):
    """A new value that holds the old table brings only what is new."""
    held = parts_of([fitted.table])
    other = sg.read_table(fitted.table.frame.to_csv(index=False).encode(), "other.csv")
    found, _ = there(fitted, held, parts_of([other]))
    assert found.table is other
    assert np.array_equal(found.points, fitted.points)


@pytest.mark.parametrize("n_bytes", [0, 3, 20])
def test_an_end_in_the_middle_is_an_end(n_bytes):
    """Half a value is none."""
    stream = io.BytesIO()
    send(stream, np.arange(50.0))
    with pytest.raises(EOFError):
        receive(io.BytesIO(stream.getvalue()[:n_bytes]))
