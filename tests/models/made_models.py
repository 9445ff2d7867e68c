"""Models made by hand or by chance, for tests that need no fit."""

from functools import cache

import numpy as np
import pandas as pd
import sqlalchemy as sa
from hypothesis import strategies as st

import segmentation as sg
from segmentation.clustering.features import CategoryFeature, FeatureSpace, NumberFeature
from segmentation.clustering.methods.mixtures.gaussians import Gaussians
from segmentation.models.rule import AssignmentRule, InputColumn, reach

INCOME, SCORE = "Annual Income (k$)", "Spending Score (1-100)"


def mall_model(*features, **settings) -> sg.SegmentModel:
    """Fit the built-in table."""
    return _fitted(
        sg.SegmentationSpec(
            **({"features": features or (INCOME, SCORE), "n_clusters": 5} | settings)
        )
    )


@cache
def _fitted(spec: sg.SegmentationSpec) -> sg.SegmentModel:
    return sg.segment(sg.load_sample("mall_customers"), spec).model


def number(name, within=(0.0, 10.0), **settings):
    """Return a number's feature and what is known of its column."""
    feature = NumberFeature(**({"name": name, "center": 0.0, "scale": 1.0, "fill": 1.0} | settings))
    column = InputColumn(
        name=name,
        low=within[0],
        high=within[1],
        whole=False,
        limit=reach(feature),
        edges=(5.0,),
        shares=(0.5, 0.5),
    )
    return feature, column


def category(name, levels, **settings):
    """Return a category's feature and what is known of its column."""
    given = {"name": name, "levels": tuple(levels), "fill": levels[0]} | settings
    shares = tuple(1 / len(levels) for _ in levels)
    column = InputColumn(
        name=name, low=None, high=None, whole=False, limit=None, edges=(), shares=shares
    )
    return CategoryFeature(**given), column


def rule(parts, centers, *, fills_gaps=False, mixture=None):
    """Return a rule of such parts."""
    centers = np.array(centers, dtype=float)
    return AssignmentRule(
        space=FeatureSpace(features=tuple(feature for feature, _ in parts)),
        columns=tuple(column for _, column in parts),
        centers=centers,
        mixture=mixture,
        names=tuple(f"Segment {at + 1}" for at in range(len(centers))),
        fills_gaps=fills_gaps,
    )


GRID = st.integers(-3, 3).map(float)
FREE = st.floats(-100, 100).map(lambda number: round(number, 9))
NAMES = st.sampled_from(
    ["Age", "a b", 'quo"te', "semi;colon", "tick'", "été", "Order", "x.y", "%s"]
)
LEVELS = ["Female", "Male", "O'Brien", "", "yes"]


@st.composite
def rules(draw):
    """Make a rule of up to four columns; half of them on a grid, where many customers tie."""
    on_grid = draw(st.booleans())
    value = GRID if on_grid else FREE
    names = draw(st.lists(NAMES, min_size=1, max_size=4, unique_by=str.lower))
    parts = [draw(_parts(name, value, on_grid)) for name in names]
    n_axes = sum(len(feature.axes) for feature, _ in parts)
    k = draw(st.integers(1, 5))
    centers = draw(
        st.lists(st.lists(value, min_size=n_axes, max_size=n_axes), min_size=k, max_size=k)
    )
    mixture = draw(_mixtures(k, n_axes)) if draw(st.integers(0, 3)) == 0 else None
    return rule(parts, centers, fills_gaps=draw(st.booleans()), mixture=mixture)


@st.composite
def _parts(draw, name, value, on_grid):
    if draw(st.integers(0, 3)) == 0:
        coded = draw(st.booleans())
        levels = (
            ["no", "yes"] if coded else sorted(draw(st.sets(st.sampled_from(LEVELS), min_size=1)))
        )
        fill = draw(st.sampled_from([*levels, "elsewhere"]))
        return category(
            name, levels, coded=coded, fill=fill, weight=draw(st.sampled_from([1.0, 2.0]))
        )
    if on_grid:
        return number(name, (-1.0, 2.0), fill=draw(value))
    how = draw(st.sampled_from([None, None, "log", "yeo_johnson"]))
    return number(
        name,
        (-20.0, 30.0),
        center=draw(value),
        scale=draw(st.floats(0.01, 100)),
        fill=draw(value),
        weight=draw(st.sampled_from([1.0, 0.5, 3.0])),
        low=draw(st.sampled_from([-np.inf, -50.0])),
        high=draw(st.sampled_from([np.inf, 60.5])),
        transform=how,
        power=draw(st.sampled_from([-1.5, 0.0, 0.3, 1.0, 2.0, 3.0]))
        if how == "yeo_johnson"
        else 1.0,
    )


@st.composite
def _mixtures(draw, k, n_axes):
    seed = draw(st.integers(0, 1000))
    chance = np.random.default_rng(seed)
    uppers = np.triu(chance.normal(size=(k, n_axes, n_axes)))
    for upper in uppers:
        np.fill_diagonal(upper, np.abs(np.diag(upper)) + 0.1)
    weights = chance.random(k) + 0.1
    return Gaussians(
        weights=weights / weights.sum(),
        means=chance.normal(size=(k, n_axes)),
        precisions_cholesky=uppers,
    )


def frames(made: AssignmentRule, n_rows: int = 40):
    """Make customers for a rule: on the grid, free, missing, odd."""
    return st.integers(0, 10_000).map(lambda seed: frame_of(made, n_rows, seed))


def frame_of(made: AssignmentRule, n_rows: int, seed: int) -> pd.DataFrame:
    """Make so many customers by chance."""
    chance = np.random.default_rng(seed)
    odd = np.array([np.nan, np.inf, -np.inf, 1e308, -1e308, 1e99, 1e-30, 0.1, -0.0])
    columns = {"id": np.arange(n_rows)}
    for feature in made.space.features:
        if isinstance(feature, CategoryFeature):
            answers = ["1", "0", "TRUE", "false", "yes", "maybe"]
            values = np.array([*(answers if feature.coded else LEVELS), "new", None], dtype=object)
            columns[feature.name] = pd.Series(chance.choice(values, n_rows), dtype="str")
            continue
        kind = chance.integers(0, 10, n_rows)
        values = np.where(kind < 5, chance.integers(-4, 5, n_rows), chance.normal(size=n_rows) * 40)
        columns[feature.name] = np.where(kind == 9, chance.choice(odd, n_rows), values)
    return pd.DataFrame(columns)


def drop_all(engine):
    """Drop every table: a server of several tests would keep a library's own time too."""
    tables = sa.MetaData()
    tables.reflect(engine)
    tables.drop_all(engine)
