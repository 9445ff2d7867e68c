"""Parts that each have the right form must also fit together."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_models import mall_model, rules

import segmentation as sg
from segmentation.models.documents.rule_document import feature_documents, mixture_document, rule_of
from segmentation.models.rule import assign, coordinates

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


EXTREMES = (
    *(0.0, 1.0, -1.0, 5e-324, 1e-300, 1e-160, 1e-20, 1e20, 1e44, 1e46, 1e101, 1.1e101),
    *(-1e101, 1e150, 1e154, 1e160, 1e300, -1e300),
)
"""Over the whole range that the schema lets in, beside all borders."""

NEAREST = mall_model("Gender", "Age", n_clusters=3)


def places_of_numbers(part, path=()):
    """Yield the way to each number of a document."""
    if isinstance(part, dict | list):
        steps = part.items() if isinstance(part, dict) else enumerate(part)
        for step, below in steps:
            yield from places_of_numbers(below, (*path, step))
    elif isinstance(part, float):
        yield path


@settings(max_examples=80)
@given(st.data())
def test_whatever_numbers_a_model_has_its_distances_are_finite(data):
    """Else the file is refused in a sentence: nothing overflows, which would warn."""
    model = data.draw(st.sampled_from([NEAREST, MIXED]))
    document = json.loads(model.to_bytes())
    ways = [
        way
        for part in ("features", "segments", "mixture")
        for way in places_of_numbers(document[part], (part,))
    ]
    for way in data.draw(st.lists(st.sampled_from(ways), min_size=1, max_size=4)):
        part = document
        for step in way[:-1]:
            part = part[step]
        part[way[-1]] = data.draw(st.sampled_from(EXTREMES))
    try:
        rule = sg.load_model(json.dumps(document).encode()).rule
    except sg.ModelError:
        return
    limit = rule.columns[1].limit
    ages = np.array([0.0, limit, -limit, rule.space.features[1].fill, 30.0 if limit > 30 else 0.0])
    found = assign(rule, coordinates(rule.space, [np.array([0, 1, -1, 0, 1]), ages]))
    assert np.isfinite(found.distances).all()
    assert np.isfinite(found.confidence).all()


def test_a_center_too_far_away_is_refused():
    """Its square would be infinite."""
    for far in (1e300, -1e102):
        document = json.loads(NEAREST.to_bytes())
        document["segments"][0]["center"][0] = far
        with pytest.raises(sg.ModelError, match="too large to be reckoned with"):
            sg.load_model(json.dumps(document).encode())
