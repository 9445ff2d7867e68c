"""Segments by rule are a segmentation like any other, but for what a search would claim."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import segmentation as sg
from segmentation.analysis.rules.by_rule import rule_names, segments_of_rules, with_features
from segmentation.customers.formulas.rules import EVERYONE_ELSE

RULES = (("Big", "spend >= 100"), ("Often", "orders > 3"), ("Nobody", "spend > 1000"))


def shop(n=12):
    """Make customers whose spend and orders are known by hand."""
    return sg.read_table(
        pd.DataFrame(
            {
                "id": [f"c{i}" for i in range(n)],
                "spend": [10.0 * i for i in range(n)],
                "orders": [i % 6 for i in range(n)],
                "land": ["D" if i % 2 else "A" for i in range(n)],
                "last": pd.Timestamp("2025-01-01") + pd.to_timedelta(range(n), "D"),
            }
        ),
        "shop",
    )


def by_rule(rules=RULES, **more):
    """Return the settings."""
    return sg.SegmentationSpec(algorithm="rules", rules=rules, **more)


def test_by_hand():
    """Two have spent 100, three more have ordered often, and nobody 1,000."""
    result = sg.segment(shop(), by_rule())
    who = {name: result.customers.query("name == @name")["id"].tolist() for name in result.names}
    assert who == {
        "Everyone else": ["c0", "c1", "c2", "c3", "c6", "c7", "c8", "c9"],
        "Big": ["c10", "c11"],
        "Often": ["c4", "c5"],
    }
    assert result.fitted.empty_rules == ("Nobody",)
    assert result.spec.n_clusters == result.n_clusters == 3
    assert result.spec.features == ("spend", "orders")
    assert dict(zip(result.names, result.slots, strict=True)) == {
        "Big": 0, "Often": 1, EVERYONE_ELSE: 3,
    }  # fmt: skip
    assert (result.customers["confidence"] == 1).all()
    assert result.decision.title == "Segments by rule"
    assert result.decision.verdict is None
    assert "nothing was tested" in result.decision.about(3)


def test_found_segments_do_not_say_so():
    """The sentence is for rules alone."""
    found = sg.segment(shop(), sg.SegmentationSpec(features=("spend",), n_clusters=2))
    assert found.decision.title == "Not tested"
    assert "by rule" not in found.decision.about(2)


def test_the_model_scores_and_tells(tmp_path):
    """By the rule and not by the nearest middle; who is in none is told why."""
    model = sg.segment(shop(), by_rule()).model
    assert model.rescored_agreement == 1
    model.save(tmp_path / "m.json")
    again = sg.load_model(tmp_path / "m.json")
    assert again.decision.title == "Segments by rule"
    assert again.spec == model.spec
    rows = pd.DataFrame({"spend": [5000.0, 0, None, 99], "orders": [0, 4, 4, 0]})
    scored = again.score(rows)
    assert scored["name"].fillna("-").tolist() == ["Big", "Often", "-", EVERYONE_ELSE]
    assert scored["reason"].fillna("").tolist() == ["", "", "no value for spend", ""]
    assert "-- Segments by rule." in again.to_sql("customers")
    first = sg.segment(shop(), by_rule((("Nobody", "spend > 1000"), *RULES[:2]))).model
    told = first.score(rows)["reason"]
    assert told[0] == "in a segment that had nobody: Nobody"
    everybody = sg.segment(shop(), by_rule((("A", "orders > 2"), ("B", "orders <= 2")))).model
    rest = everybody.score(pd.DataFrame({"orders": [1.0, None]}))
    assert rest["reason"].fillna("").tolist() == ["", "no value for orders"]


def test_no_rule_holds_is_told():
    """Later customers for whom no rule is known to hold, where all were in one."""
    spec = by_rule((("A", "orders > 2 or is_missing(land)"), ("B", "orders <= 2 and land != ''")))
    model = sg.segment(shop(), spec).model
    rows = pd.DataFrame({"orders": [1, 1], "land": ["", "D"]})
    assert model.score(rows)["reason"].fillna("").tolist() == ["no rule holds", ""]


@pytest.mark.parametrize(
    ("rules", "features"),
    [
        ((("New", "last > '2025-01-06'"),), sg.default_features),
        ((("German", "land = 'D'"), ("Big", "spend > 20")), lambda _: ("land", "spend")),
        ((("One", "id = 'c1'"),), sg.default_features),
    ],
)
def test_features_follow_the_conditions(rules, features):
    """Dates and identifiers cannot describe; then the proposed columns do."""
    table = shop()
    assert with_features(table, by_rule(rules)).features == tuple(features(table))
    assert with_features(table, by_rule(rules, features=("spend",))).features == ("spend",)
    assert sg.segment(table, by_rule(rules)).n_clusters >= 2


def test_one_segment_and_a_filter():
    """A rule that holds for everybody; a filter leaves customers out with its reason."""
    result = sg.segment(shop(), by_rule((("All", "spend >= 0"),), where="land = 'D'"))
    assert result.names == ("All",)
    assert len(result.labels) == 6
    assert set(result.ledger["reason"]) == {"outside the filter land = 'D'"}
    assert result.model.score(shop().frame)["segment"].notna().sum() == 6


def test_gaps_are_left_out_or_kept():
    """By default nobody is put anywhere by a value that is not there."""
    frame = pd.DataFrame({"a": [1.0, 2, None, 4, 5], "b": [1, 1, 2, 2, 3]})
    table = sg.read_table(frame)
    dropped = sg.segment(table, by_rule((("Big", "a > 2"),)))
    assert dropped.ledger["reason"].tolist() == ["no value for a"]
    kept = sg.segment(table, by_rule((("Big", "a > 2"),), missing="impute"))
    assert kept.customers["name"].tolist() == [EVERYONE_ELSE] * 3 + ["Big"] * 2


def test_what_is_asked_of_a_search_is_a_sentence():
    """Rules have no number to choose; rules and a search do not go together."""
    with pytest.raises(sg.SpecError, match="no number to choose"):
        sg.scan_k(shop(), by_rule())
    with pytest.raises(sg.SpecError, match="Set algorithm to rules"):
        sg.SegmentationSpec(features=("spend",), rules=RULES)
    with pytest.raises(sg.SpecError, match="There is no column “nope”"):
        sg.segment(shop(), by_rule((("A", "nope > 1"),)))
    with pytest.raises(sg.SpecError, match="The condition of “A” is not a condition"):
        sg.segment(shop(), by_rule((("A", "spend"),)))


def test_names_and_slots_stay_at_a_later_date():
    """The rules fix the slots; a name that a user gave goes to the same rule."""
    model = sg.segment(shop(), by_rule()).model
    renamed = model.renamed({model.names.index("Big"): "Whales"})
    later = sg.segment(shop(30), by_rule(), ref=renamed)
    assert dict(zip(later.names, later.slots, strict=True)) == {
        "Whales": 0, "Often": 1, EVERYONE_ELSE: 3,
    }  # fmt: skip
    other = sg.segment(shop(30), by_rule(RULES[:2]), ref=renamed)
    assert "Big" in other.names
    found = sg.SegmentationSpec(features=("spend",), n_clusters=2)
    assert sg.compare(later, sg.segment(shop(30), found)).agreement < 1


def test_small_pieces():
    """Slots back to names and to segments."""
    assert rule_names(RULES, (3, 0)) == (EVERYONE_ELSE, "Big")
    assert segments_of_rules(RULES, (3, 0)) == (1, None, None, 0)


@settings(max_examples=25)
@given(
    st.lists(st.integers(-3, 12), min_size=1, max_size=6),
    st.integers(3, 30),
    st.integers(0, 99),
)
def test_everybody_is_in_the_first_rule_that_holds(limits, n, seed):
    """Whatever the cut points, ties and sizes; scored again they are where they were."""
    rng = np.random.default_rng(seed)
    table = sg.read_table(pd.DataFrame({"x": np.r_[0, 1, rng.integers(0, 10, n)], "y": 1.5}))
    rules = tuple((f"r{at}", f"x < {limit}") for at, limit in enumerate(limits))
    result = sg.segment(table, by_rule(rules))
    x = table.frame["x"].to_numpy()
    wanted = [
        next((f"r{at}" for at, limit in enumerate(limits) if value < limit), EVERYONE_ELSE)
        for value in x
    ]
    assert result.customers["name"].tolist() == wanted
    sizes = [profile.size for profile in result.profiles]
    assert sizes == sorted(sizes, reverse=True)
    assert sg.load_model(result.model.to_bytes()).score(table.frame)["name"].tolist() == wanted
