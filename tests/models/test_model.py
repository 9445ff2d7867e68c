"""A model keeps what a segmentation was, and opens as what it was saved as."""

import json
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from made_models import INCOME, SCORE, mall_model

import segmentation as sg
from segmentation.tables.columns.personal import caution

SETTINGS = [
    {},
    {"algorithm": "gaussian_mixture"},
    {"algorithm": "ward", "scaling": "robust"},
    {"missing": "impute", "fills": {INCOME: 50}, "weights": {SCORE: 2.5}},
    {"outliers": "cap", "transforms": {INCOME: "log"}},
    {"n_clusters": 1},
]


@pytest.mark.parametrize("settings", SETTINGS, ids=str)
def test_a_saved_model_is_the_same_model(settings, tmp_path):
    """All it says, and all it scores."""
    model = mall_model(**settings)
    model.save(tmp_path / "m.json", made="2025-01-31T12:00:00Z")
    back = sg.load_model(tmp_path / "m.json")
    assert back.made == "2025-01-31T12:00:00Z"
    assert replace(back, made=None).to_bytes() == model.to_bytes()
    assert (back.spec, back.names, back.slots) == (model.spec, model.names, model.slots)
    frame = sg.load_sample("mall_customers").frame
    pd.testing.assert_frame_equal(back.score(frame), model.score(frame), check_exact=True)


def test_two_runs_write_the_same_bytes_but_for_the_time(tmp_path):
    """Two fits of the same data write the same file, but for the time when it was made."""
    for name, made in (("a", "2025-01-31T12:00:00Z"), ("b", "2025-02-01T12:00:00Z")):
        mall_model().save(tmp_path / name, made=made)
    first, second = ((tmp_path / name).read_bytes() for name in "ab")
    assert first != second
    assert first.replace(b"2025-01-31", b"2025-02-01") == second


def test_the_file_says_what_the_issue_asks():
    """Sizes, means, ranges, metrics and versions can be read from the file without the package."""
    found = json.loads(mall_model().to_bytes())
    assert found["data"]["n_customers"] == 200
    assert found["data"]["identifier"] == "CustomerID"
    assert [s["size"] for s in found["segments"]] == [81, 39, 35, 23, 22]
    assert found["segments"][0]["means"] == pytest.approx([55.2963, 49.5185], abs=5e-5)
    assert found["segments"][0]["color"] == "#4238cb" or found["segments"][0]["slot"] != 0
    assert found["features"][0]["range"] == [15, 137]
    assert found["metrics"]["silhouette"] == pytest.approx(0.5547, abs=5e-4)
    assert found["settings"]["random_state"] == 0
    assert set(found["software"]) == {"numpy", "pandas", "scikit-learn", "scipy"}
    assert found["rescored_agreement"] == 1.0


def test_no_customer_is_in_the_file():
    """Neither an identifier nor a row."""
    frame = sg.load_sample("mall_customers").frame.rename(columns={"CustomerID": "id"})
    frame["id"] = [f"customer-{at:04}" for at in range(len(frame))]
    table = sg.read_table(frame, "mall")
    spec = sg.SegmentationSpec(features=(INCOME, SCORE), n_clusters=5)
    assert b"customer-0" not in sg.segment(table, spec).model.to_bytes()


def test_ward_tells_how_many_would_be_elsewhere():
    """Some two in a hundred of the mall's customers."""
    assert 0.95 < mall_model(algorithm="ward", scaling="none").rescored_agreement < 1


def test_given_names_are_in_the_model_and_its_answers():
    """A name that the user gave is in the model, in its segments and in what it scores."""
    model = mall_model().renamed({0: "Core"})
    assert model.names[0] == "Core"
    assert model.segments[0].name == "Core"
    assert "Core" in model.score(sg.load_sample("mall_customers").frame)["name"].unique()


def test_a_model_of_renamed_segments_has_their_names():
    """What the user called them is what is saved."""
    from segmentation.analysis.segmentation import with_names

    table = sg.load_sample("mall_customers")
    spec = sg.SegmentationSpec(features=(INCOME, SCORE), n_clusters=5)
    assert with_names(sg.segment(table, spec), {1: "Stars"}).model.names[1] == "Stars"


@pytest.mark.parametrize(
    ("path", "sentence"),
    [("nowhere.json", "nowhere.json was not read: No such file"), (".", "was not read")],
)
def test_a_path_that_cannot_be_read(path, sentence, tmp_path):
    """A model's path that is not there or no file is refused in a sentence."""
    with pytest.raises(sg.ModelError, match=sentence):
        sg.load_model(tmp_path / path)


def test_a_place_that_cannot_be_written(tmp_path):
    """Saving to a folder that is not there fails with the reason and what to do."""
    with pytest.raises(sg.ModelError, match=r"was not saved to .*No such file.*another place"):
        mall_model().save(tmp_path / "nowhere" / "m.json")


def test_segments_stand_in_their_lasting_order():
    """Segments are listed by slot, which is the order that stays from fit to fit."""
    model = mall_model()
    assert [model.slots[s] for s in model.by_slot] == sorted(model.slots)
    assert np.array_equal(model.rule.centers.shape, (5, 2))
    assert (model.n_clusters, model.features) == (5, (INCOME, SCORE))


def test_a_caution_is_in_the_file_and_in_sql():
    """Where a column tells sex or age; empty elsewhere."""
    model = mall_model("Gender", "Age", n_clusters=3)
    said = caution(("Gender", "Age"))
    assert json.loads(model.to_bytes())["caution"] == said
    assert said in model.to_sql("customers").splitlines()[0]
    other = mall_model("Annual Income (k$)", "Spending Score (1-100)", n_clusters=3)
    assert json.loads(other.to_bytes())["caution"] == ""
    assert "discrimination" not in other.to_sql("customers")
