"""``report``: a model's segments as a file to hand over."""

from pathlib import Path

import pytest

from segmentation.cli.program import main

ROOT = Path(__file__).parents[2]
MALL = str(ROOT / "data" / "mall_customers.csv")
FIT = ["fit", MALL, "--features", "Annual Income (k$)", "Spending Score (1-100)", "--k", "5"]


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    """Fit a model by the command line."""
    path = tmp_path_factory.mktemp("model") / "model.json"
    assert main([*FIT, "--out", str(path)]) == 0
    return str(path)


def report(model, out, *more, file=MALL):
    """Run the command."""
    return main(["report", file, "--model", model, "--out", str(out), *more])


def test_the_models_own_segments_are_told(model, tmp_path):
    """Their names, the verdict, every section in its order."""
    out = tmp_path / "report.html"
    assert report(model, out) == 0
    text = out.read_text(encoding="utf-8")
    places = [
        text.index(f'<section id="{key}"')
        for key in ("summary", "data", "number", "map", "segments", "comparison", "plan", "method")
    ]
    assert places == sorted(places)
    assert "Affluent big spenders" in text
    assert "<h1>200 customers in 5 segments</h1>" in text
    assert "Separate groups." in text


def test_sections_title_and_minimum_are_chosen(model, tmp_path, capsys):
    """In the order given; what is withheld is said on the standard error."""
    out = tmp_path / "report.html"
    more = ["--section", "method", "--section", "summary", "--title", "<b>", "--smallest", "23"]
    assert report(model, out, *more) == 0
    text = out.read_text(encoding="utf-8")
    assert text.index('<section id="method"') < text.index('<section id="summary"')
    assert 'id="map"' not in text
    assert "<h1>&lt;b&gt;</h1>" in text
    assert "2 segments are told together" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("out", "more", "said"),
    [
        ("report.doc", [], "cannot be written as “.doc”"),
        ("report.html", ["--section", "weather"], "There is no section “weather”"),
        ("report.html", ["--template", "t.pptx"], "Only slides have a template"),
        ("report.html", ["--smallest", "0"], "Give a number of customers from 1"),
        ("report.html", ["--logo", MALL], "no PNG or JPEG picture"),
        ("report.html", ["--logo", "nowhere.png"], "The logo nowhere.png was not read"),
        ("nowhere/report.html", ["--section", "method"], "was not written"),
    ],
)
def test_bad_input_is_one_line_and_two(model, tmp_path, capsys, out, more, said):
    """Found, wanted, what to do."""
    assert report(model, tmp_path / out, *more) == 2
    (line,) = [line for line in capsys.readouterr().err.splitlines() if "segmentation:" in line]
    assert said in line


def test_another_table_is_refused(model, tmp_path, capsys):
    """The model's verdict was not on these customers."""
    other = tmp_path / "other.csv"
    lines = Path(MALL).read_text(encoding="utf-8").splitlines()
    other.write_text("\n".join(lines[:150]), encoding="utf-8")
    assert report(model, tmp_path / "report.html", file=str(other)) == 2
    assert "is not the table that the model was made from" in capsys.readouterr().err
