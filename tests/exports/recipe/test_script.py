"""Scripts and notebooks that are run: the same segments, or a sentence."""

import json
import subprocess
import sys
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from source import ROOT

import segmentation as sg
from segmentation.analysis.segmentation import with_names
from segmentation.customers.grain import grain_of
from segmentation.customers.rfm import customers_from
from segmentation.exports.recipe.recipe import Preparation, recipe_of
from segmentation.exports.recipe.script import literal, recipe_notebook, recipe_script
from segmentation.tables.table import ColumnChoice, ReadOptions

HOSTILE = 'Big """ buyers\n" + str(1/0) # \\ {x} =1+1 \u202eevil'


def run(folder, script, *arguments):
    """Run a script where its model may be written."""
    (folder / "segments.py").write_bytes(script)
    return subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "segments.py", *map(str, arguments)],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def shop(tmp_path):
    """Write a file with odd names of columns, read it with a correction, and segment it."""
    spend = [(i * 7) % 11 + 60 * (i % 2) for i in range(40)]
    frame = pd.DataFrame({"id": range(40), 'spend "x"': spend})
    path = tmp_path / "shop.csv"
    path.write_bytes(frame.to_csv(index=False, sep=";").encode("cp1252"))
    options = ReadOptions(delimiter=";", encoding="cp1252")
    choices = (ColumnChoice(name="id", role="identifier"),)
    table = replace(sg.read_table(path, options=options), choices=choices)
    spec = sg.SegmentationSpec(features=('spend "x"',), n_clusters=2, random_state=3)
    result = sg.segment(table, spec)
    named = with_names(result, {0: HOSTILE})
    return path, named, Preparation(options=options, choices=choices)


def test_a_script_makes_the_same_segments_and_model(tmp_path, shop):
    """With a name in it that would break out of a text."""
    path, result, made = shop
    done = run(tmp_path, recipe_script(recipe_of(result, made)), path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "The same segments: 40 in 2."
    model = sg.load_model(tmp_path / "segments.json")
    assert [segment.name for segment in model.segments] == list(result.names)
    assert model.to_bytes() == replace(result.model, made=model.made).to_bytes()


def test_another_file_is_refused_with_a_sentence(tmp_path, shop):
    """One cell is enough."""
    path, result, made = shop
    path.write_text(path.read_text(encoding="cp1252").replace("0;", "0;9", 1), encoding="cp1252")
    done = run(tmp_path, recipe_script(recipe_of(result, made)), path)
    assert done.returncode == 1
    assert done.stderr.strip() == "This is another table than the segments were made from."


def test_customers_made_from_sales_are_made_again(tmp_path):
    """The notebook goes the same way; its cells are run in order."""
    sales = sg.load_sample("shop_transactions")
    columns = grain_of(sales).sales
    table = customers_from(sales, columns)
    spec = replace(sg.propose_spec(table), n_clusters=3)
    result = sg.segment(table, spec)
    made = Preparation(sample="shop_transactions", sales=columns)
    notebook = json.loads(recipe_notebook(recipe_of(result, made)))
    code = ["".join(c["source"]) for c in notebook["cells"] if c["cell_type"] == "code"]
    done = run(tmp_path, "\n\n".join(code).encode())
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("The same segments: ")
    assert notebook["nbformat"] == 4


@given(st.lists(st.text(), min_size=1, max_size=4, unique=True), st.text())
def test_every_setting_comes_back_from_its_python(features, encoding):
    """Whatever the names hold."""
    spec = sg.SegmentationSpec(features=tuple(features), weights={features[0]: 2.0})
    assert eval(literal(spec), {"sg": sg}) == spec  # noqa: S307 - our own code
    assert eval(literal(spec, indent=True), {"sg": sg}) == spec  # noqa: S307 - our own code
    options = ReadOptions(encoding=encoding)
    assert eval(literal(options), {"sg": sg}) == options  # noqa: S307 - our own code
