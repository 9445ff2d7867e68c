"""Roles, kinds and lenses are texts with a title, and every list of them is made from one."""

import copy
import json
import pickle
from dataclasses import asdict, replace

import numpy as np
import pandas as pd
import pytest

import segmentation as sg
from segmentation.tables.columns.taxonomy import (
    CATEGORIES,
    DESCRIBING,
    NUMBERS,
    PERSONS,
    Kind,
    Lens,
    Role,
)
from segmentation.tables.columns.vocabulary import LENSES
from segmentation.tables.table import ColumnChoice

TERMS = [*Role, *Kind, *Lens]


@pytest.mark.parametrize("term", TERMS)
def test_a_term_is_its_text(term):
    """It equals it, is found as it, and prints as nothing else."""
    text = term.value
    assert type(text) is str
    assert term == text
    assert hash(term) == hash(text)
    assert {text: 1}[term] == {term: 1}[text] == 1
    assert type(term)(text) is term
    assert f"{term}" == str(term) == "%s" % term == "{:s}".format(term) == text  # noqa: UP031, UP032
    assert f"{term:>20}" == f"{text:>20}"
    assert repr(term) == repr(text)
    assert term.title


@pytest.mark.parametrize("term", TERMS)
def test_a_term_is_written_as_its_text(term):
    """In JSON, in a frame, in its CSV, in an array; and comes back from a copy."""
    text = term.value
    assert json.dumps({term: [term]}) == json.dumps({text: [text]})
    frame, plain = pd.DataFrame({"what": [term, None]}), pd.DataFrame({"what": [text, None]})
    pd.testing.assert_frame_equal(frame, plain)
    assert (repr(frame), frame.to_csv()) == (repr(plain), plain.to_csv())
    assert frame.to_json() == plain.to_json()
    assert frame.groupby("what").size().index.tolist() == [text]
    assert np.array([term]).tolist() == [text]
    assert copy.deepcopy(term) is pickle.loads(pickle.dumps(term)) is term  # noqa: S301 - our own


def test_profiles_print_and_compare_as_before():
    """With plain texts too."""
    table = sg.load_sample("mall_customers")
    for column in sg.profile_columns(table):
        lens = column.lens and column.lens.value
        plain = replace(column, role=column.role.value, kind=column.kind.value, lens=lens)
        assert (plain, repr(plain), hash(plain)) == (column, repr(column), hash(column))
        assert json.dumps(asdict(plain)) == json.dumps(asdict(column))


def test_a_choice_makes_the_same_key_in_either_way():
    """A result is not computed twice."""
    term = ColumnChoice(name="a", role=Role.FEATURE, lens=Lens.FIRMOGRAPHIC)
    text = ColumnChoice(name="a", role="feature", lens="firmographic")
    assert term == text
    assert repr(term) == repr(text)


def test_a_word_that_is_none_is_refused():
    """And not carried on."""
    with pytest.raises(ValueError, match="'guest' is not a valid Role"):
        Role("guest")


def test_every_lens_has_its_words():
    """A new row needs them."""
    assert set(LENSES) == set(Lens)


def test_lists_by_hand():
    """What the rows say of the terms."""
    assert {"feature", "descriptor"} == DESCRIBING
    assert {"number"} == NUMBERS
    assert {"category", "ordered", "boolean"} == CATEGORIES
    assert {"demographic", "geographic"} == PERSONS
    assert [kind for kind in Kind if kind.read_as] == ["number", "date", "boolean", "text"]
    behaviour_first = sorted(Lens, key=lambda lens: lens.is_person)
    assert behaviour_first == [
        *("behavioural", "psychographic", "firmographic"),
        *("demographic", "geographic"),
    ]
