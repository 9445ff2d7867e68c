"""The rule base: the shipped file is sound, and damaged ones are one sentence."""

import pytest

from segmentation.errors import SpecError
from segmentation.segments.planning.playbook import Goal, Play, playbook, read_playbook
from segmentation.segments.vocabulary import vocabulary


def test_the_shipped_file_is_sound():
    """Known concepts, every usual play, something to say on each."""
    base, known = playbook(), set(vocabulary().concepts)
    assert {play.name for play in base.plays} == {
        "Retain",
        "Grow",
        "Win back",
        "Reactivate",
        "Serve at low cost",
        "Test",
    }
    kinds = {play.kind for play in base.plays}
    assert {"luxury", "deal-seeking", "frequent and loyal", "occasional"} <= kinds
    for play in base.plays:
        assert set(play.when) <= known
        assert len(play.offers) >= 2
        assert all((play.aim, play.why, play.channel, play.message, play.measure))
    for goal in base.goals:
        assert {*goal.plus, *goal.minus, *goal.needs} <= known
        assert goal.holds
        assert goal.says.startswith("Most of them ")
    assert base.plays[-1].when == {}


def test_a_formula_reads_as_it_is_computed():
    """Columns that are not there are not in it."""
    goal = Goal(title="x", plus=("income", "staff"), minus=("spending",))
    columns = {"income": "Income", "spending": "Spend"}
    labels = {"Income": "Income", "Spend": "Spend"}
    assert goal.formula(labels, columns) == "(Income − Spend) / 2"
    assert goal.formula(labels, {"income": "Income"}) == "Income"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[goal", "is damaged"),
        ('[[goal]]\nname = "x"', "is damaged"),
        ('[[play]]\nname = "x"\nwhen = { spending = "huge" }', "huge is not a level"),
        ('[[goal]]\ntitle = "x"\nneeds = ["age"]\nholds = { age = "old" }', "age is “old”"),
        ('[[goal]]\ntitle = "x"\nholds = { age = "above" }', "among what the goal needs"),
        ('[[goal]]\ntitle = "x"\nholds = { rhythm = "above" }', "Choose one of beyond"),
        ('[[play]]\nname = "x"\nwhen = { spending = "high" }', "no play is for everybody"),
    ],
)
def test_a_damaged_file_is_one_sentence(text, said):
    """What was found and what was wanted."""
    with pytest.raises(SpecError, match=said):
        read_playbook(text, "own.toml")


def test_a_missing_file_is_one_sentence(tmp_path):
    """The app cannot plan without it."""
    with pytest.raises(SpecError, match="Restore the file"):
        playbook(tmp_path / "gone.toml")


def test_every_play_says_what_to_do_in_a_title():
    """From the file, and by its name where the file says nothing."""
    assert {play.do for play in playbook().plays} >= {"keep them", "win them back"}
    assert Play(name="Win back", do="win them back").instruction == "win them back"
    assert Play(name="Delight").instruction == "delight them"
