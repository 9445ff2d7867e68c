"""Roles are what the operator's lists say, and nothing where they say nothing."""

import pytest

import segmentation as sg
from segmentation.access.people import ADMIN, EDITOR, ONLY_USER, VIEWER, name_of, person_of, role_of

LISTS = {
    "SEGMENTATION_ADMINS": "Ada@a.example",
    "SEGMENTATION_EDITORS": "bo@a.example, ada@a.example,",
    "SEGMENTATION_VIEWERS": "*@a.example, [c]d@b.example",
}


@pytest.mark.parametrize(
    ("who", "role"),
    [
        ("ada@a.example", ADMIN),
        ("bo@a.example", EDITOR),
        ("cy@a.example", VIEWER),
        ("cy@a.example.evil", ""),
        ("cy@evil-a.example", ""),
        ("xbo@a.exampl", ""),
        ("[c]d@b.example", VIEWER),
        ("cd@b.example", ""),
    ],
)
def test_the_highest_list_counts(who, role):
    """A star stands for others, brackets and question marks do not."""
    assert role_of(who, LISTS) == role


@pytest.mark.parametrize("lists", [{}, {"SEGMENTATION_VIEWERS": " , "}])
def test_without_lists_nobody_has_a_role(lists):
    """A login that lets everybody with an account in opens nothing by itself."""
    assert role_of("ada@a.example", lists) == ""
    assert role_of("ada@a.example", lists, without_lists=VIEWER) == VIEWER


def test_a_person_may_what_the_role_says():
    """Each role may do what those before it may."""
    viewer, editor, admin = (person_of(f"{n}@a.example", "", LISTS) for n in ("cy", "bo", "ada"))
    assert [p.may_open for p in (viewer, editor, admin)] == [True, True, True]
    assert [p.may_change for p in (viewer, editor, admin)] == [False, True, True]
    assert [p.may_all for p in (viewer, editor, admin)] == [False, False, True]
    stranger = person_of("eve@b.example", "Eve", LISTS)
    assert (stranger.may_open, stranger.may_change, stranger.name) == (False, False, "Eve")
    assert ONLY_USER.may_all


def test_a_name_is_compared_in_one_form():
    """Capital letters and blanks around make nobody else of a person."""
    assert person_of(" ADA@A.Example ", "", LISTS).role == ADMIN
    assert person_of(" ADA@A.Example ", "", LISTS).name == "ada@a.example"


@pytest.mark.parametrize("odd", ["", " ", "a b", "a,b", "a\nb", "*@a.example", "a" * 255, "a\0"])
def test_what_names_nobody_is_refused(odd):
    """Neither lists, nor stars, nor control characters are a person."""
    with pytest.raises(sg.DataError, match="names nobody"):
        name_of(odd)
