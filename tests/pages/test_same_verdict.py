"""Ten tables, one verdict each: every page, the model's file, SQL and the command line agree."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd
import pytest

import segmentation as sg
from pages.shared import chart
from segmentation.cli.program import main
from segmentation.clustering.evidence.decision import GROUPS, NONE, SLICES

SAID = re.compile(
    r"^:\w+-badge\[(Separate groups|Useful slices|No structure|Not tested)\] (.+)$", re.MULTILINE
)
PAGES = ("segment", "how_many", "profiles", "plan", "compare", "score")
SEPARATION = re.compile(
    r"far apart|set apart|lies? between|(?<!not )separate groups|stands? out|well separated|"
    r"hardly any|fewer customers|natural groups|found again",
    re.IGNORECASE,
)
"""Words of a separation; with slices or none no page may have them but to deny one."""

DENIED = ("not natural groups", "not clearly set apart")


def _accounts() -> pd.DataFrame:
    """Take every sixth row of a built-in table, for time's sake."""
    return sg.load_sample("b2b_accounts").frame.iloc[::6]


def _buyers() -> pd.DataFrame:
    """Make customers of the built-in sales, and take a hundred."""
    made = sg.rfm(
        sg.load_sample("shop_transactions"),
        customer="customer_id",
        date="order_date",
        quantity="quantity",
        price="unit_price",
    ).frame
    return made.iloc[:: len(made) // 100, :4]


def _groups(centers: list, spread: float, each: int = 30) -> dict:
    chance = np.random.default_rng(5)
    points = np.repeat(np.array(centers, float), each, axis=0)
    points += spread * chance.normal(size=points.shape)
    return dict(zip(("spend", "visits"), points.T.round(2), strict=True))


def _cloud() -> dict:
    """Spread customers evenly."""
    return dict(zip(("spend", "visits"), np.random.default_rng(1).random((2, 90)), strict=True))


def _core_in_halo() -> dict:
    """Put most customers in the middle of a wide cloud."""
    chance = np.random.default_rng(2)
    points = np.r_[0.2 * chance.normal(size=(90, 2)), 2 * chance.normal(size=(40, 2))]
    return dict(zip(("spend", "visits"), points.T.round(3), strict=True))


def _one_time_buyers() -> dict:
    """Have three in four buy once, as in many shops."""
    chance = np.random.default_rng(3)
    orders = np.where(chance.random(120) < 0.75, 1, chance.poisson(3, 120) + 2)
    return {
        "recency_days": chance.integers(1, 365, 120),
        "frequency": orders,
        "monetary_value": (orders * chance.lognormal(3, 0.5, 120)).round(2),
    }


def _counts() -> dict:
    """Count visits without any groups."""
    return {"visits": np.random.default_rng(4).poisson(4, 120)}


def _one_value() -> dict:
    """Leave nothing to divide by in one of two columns, and ties in the other."""
    return {"visits": [1, 1, 2, 2, 3, 3, 9, 9, 9, 9] * 3, "spend": [7.5] * 30}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A table, and the verdicts it may get."""

    columns: Callable[[], dict | pd.DataFrame] | None = None
    sample: str = ""
    verdicts: tuple[str, ...]
    ks: tuple[int, int] = (2, 4)
    """The numbers weighed: few, so that ten tables on six pages take a minute."""


CASES = {
    "mall": Case(sample="mall_customers", verdicts=(GROUPS,), ks=(2, 5)),
    "accounts": Case(columns=_accounts, verdicts=(SLICES, NONE)),
    "sales' customers": Case(columns=_buyers, verdicts=(SLICES, NONE)),
    "even cloud": Case(columns=_cloud, verdicts=(NONE,)),
    "core in halo": Case(columns=_core_in_halo, verdicts=(SLICES, NONE)),
    "one-time buyers": Case(columns=_one_time_buyers, verdicts=(GROUPS, SLICES, NONE)),
    "three far groups": Case(
        columns=lambda: _groups([(0, 0), (9, 0), (0, 9)], 0.8), verdicts=(GROUPS,)
    ),
    "overlapping groups": Case(
        columns=lambda: _groups([(0, 0), (2.4, 0)], 1, each=60), verdicts=(SLICES, NONE)
    ),
    "counts": Case(columns=_counts, verdicts=(SLICES, NONE)),
    "ties": Case(columns=_one_value, verdicts=(GROUPS, SLICES, NONE)),
}


@cache
def made(name: str) -> bytes:
    """Write a case as a file."""
    case = CASES[name]
    frame = sg.load_sample(case.sample).frame if case.sample else pd.DataFrame(case.columns())
    return frame.to_csv(index=False).encode()


@pytest.fixture
def heard(monkeypatch):
    """Catch what charts and downloads say."""
    import streamlit

    charts, files, button = [], {}, streamlit.download_button

    def drawn(drawing, **_):
        charts.extend([drawing.title, drawing.caption, drawing.alt])

    def caught(label, data=None, **settings):
        files[label] = data
        return button(label, data="" if callable(data) else data, **settings)

    monkeypatch.setattr(chart, "show_drawn", drawn)
    monkeypatch.setattr(streamlit, "download_button", caught)
    return charts, files


@pytest.fixture
def open_case(open_app, upload):
    """Return a function that opens the app on a case, weighing a range."""

    def opened(name, ks):
        case = CASES[name]
        if case.sample:
            return open_app(table=case.sample, weighed=ks)
        app = upload(open_app("data"), made(name), "shop.csv")
        app.session_state["ks"] = case.ks
        return app

    return opened


@pytest.mark.parametrize("name", CASES)
def test_one_verdict_everywhere(name, heard, open_case, texts, tmp_path, capsys):
    """The same title and the same sentence; a separation is worded only where there is one."""
    charts, files = heard
    case = CASES[name]
    ks = "{}-{}".format(*case.ks)
    app = open_case(name, ks)
    spoken = {}
    for page in PAGES:
        charts.clear()
        app.switch_page(f"pages/{page}.py").run()
        assert not app.exception, app.exception
        spoken[page] = "\n".join([texts(app), *map(str, charts)])
        if page == "segment":
            features = list(app.multiselect(key="features").value)
    verdicts = {page: SAID.findall(text) for page, text in spoken.items()}
    assert len(verdicts["segment"]) == 1, verdicts
    assert all(said == verdicts["segment"] for said in verdicts.values()), verdicts

    ((title, sentence),) = verdicts["segment"]
    model = sg.load_model(files["Download the model"]())
    assert model.decision.verdict in case.verdicts
    assert (model.decision.title, model.decision.about(model.n_clusters)) == (title, sentence)
    assert f"{title}. {sentence}" in " ".join(files["Download the statement"]().split("\n-- "))

    path = tmp_path / "shop.csv"
    path.write_bytes(made(name))
    made_first = [f"{new}={formula}" for new, formula in model.spec.formulas]
    given = [part for formula in made_first for part in ("--formula", formula)]
    if model.spec.transforms or model.spec.weights:  # those come with the proposal alone
        asked = ["scan", str(path), "--k", ks]
    else:
        asked = ["scan", str(path), "--features", *features, "--k", ks, *given]
    assert main(asked) == 0
    worded = model.decision.about(model.decision.suggested_k or model.n_clusters)
    assert f"{title}. {worded}" in capsys.readouterr().err

    if model.decision.verdict != GROUPS:
        for page, text in spoken.items():
            claims = re.sub("|".join(DENIED), "", text)
            assert not SEPARATION.search(claims), (page, SEPARATION.search(claims))
