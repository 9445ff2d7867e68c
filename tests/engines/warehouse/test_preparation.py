"""Statements lead to the features of the same table in memory."""

import numpy as np
import pytest
from warehouses import customers, in_sqlite, put

import segmentation as sg
from segmentation.clustering.preparing.fitting import fit_features
from segmentation.customers.cleaning import GAP, customer_rows
from segmentation.engines.warehouse.connecting import connected
from segmentation.engines.warehouse.fitting import totals_of
from segmentation.engines.warehouse.preparation import prepare
from segmentation.engines.warehouse.relation import open_relation
from segmentation.engines.warehouse.sampling import draw

__all__ = ["put"]

CASES = (
    {"features": ("a", "b €", "sex", "member")},
    {"features": ("a", "b €"), "scaling": "robust", "missing": "impute", "outliers": "set_aside"},
    {"features": ("a", "b €"), "scaling": "minmax", "outliers": "cap", "weights": {"a": 3.0}},
    {
        "features": ("a", "ratio", "old"),
        "formulas": {"ratio": "a / `b €`", "old": "a > 1"},
        "where": "sex = 'f' or member",
        "transforms": {"a": "yeo_johnson"},
    },
)


def in_memory(frame, spec):
    """Return the rows of a frame, and its features."""
    rows = customer_rows(
        sg.read_table(frame),
        spec.features,
        missing=spec.missing,
        outliers=spec.outliers,
        quantiles=spec.outlier_quantiles,
        formulas=spec.formulas,
        where=spec.where,
    )
    return rows, fit_features(rows, spec).features


@pytest.mark.parametrize("settings", CASES)
def test_features_are_those_in_memory(put, settings):
    """Of every setting, with what is left out; the sample is everybody."""
    frame, spec = customers(600), sg.SegmentationSpec(**settings)
    with connected(put(frame)) as database:
        relation = open_relation(database, table="customers")
        made = prepare(relation, draw(relation), spec)
    rows, features = in_memory(frame, spec)
    reasons = rows.ledger["reason"].value_counts().to_dict()
    assert (made.n_kept, dict(made.left_out)) == (len(rows.frame), reasons)
    for ours, theirs in zip(made.space.features, features, strict=True):
        if hasattr(theirs, "levels"):
            assert ours == theirs
            continue
        fields = ("center", "scale", "fill", "low", "high", "weight", "power")
        found = [[getattr(one, field) for field in fields] for one in (ours, theirs)]
        np.testing.assert_allclose(*found, rtol=1e-9)
    for column in made.columns:
        assert sum(column.shares) == pytest.approx(1)


def test_yes_and_no_with_gaps(put):
    """They are yes and no."""
    frame = customers(100).astype({"member": object})
    frame.loc[::10, "member"] = None
    spec = sg.SegmentationSpec(features=("b €", "member"))
    with connected(put(frame)) as database:
        relation = open_relation(database, table="customers")
        made = prepare(relation, draw(relation), spec)
    assert made.left_out[f"{GAP}member"] == 10
    assert made.space.features[1].levels == ("no", "yes")


def test_names_and_levels_may_hold_anything(put):
    """Quotes, colons, percents and words of SQL; they are names, beside values that are bound."""
    names = {"a": 'we"ird', "b €": "100% :b", "sex": "SELECT", "member": "O'x"}
    frame = customers(200).rename(columns=names).replace({"SELECT": {"f": "it's :f \\ 5%"}})
    spec = sg.SegmentationSpec(features=tuple(names.values()), n_clusters=2)
    rule = sg.segment(sg.read_table(frame), spec).model.rule
    url = put(frame)
    query, values = "SELECT * FROM customers WHERE id > :least", {"least": "C0"}
    if url.startswith("duckdb"):
        query, values = "SELECT * FROM customers", {}
    with connected(url) as database:
        relation = open_relation(database, query=query, values=values)
        made = prepare(relation, draw(relation), spec)
        totals = totals_of(relation, made.keeping, rule)
    assert made.n_kept == totals.sizes.sum() == len(frame.dropna())
    assert made.space.features[2].levels == in_memory(frame, spec)[1][2].levels


@pytest.mark.parametrize("n_texts", [1, 3_000])
def test_a_column_that_changes_its_type_is_named(tmp_path, n_texts):
    """Whether the sample has it or not; one database lets it be."""
    frame = customers(6_000).astype({"a": object})
    frame.loc[3_000 : 2_999 + n_texts, "a"] = "much"
    url = in_sqlite(frame, tmp_path / "shop.db", types={"a": "REAL"})

    def fit():
        with connected(url) as database:
            relation = open_relation(database, table="customers")
            prepare(relation, draw(relation, most=100), spec)

    spec = sg.SegmentationSpec(features=("a", "b €"))
    with pytest.raises(sg.DataError, match=r"“a” changes its type: .* holds? something"):
        fit()


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"features": ("a", "c")}, "“c”"),
        ({"features": ("a", "b €"), "duplicates": "last"}, "stays in its database, where rows of"),
        ({"features": ("a", "channel")}, "“channel” is a category of decimals"),
        ({"features": ("a", "huge")}, "“huge” holds numbers too large to compare"),
        ({"features": ("a", "same")}, "“same” has the same value for every customer"),
        ({"features": ("a", "name"), "where": "a > 99"}, "The filter leaves"),
    ],
)
def test_what_does_not_fit_is_said(tmp_path, settings, sentence):
    """In one sentence."""
    frame = customers(200)
    channel = frame.index % 2 + 1.0
    frame = frame.assign(channel=channel, same=1.0, huge=np.where(frame.index == 3, 1e200, 1.0))
    spec = sg.SegmentationSpec(**settings)
    with connected(in_sqlite(frame, tmp_path / "shop.db")) as database:
        relation = open_relation(database, table="customers")
        sample = draw(relation)
        with pytest.raises((sg.SpecError, sg.DataError), match=sentence):
            prepare(relation, sample, spec)
