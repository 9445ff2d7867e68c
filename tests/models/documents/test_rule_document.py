"""Parts that each have the right form must also fit together."""

import json

import numpy as np
import pytest
from hypothesis import given
from made_models import mall_model, rules

import segmentation as sg
from segmentation.models.documents.rule_document import feature_documents, mixture_document, rule_of

MIXED = mall_model("Gender", "Age", algorithm="gaussian_mixture", n_clusters=3)


@given(rules())
def test_a_rule_comes_back_as_it_went(made):
    """A rule that goes through JSON has every number, name and column that it had before."""
    document = {
        "features": feature_documents(made),
        "mixture": mixture_document(made),
        "segments": [
            {"center": center, "means": center, "name": name, "slot": at}
            for at, (center, name) in enumerate(zip(made.centers.tolist(), made.names, strict=True))
        ],
        "settings": {
            "missing": "impute" if made.fills_gaps else "drop",
            "features": [column.name for column in made.columns],
            "n_clusters": len(made.centers),
            "formulas": [],
            "where": "",
            "rules": [],
            "algorithm": "kmeans" if made.mixture is None else "gaussian_mixture",
        },
        "sources": [],
        "rule_segments": [],
    }
    back = rule_of(json.loads(json.dumps(document)), "m")
    assert back.space == made.space
    assert back.columns == made.columns
    assert (back.names, back.fills_gaps) == (made.names, made.fills_gaps)
    assert np.array_equal(back.centers, made.centers)
    if made.mixture is not None:
        for part in ("weights", "means", "precisions_cholesky"):
            assert np.array_equal(getattr(back.mixture, part), getattr(made.mixture, part))


def damaged(change):
    """Return a mixture's model with something changed."""
    document = json.loads(MIXED.to_bytes())
    change(document)
    return json.dumps(document).encode()


@pytest.mark.parametrize(
    ("change", "part"),
    [
        (lambda d: d["segments"][0]["center"].pop(), "segments/center"),
        (lambda d: d["segments"][0]["means"].append(0.0), "segments/center"),
        (lambda d: d["segments"].pop(), "segments"),
        (lambda d: d["rule_segments"].append(0), "rule_segments"),
        (lambda d: d["segments"][0].update(name=d["segments"][1]["name"]), "segments"),
        (lambda d: d["segments"][0].update(slot=d["segments"][1]["slot"]), "segments"),
        (lambda d: d["features"].reverse(), "features"),
        (lambda d: d["features"][1]["edges"].reverse(), "features/shares"),
        (lambda d: d["features"][1]["shares"].pop(), "features/shares"),
        (lambda d: d["features"][0]["shares"].pop(), "features/shares"),
        (lambda d: d["mixture"]["weights"].pop(), "mixture"),
        (lambda d: d["mixture"]["means"][0].pop(), "mixture"),
        (lambda d: d["mixture"]["precisions_cholesky"][0].pop(), "mixture"),
        (lambda d: d["mixture"]["precisions_cholesky"][0][0].pop(), "mixture"),
        (lambda d: d["mixture"]["precisions_cholesky"][0][0].__setitem__(0, -1.0), "mixture"),
    ],
)
def test_parts_that_do_not_fit_are_said(change, part):
    """A damaged model is refused with the place of the part that does not fit."""
    with pytest.raises(sg.ModelError, match=f"its part “{part}” does not fit the others"):
        sg.load_model(damaged(change))


def test_settings_that_no_spec_takes_are_said():
    """Though each is in the schema."""
    with pytest.raises(sg.ModelError, match=r"is damaged\. The limits of extreme values"):
        sg.load_model(damaged(lambda d: d["settings"].update(outlier_quantiles=[0.9, 0.1])))
