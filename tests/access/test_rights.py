"""The whole table of who may do what, written out by hand."""

from datetime import UTC, datetime

import pytest

from segmentation.access.people import ONLY_USER, PROGRAM, Person
from segmentation.access.rights import may_change, may_give, may_list, may_open
from segmentation.models.documents.library_records import LINK, PRIVATE, TEAM, LibraryEntry

PEOPLE = {
    "owner": Person(id="ada", role="editor"),
    "owner, now a viewer": Person(id="ada", role="viewer"),
    "owner, now nobody": Person(id="ada"),
    "editor": Person(id="bo", role="editor"),
    "viewer": Person(id="cy", role="viewer"),
    "admin": Person(id="dee", role="admin"),
    "stranger": Person(id="eve"),
    "nobody": Person(id=""),
    "program": PROGRAM,
    "only user": ONLY_USER,
}
RIGHTS = {
    # who: (private, link, team, team of nobody known), each: list, open, change, give
    "owner": ("locg", "locg", "locg", "locg"),
    "owner, now a viewer": ("lo", "lo", "lo", "lo"),
    "owner, now nobody": ("", "", "", ""),
    "editor": ("", "o", "loc", "locg"),
    "viewer": ("", "o", "lo", "lo"),
    "admin": ("locg", "locg", "locg", "locg"),
    "stranger": ("", "", "", ""),
    "nobody": ("", "", "", ""),
    "program": ("", "o", "lo", "lo"),
    "only user": ("locg", "locg", "locg", "locg"),
}


def entry(sharing, owner):
    """Return an entry of somebody."""
    day = datetime(2026, 1, 1, tzinfo=UTC)
    return LibraryEntry(
        id="0" * 16,
        name="A",
        note="",
        n_clusters=2,
        n_customers=9,
        features=(),
        created=day,
        changed=day,
        owner=owner,
        sharing=sharing,
    )


@pytest.mark.parametrize("who", PEOPLE)
def test_who_may_do_what(who):
    """Everything that is not in the table is refused."""
    entries = (entry(PRIVATE, "ada"), entry(LINK, "ada"), entry(TEAM, "ada"), entry(TEAM, ""))
    rules = {"l": may_list, "o": may_open, "c": may_change, "g": may_give}
    found = tuple(
        "".join(letter for letter, rule in rules.items() if rule(PEOPLE[who], each))
        for each in entries
    )
    assert found == RIGHTS[who]


def test_an_entry_of_nobody_is_not_nobodys():
    """An empty name before the login must not own what was saved without one."""
    assert not may_open(Person(id=""), entry(PRIVATE, ""))
    assert not may_open(Person(id="", role="viewer"), entry(PRIVATE, ""))
