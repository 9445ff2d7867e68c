"""The number of contacts tells of no handful."""

import pytest

from segmentation.exports.lists import ListCounts
from segmentation.exports.snapshots.contacts import contacts_told


def counts(*pairs: tuple[int, int]) -> list[ListCounts]:
    """Count lists by whom they reach and whom they do not."""
    return [
        ListCounts(n_listed=n, n_held_out=0, left_out=(("no consent", no),) if no else ())
        for n, no in pairs
    ]


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        (((40, 0), (60, 0)), (True, True)),
        (((40, 10), (60, 20)), (True, True)),
        (((40, 2), (60, 20)), (False, False)),
        (((40, 2), (60, 20), (70, 30)), (False, False, True)),
        (((40, 1), (60, 0)), (False, False)),
        (((3, 0), (40, 10), (50, 10)), (False, False, True)),
    ],
)
def test_contacts_tell_of_no_handful(pairs, expected):
    """By hand: sizes are published, so whom a list leaves out follows from whom it reaches."""
    assert contacts_told(counts(*pairs)) == expected
