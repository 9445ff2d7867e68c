"""The labels of all rows are those of the saved model, in a file of their own."""

import numpy as np
import pandas as pd
import pytest

import segmentation as sg
from segmentation.analysis.fitted_range import fit_range
from segmentation.engines.whole import opening
from segmentation.engines.whole.labelling import MOST_KEPT, label_rows, make_room
from segmentation.engines.whole.opening import open_sample, open_whole

N = 3_000
NAMES = ("Many", "Few")


@pytest.fixture
def place(tmp_path, monkeypatch):
    """Write customers with gaps, and a folder for results."""
    random = np.random.default_rng(0)
    frame = pd.DataFrame({"id": range(N), "x": random.normal(0, 1, N), "y": random.random(N)})
    frame["x"] += 8 * (frame["id"] % 3 == 0)
    frame.loc[::50, "x"] = np.nan
    frame.to_parquet(tmp_path / "shop.2025.parquet", index=False)
    (tmp_path / "out").mkdir()
    monkeypatch.setattr(opening, "SAMPLE_ROWS", 500)
    return tmp_path, frame


def found(root, **given):
    """Divide the sample, and open the whole."""
    where = (str(root), "shop.2025.parquet", str(root))
    spec = sg.SegmentationSpec(**{"features": ("x", "y"), **given})
    return open_whole(*where), fit_range(open_sample(*where), spec.family, (2,)), spec


@pytest.mark.parametrize("algorithm", ["kmeans", "gaussian_mixture", "ward"])
def test_every_row_has_the_segment_of_the_saved_model(place, algorithm):
    """With its columns, names, distance and confidence, to the last bit."""
    root, frame = place
    source, fitted, _ = found(root, algorithm=algorithm)
    path = label_rows(source, fitted, 2, NAMES, root / "out")
    assert path.name.startswith("shop_2_segments_")
    written = pd.read_parquet(path)
    spec = sg.SegmentationSpec(features=("x", "y"), algorithm=algorithm, n_clusters=2)
    model = sg.segment(fitted.table, spec, fitted=fitted).model
    scored = model.score(frame)
    pd.testing.assert_frame_equal(written[list(frame)], frame)
    for name in ("segment", "distance", "confidence"):
        np.testing.assert_array_equal(
            written[name].astype(float).to_numpy(), scored[name].astype(float).to_numpy()
        )
    assert set(written["name"].dropna()) == set(NAMES)
    assert written["segment"].isna().sum() == frame["x"].isna().sum()


def test_segments_by_rule(place):
    """Each row by the first rule that holds."""
    root, frame = place
    rules = (("Right", "x > 4"), ("Left", "x <= 4"))
    source, fitted, spec = found(root, algorithm="rules", rules=rules)
    written = pd.read_parquet(label_rows(source, fitted, 2, ("Left", "Right"), root / "out"))
    has = frame["x"].notna()
    assert (written["name"][has] == np.where(frame["x"][has] > 4, "Right", "Left")).all()
    assert spec.is_by_rule


def test_other_names_are_another_file(place):
    """So that nobody's labels take the place of another's."""
    root, _ = place
    source, fitted, _ = found(root)
    paths = {label_rows(source, fitted, 2, names, root / "out") for names in (NAMES, ("A", "B"))}
    assert len(paths) == len(list((root / "out").iterdir())) == 2


def test_a_place_that_is_not_there(place):
    """One sentence, and nothing is left behind."""
    root, _ = place
    source, fitted, _ = found(root)
    with pytest.raises(sg.DataError, match=r"was not written: .* Choose another place"):
        label_rows(source, fitted, 2, NAMES, root / "nowhere")


def test_files_that_are_kept_here_are_few(tmp_path):
    """The oldest go."""
    for at in range(MOST_KEPT + 2):
        make_room(tmp_path)
        (tmp_path / f"{at}.parquet").touch()
    assert len(list(tmp_path.iterdir())) == MOST_KEPT
