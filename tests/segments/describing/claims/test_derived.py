"""Columns that follow from the features are found; those that merely go with them are not."""

import numpy as np
import pandas as pd
import pytest

import segmentation as sg
from segmentation.customers.cleaning import customer_rows
from segmentation.segments.describing.claims.derived import derived_columns


def made(seed: int, n: int) -> tuple[pd.DataFrame, np.ndarray]:
    """Make two features in three groups, what follows from them and what does not."""
    random = np.random.default_rng(seed)
    group = random.integers(0, 3, n)
    spend, visits = random.lognormal(size=n) + 4 * group, random.normal(50, 10, n)
    fifths = pd.qcut(spend, 5, labels=False), pd.qcut(visits, 5, labels=False)
    frame = {
        "spend": spend,
        "visits": visits,
        "follows fifth": fifths[0] + 1,
        "follows log": np.log(spend),
        "follows rank": pd.Series(visits).rank(),
        "follows sum": 2 * spend + visits,
        "follows ratio": spend / visits,
        "follows rank sum": pd.Series(spend).rank() + pd.Series(visits).rank(),
        "follows fifths": fifths[0] + fifths[1],
        "follows words": np.array(list("zxyw"))[pd.qcut(spend, 4, labels=False)],
        "far or near": np.where(np.abs(visits - 50) > 6, "far", "near"),
        "noise": random.normal(size=n),
        "half noise": visits + random.normal(0, 5, n),
        "mostly": visits + random.normal(0, 2.5, n),
        "of the group": np.array(["x", "y", "z"])[group],
        "any": random.choice(list("abc"), n),
        "rare": random.poisson(0.2, n),
        "wrong in ten": np.where(random.random(n) < 0.1, "lo", np.where(spend > 2, "hi", "lo")),
        "constant": np.ones(n),
    }
    return pd.DataFrame(frame), group


def found(frame, labels, features=("spend", "visits")):
    """Return what follows from the features."""
    rows = customer_rows(sg.read_table(frame, "made"), features)
    others = tuple(name for name in frame if name not in features)
    return derived_columns(rows, labels, others, features)


@pytest.mark.parametrize("n", [100, 300, 2_000])
@pytest.mark.parametrize("seed", [11, 12])
def test_scores_bins_ranks_sums_and_ratios_are_found(seed, n):
    """All of them, and nothing that only goes with a feature or with the segments."""
    names = found(*made(seed, n))
    assert {name for name in made(seed, n)[0] if name.startswith("follows")} <= names
    assert names <= {name for name in made(0, 30)[0] if "follows" in name} | {"far or near"}


@pytest.mark.parametrize("n", [3, 5, 8, 12, 20, 30])
def test_few_customers_prove_nothing_by_chance(n):
    """Noise in few rows is not called a score, whatever the ties."""
    for seed in range(12):
        random = np.random.default_rng(seed)
        frame = pd.DataFrame(
            {
                "spend": random.normal(size=n),
                "a": random.normal(size=n),
                "b": random.integers(0, 2, n),
                "c": random.choice(list("xyz"), n),
            }
        )
        assert not found(frame, random.integers(0, 3, n), ("spend",))


def test_a_column_that_is_the_segment_is_a_finding():
    """All of one segment are firms: nothing inside the segments tells it from a bin."""
    spend = np.r_[np.linspace(0, 1, 60), np.linspace(9, 10, 40)]
    frame = pd.DataFrame({"spend": spend, "type": ["person"] * 60 + ["firm"] * 40})
    labels = (spend > 5).astype(int)
    assert not found(frame, labels, ("spend",))
    assert found(frame.assign(type=np.where(spend > 0.5, "firm", "person")), labels, ("spend",))


def test_gaps_and_categories_are_survived():
    """A feature that is a category, gaps in both, a column of nothing."""
    random = np.random.default_rng(0)
    town = random.choice(list("abcdef"), 200)
    frame = pd.DataFrame(
        {
            "town": town,
            "spend": np.where(random.random(200) < 0.1, np.nan, random.normal(size=200)),
            "region": np.where(np.isin(town, ["a", "b", "c"]), "north", "south"),
            "nothing": [np.nan] * 200,
            "noise": np.where(random.random(200) < 0.3, np.nan, random.normal(size=200)),
        }
    )
    rows = customer_rows(sg.read_table(frame, "made"), ("town", "spend"), missing="impute")
    others = ("region", "nothing", "noise")
    labels = random.integers(0, 2, 200)
    assert derived_columns(rows, labels, others, ("town", "spend")) == {"region"}


def test_our_own_scores_are_known_by_name():
    """With few customers too, and with one of the features they are made from."""
    frame = pd.DataFrame(
        {
            "recency_days": [1.0, 5, 9, 30],
            "recency_score": [5, 4, 2, 1],
            "monetary_score": [1, 5, 2, 3],
            "rfm_group": list("abcd"),
        }
    )
    names = found(frame, np.array([0, 0, 1, 1]), ("recency_days",))
    assert names == {"recency_score", "rfm_group"}
