"""Each lens divides by its own columns; what goes together is said when it does."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import segmentation as sg
from segmentation.analysis.choosing.lenses import (
    DEMOGRAPHY,
    LENSES,
    Association,
    LensView,
    associated,
    five_lenses,
)
from segmentation.tables.roles import profile_columns


def shop(seed: int, *, tells: float, n: int = 300) -> sg.Table:
    """Make customers of all five sides; the young visit often with the given share."""
    draw = np.random.default_rng(seed)
    young = draw.random(n) < 0.5
    often = np.where(draw.random(n) < tells, young, draw.random(n) < 0.5)
    return sg.read_table(
        pd.DataFrame(
            {
                "customer_id": np.arange(n) + 1,
                "total_spend": draw.lognormal(4, 1, n).round(2),
                "visits": draw.poisson(np.where(often, 30, 5)),
                "logins": draw.poisson(np.where(often, 60, 12)),
                "age": np.where(young, draw.integers(18, 30, n), draw.integers(55, 80, n)),
                "household_size": draw.integers(1, 6, n),
                "country": draw.choice(["Germany", "France", "Spain"], n),
                "attitude_to_price": draw.integers(1, 6, n),
                "attitude_to_brands": draw.integers(1, 6, n),
            }
        )
    )


def test_no_column_is_seen_by_two_lenses():
    """Whatever it is called and about."""
    for table in (
        shop(0, tells=0.5),
        *(sg.load_sample(n) for n in ("mall_customers", "b2b_accounts")),
    ):
        for column in profile_columns(table):
            assert sum(belongs(column) for _, belongs in LENSES.values()) <= 1


def test_all_five_lenses_and_who_tells_what():
    """The young visit often: the strongest pair and the sentence say so."""
    found = five_lenses(shop(1, tells=0.9))
    assert [view.lens for view in found.views] == list(LENSES)
    assert set(found.views[3].features) == {"country"}
    assert set(found.views[2].features) == {"age", "household_size"}
    assert found.association.p_value == 0.001
    assert found.association.sentence.startswith("Who customers are tells ")
    assert "of what they do" in found.sentences[-1]
    pair = found.agreement["behaviour", DEMOGRAPHY]
    assert pair == found.agreement[DEMOGRAPHY, "behaviour"]
    apart = [value for (one, other), value in found.agreement.items() if one != other]
    assert max(apart) == pair
    assert "Most alike are the divisions by what they do and by who they are" in found.sentences[0]
    assert f"index {pair:.2f}" in found.sentences[0]
    assert all(found.agreement[lens, lens] == 1 for lens in LENSES)


@pytest.mark.parametrize("seed", range(4))
def test_nothing_is_said_to_tell_what_does_not(seed):
    """Who customers are and what they do, dealt apart."""
    found = five_lenses(shop(seed, tells=0.0))
    assert found.association.p_value > 0.01
    assert found.association.sentence.startswith("Nothing here says that who customers are tells")
    assert "hardly more alike than by chance" in found.sentences[1]


def view(labels, lens=DEMOGRAPHY) -> LensView:
    """Make a division."""
    return LensView(lens=lens, features=("a",), sizes=(1,), labels=np.asarray(labels))


def test_the_strength_by_hand():
    """The same division is 1, a division by lot about 0; those without a segment do not count."""
    labels = np.arange(120) % 3
    same = associated(view(labels), view((labels + 1) % 3, "behaviour"))
    assert same.strength == pytest.approx(1)
    assert same.p_value == 0.001
    gaps = np.where(np.arange(120) < 60, -1, labels)
    assert associated(view(labels), view(gaps, "behaviour")).n_customers == 60
    assert associated(view(labels[:20]), view(labels[:20], "behaviour")) is None
    crossed = associated(view(np.arange(120) % 2), view(np.arange(120) // 2 % 2, "behaviour"))
    assert crossed.strength == 0
    assert crossed.p_value == 1


@pytest.mark.slow
def test_chance_passes_as_rarely_as_it_should():
    """Of 100 pairs shuffled at random at most a few, small samples and uneven sizes."""
    draw = np.random.default_rng(7)
    pairs = (
        (view(draw.choice(3, 40, p=[0.7, 0.2, 0.1])), view(draw.choice(4, 40), "behaviour"))
        for _ in range(100)
    )
    assert sum(associated(*pair).p_value <= 0.01 for pair in pairs) <= 4


@pytest.mark.parametrize(
    ("strength", "p_value", "said"),
    [
        (0.05, 0.001, "tells very little of what they do"),
        (0.2, 0.001, "tells a little of what they do"),
        (0.4, 0.01, "tells a good part of what they do"),
        (0.5, 0.01, "tells much of what they do"),
        (0.9, 0.011, "Nothing here says"),
    ],
)
def test_the_words_of_strength(strength, p_value, said):
    """Only beyond chance."""
    made = Association(
        who=DEMOGRAPHY, does="behaviour", strength=strength, p_value=p_value, n_customers=99
    )
    assert said in made.sentence
    assert "what they are worth" in replace(made, does="value").sentence


@pytest.mark.parametrize("n", [3, 6, 30])
def test_few_customers_and_few_columns(n):
    """No error; one lens has nothing to be compared with."""
    found = five_lenses(sg.read_table(shop(3, tells=0.5).frame.head(n)))
    assert all(sum(view.sizes) <= n for view in found.views)
    alone = five_lenses(sg.read_table(pd.DataFrame({"age": np.arange(n) * 7 % 50 + 20})))
    assert alone.association is None
    assert alone.sentences == (
        "The columns show customers by one lens at most: there is nothing to compare.",
    )
