"""The command line as scripts use it: in this process, in pipes, with its exit codes."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import segmentation as sg
from segmentation.analysis.scan import EVIDENCE
from segmentation.cli.program import main
from segmentation.clustering.algorithms import ALGORITHMS
from segmentation.clustering.spec import MISSING, SCALINGS

ROOT = Path(__file__).parents[2]
MALL = str(ROOT / "data" / "mall_customers.csv")
INCOME, SCORE = "Annual Income (k$)", "Spending Score (1-100)"
FIT = ["fit", MALL, "--features", INCOME, SCORE]


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """Fit a model by the command line, once for all who only read it."""
    path = tmp_path_factory.mktemp("saved") / "model.json"
    assert main([*FIT, "--k", "5", "--out", str(path)]) == 0
    return str(path)


def test_fit_writes_a_model_and_the_customers(tmp_path, capsys):
    """The known five segments; the verdict goes to the standard error."""
    model, labels = tmp_path / "m.json", tmp_path / "labels.csv"
    arguments = ["--k", "5", "--scaling", "none", "--out", str(model), "--labels-out", str(labels)]
    assert main([*FIT, *arguments]) == 0
    assert [segment.size for segment in sg.load_model(model).segments] == [81, 39, 35, 23, 22]
    assert sg.load_model(model).made is not None
    assert pd.read_csv(labels)["segment"].value_counts().tolist() == [81, 39, 35, 23, 22]
    said = capsys.readouterr()
    assert said.out == ""
    assert "200 customers in 5 segments, silhouette 0.554" in said.err


def test_fit_chooses_features_and_k_when_asked(tmp_path, capsys):
    """Without features and k the command chooses both and says how to choose others."""
    assert main(["fit", MALL, "--out", str(tmp_path / "m.json")]) == 0
    assert "choose others with --features" in capsys.readouterr().err
    assert sg.load_model(tmp_path / "m.json").n_clusters >= 2


def test_the_verdict_is_the_same_whatever_number_is_asked_for(tmp_path, capsys):
    """Twelve segments are judged over 2 to 10 like on every page, and the range is said."""
    model = tmp_path / "m.json"
    assert main([*FIT, "--k", "12", "--out", str(model)]) == 0
    assert "with 12 segments, at least one of them is split" in (said := capsys.readouterr().err)
    assert "(Weighed: 2 to 10 segments.)" in said
    spec = sg.SegmentationSpec(features=(INCOME, SCORE))
    assert sg.load_model(model).decision == sg.scan_k(sg.read_table(MALL), spec).decision


def test_scan_writes_scores_and_says_the_verdict(capsys):
    """Scores by k are CSV on the standard output, and the verdict is on the other."""
    assert main(["scan", MALL, "--features", INCOME, SCORE, "--k", "4-6"]) == 0
    said = capsys.readouterr()
    scores = pd.read_csv(io.StringIO(said.out))
    assert scores["k"].tolist() == [4, 5, 6]
    assert said.err.count("fewer customers lie between the 5 segments") == 1
    assert "(Weighed: 4 to 6 segments.)" in said.err


def test_score_gives_the_models_own_answer(saved, capsys):
    """The scored rows on the standard output have the segments that the model gives them."""
    capsys.readouterr()
    assert main(["score", saved, MALL]) == 0
    said = capsys.readouterr()
    found = pd.read_csv(io.StringIO(said.out))
    expected = sg.load_model(saved).score(sg.load_sample("mall_customers").frame)
    assert found["segment"].tolist() == expected["segment"].tolist()
    assert said.err.startswith("200 rows. ")


def test_score_counts_what_was_odd(saved, tmp_path, capsys):
    """Out of range, and without a segment."""
    rows = f"{INCOME},{SCORE}\n50,50\n999,50\n,1\n"
    (tmp_path / "odd.csv").write_text(rows)
    assert main(["score", saved, str(tmp_path / "odd.csv"), "--out", str(tmp_path / "o.csv")]) == 0
    said = capsys.readouterr().err
    assert "33.3% have a value outside" in said
    assert f"1 row without a segment: no value for {INCOME}." in said
    assert len(pd.read_csv(tmp_path / "o.csv")) == 3


def test_a_column_of_another_name(saved, tmp_path, capsys):
    """A column that is missing is named, and the option that maps another one helps."""
    renamed = pd.read_csv(MALL).rename(columns={INCOME: "income"})
    renamed.to_csv(tmp_path / "r.csv", index=False)
    assert main(["score", saved, str(tmp_path / "r.csv")]) == 2
    assert "no column “Annual Income (k$)”" in capsys.readouterr().err
    arguments = ["score", saved, str(tmp_path / "r.csv"), "--column", f"{INCOME}=income", "--quiet"]
    assert main(arguments) == 0
    assert capsys.readouterr().err == ""


def test_sql_of_a_saved_model(saved, capsys, tmp_path):
    """On the standard output, and in a file."""
    capsys.readouterr()
    assert main(["sql", saved, "--table", "customers", "--dialect", "sqlite"]) == 0
    statement = capsys.readouterr().out
    assert statement == sg.load_model(saved).to_sql("customers", dialect="sqlite") + "\n"
    assert main(["sql", saved, "--table", "c", "--out", str(tmp_path / "q.sql")]) == 0
    assert (tmp_path / "q.sql").read_text().startswith("-- Separate groups. ")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["fit", "nowhere.csv"], "nowhere.csv was not read: No such file"),
        ([*FIT, "--k", "many"], "The number of segments is “many”"),
        ([*FIT, "--k", "99"], "Choose a whole number from 1 to 15"),
        (["fit", MALL, "--features", "Height"], "There is no column “Height”"),
        ([*FIT, "--k", "3", "--out", "nowhere/m.json"], "nowhere/m.json was not written"),
        (["scan", MALL, "--k", "9-2"], "“9-2” is not a range"),
        (["scan", MALL, "--k", "x-2"], "is “x”"),
        (["score", MALL, MALL], "mall_customers.csv is not a model"),
        (["score", "nowhere.json", MALL], "nowhere.json was not read"),
        (["score", "-", "-"], "cannot both come by the standard input"),
        (["sql", "nowhere.json", "--table", "t"], "nowhere.json was not read"),
    ],
)
def test_bad_input_is_one_line_and_the_code_two(arguments, sentence, capsys, monkeypatch, tmp_path):
    """Bad input ends with one line and code 2, without output or traceback."""
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    said = capsys.readouterr()
    last = said.err.strip().splitlines()[-1]
    assert last.startswith("segmentation: ")
    assert sentence in last
    assert said.out == ""


@pytest.mark.parametrize("arguments", [["--column", "Age"], ["--column", "Age=x"]])
def test_a_column_that_renames_nothing_is_said(saved, arguments, capsys):
    """Without a sign, and one the model does not need."""
    assert main(["score", saved, MALL, *arguments]) == 2
    assert "segmentation: " in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["report"], ["fit", MALL, "--algorithm", "magic"]])
def test_a_command_that_is_none_is_said(arguments, capsys):
    """With how to use it."""
    with pytest.raises(SystemExit, match="2"):
        main(arguments)
    assert "usage" in capsys.readouterr().err


@pytest.mark.parametrize("command", [[], ["fit"], ["scan"], ["score"], ["sql"], ["rfm"]])
def test_every_command_has_help(command, capsys):
    """And says what it writes."""
    with pytest.raises(SystemExit, match="0"):
        main([*command, "--help"])
    assert "usage" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("command", "choices"),
    [
        *(("fit", choices) for choices in (ALGORITHMS, SCALINGS, MISSING)),
        *(("scan", choices) for choices in (ALGORITHMS, SCALINGS, MISSING, EVIDENCE)),
    ],
)
def test_the_choices_are_those_of_the_library(command, choices, capsys):
    """It names them itself, so that its help need not load what they do."""
    with pytest.raises(SystemExit, match="0"):
        main([command, "--help"])
    assert "{" + ",".join(choices) + "}" in capsys.readouterr().out


def test_help_loads_nothing_heavy():
    """It is there at once."""
    code = "import sys, segmentation.cli.program as c; c._parser(); print('numpy' in sys.modules)"
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"


def run(arguments, data=b"", **settings):
    """Run the command line in a process of its own."""
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "segmentation", *arguments],
        input=data,
        capture_output=True,
        cwd=ROOT,
        check=False,
        **settings,
    )


def test_it_works_in_pipes(saved):
    """A model out of one and into the next, customers on the standard input."""
    made = run(["fit", "-", "--features", INCOME, SCORE, "--k", "5"], Path(MALL).read_bytes())
    assert made.returncode == 0, made.stderr
    scored = run(["score", "-", MALL, "--quiet"], made.stdout)
    assert (scored.returncode, scored.stderr) == (0, b"")
    assert len(scored.stdout.splitlines()) == 201
    again = run(["score", saved, "-", "--quiet"], Path(MALL).read_bytes())
    assert again.stdout == scored.stdout


def test_a_reader_that_has_seen_enough_is_no_error(saved):
    """As with ``| head -1``."""
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "segmentation", "score", saved, MALL, "--quiet"],
        stdout=write,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        check=False,
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


def test_bytes_that_are_no_text_are_one_sentence(saved, capsys):
    """A shell hands them over as halves of characters."""
    assert main(["sql", saved, "--table", "customers\udc80"]) == 2
    said = capsys.readouterr().err
    assert "no text in UTF-8" in said
    assert "Traceback" not in said


@pytest.mark.parametrize("command", [["scan"], ["library", "check"]])
def test_a_file_name_that_the_system_refuses(command, capsys):
    """One line, in which it is cut."""
    assert main([*command, "a" * 3_000]) == 2
    told = capsys.readouterr().err
    assert told.endswith("” cannot be used: File name too long. Name another file.\n")
    assert len(told) < 200
