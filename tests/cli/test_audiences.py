"""``audience``: customers of a model's segments for a platform, by the command line."""

import io

import numpy as np
import pandas as pd
import pytest

from segmentation.cli.program import main
from segmentation.exports.audience.normalising import sha256

N = 60


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    """Write customers with addresses, and fit a model to them."""
    folder = tmp_path_factory.mktemp("shop")
    at = np.arange(N)
    frame = pd.DataFrame({"id": at + 900, "email": [f"P{i}@Mail.example" for i in at]})
    frame["spend"] = at * 7 % 11 + 60 * (at % 2)
    frame["visits"] = 1 + at % 2 * 9 + at % 3
    table, model = folder / "shop.csv", folder / "model.json"
    frame.to_csv(table, index=False)
    columns = ["--features", "spend", "visits", "--k", "2"]
    assert main(["fit", str(table), *columns, "--out", str(model)]) == 0
    return str(table), str(model)


def made(shop, out, *more):
    """Run the command."""
    table, model = shop
    return main(["audience", table, "--model", model, "--out", str(out), *more])


def test_the_control_group_is_in_a_file_of_its_own_or_in_a_column(shop, tmp_path, capsys):
    """Together they are everybody, in both ways the same; three of thirty of each segment."""
    parts = []
    for control in ("no", "only"):
        out = tmp_path / f"{control}.csv"
        assert made(shop, out, "--layout", "linkedin", "--control", control) == 0
        parts.append(set(pd.read_csv(out)["email"]))
    assert [len(part) for part in parts] == [54, 6]
    assert parts[0] | parts[1] == {sha256(f"p{i}@mail.example") for i in range(N)}
    said = capsys.readouterr().err
    assert "From the table leave “email” as email, hashed." in said
    assert "54 customers are in the file" in said
    assert "Not verified: the header “email”" in said
    out = tmp_path / "column.csv"
    assert made(shop, out, "--layout", "klaviyo", "--control", "column") == 0
    rows = pd.read_csv(out)
    assert list(rows.columns) == ["Email", "group"]
    held = rows.loc[rows["group"] != "to contact", "Email"]
    assert {sha256(address.lower()) for address in held} == parts[1]
    assert "readable" in capsys.readouterr().err


def test_a_segment_is_chosen_by_its_name(shop, tmp_path, capsys):
    """All of it and nobody else; a name that is none is told with those there are."""
    assert made(shop, "x.csv", "--layout", "meta", "--segment", "nobody") == 2
    told = capsys.readouterr().err
    assert "There is no segment “nobody”" in told
    name = told.split("Choose among: “")[1].split("”")[0]
    out = tmp_path / "one.csv"
    more = ["--segment", name, "--hold-out", "20", "--seed", "3"]
    assert made(shop, out, "--layout", "mailchimp", *more) == 0
    assert len(pd.read_csv(out)) == 24


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--layout", "minitel"], "Choose among: google, meta, linkedin"),
        (["--layout", "google", "--control", "column"], "has no column for the control group"),
        (["--layout", "google", "--hold-out", "100"], "The control group is 100%"),
    ],
)
def test_what_cannot_be_is_one_line(shop, tmp_path, capsys, more, said):
    """And nothing is written."""
    assert made(shop, tmp_path / "x.csv", *more) == 2
    assert said in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_table_without_addresses_has_no_file(tmp_path, capsys):
    """The sentence says so."""
    at = np.arange(30)
    frame = pd.DataFrame({"spend": at % 2 * 50.0 + at % 5, "visits": at % 2 * 9 + at % 3})
    table, model = tmp_path / "t.csv", tmp_path / "m.json"
    frame.to_csv(table, index=False)
    assert main(["fit", str(table), "--features", "spend", "--k", "2", "--out", str(model)]) == 0
    assert made((str(table), str(model)), tmp_path / "x.csv", "--layout", "hubspot") == 2
    assert "has no column of addresses that HubSpot takes" in capsys.readouterr().err


def test_the_file_goes_into_a_pipe(shop, capsysbinary):
    """In UTF-8, without a mark before the first header."""
    assert made(shop, "-", "--layout", "hubspot") == 0
    rows = pd.read_csv(io.BytesIO(capsysbinary.readouterr().out))
    assert list(rows.columns) == ["Email"]
