"""What one session's file is called never reaches another that opened the same cells.

Both walk through every page. All that the second one shows and downloads is searched for the first
one's names, and so is every value that the caches hold for both.
"""

import dataclasses
import importlib
from pathlib import Path, PurePath

import numpy as np
import pandas as pd
import pytest
import streamlit as st

from segmentation.segments.custom_segments import Outline

CACHED = sorted((Path(__file__).parents[2] / "segmentation/cached").glob("[a-z]*.py"))
ANNA, BERT = "annaviplist", "bert"
RANDOM = np.random.default_rng(3)
N_CUSTOMERS = 132
"""Enough of a segment to hold some of them out."""

BLOBS = np.repeat(RANDOM.permutation(3), N_CUSTOMERS // 3)
CUSTOMERS = pd.DataFrame(
    {
        "client": [f"C{n:03d}" for n in range(N_CUSTOMERS)],
        "visits": BLOBS * 40 + RANDOM.integers(0, 9, N_CUSTOMERS),
        "spend": BLOBS[::-1] * 300 + RANDOM.integers(0, 40, N_CUSTOMERS),
        "region": np.array(["north", "south"])[RANDOM.integers(0, 2, N_CUSTOMERS)],
    }
)
SALES = pd.DataFrame(
    {
        "client": [f"K{n % 13}" for n in range(120)],
        "day": [f"2024-{1 + n % 9:02d}-{1 + n % 27:02d}" for n in range(120)],
        "ticket": [f"t{n // 2}" for n in range(120)],
        "amount": [n % 17 + 0.5 for n in range(120)],
    }
)
EVENTS = pd.DataFrame(
    {
        "visitor_id": [f"v{n % 13}" for n in range(120)],
        "event": ["page_view", "add_to_cart", "purchase"] * 40,
    }
)
FIGURES = {"all_cost": 1.0, "all_response": 4.0, "all_margin_share": 30.0, "hold_out": 50.0}
EVERYBODY = Outline(
    axes=("visits", "spend"), corners=((-1e9, -1e9), (1e9, -1e9), (1e9, 1e9), (-1e9, 1e9))
)
NAMED_IN_THE_KEY = {"read", "saved", "library", "_opened_or_refused", "drawing"}
"""Wrappers whose key holds the name: of an upload, of a library, of the files a chart names."""


class Visitor:
    """A session that does everything with files of one name, and notes all that it is told.

    That is every element of every run as text, and the contents of every download.
    """

    def __init__(self, app, name):
        self.app, self.name, self.said = app, name, []

    def note(self, app):
        """Take down what a run shows."""
        assert not app.exception, app.exception
        self.said.append(str(app._tree))

    def visit(self, page):
        """Go to a page."""
        self.note(self.app.switch_page(f"pages/{page}.py").run())

    def give(self, uploader, *frames):
        """Upload tables, or one file, under this visitor's name."""
        files = [
            (f"{self.name}_{n}.csv", frame.to_csv(index=False).encode(), "text/csv")
            for n, frame in enumerate(frames)
        ]
        self.app.file_uploader(key=uploader).set_value(files if len(files) > 1 else files[0])
        self.note(self.app.run())

    def find_segments(self):
        """Open customers, mark some, save, weigh the evidence, and give a segment a name."""
        app = self.app
        self.give("upload_0", CUSTOMERS)
        self.visit("explore")
        app.session_state["outline"] = (EVERYBODY, None)
        self.visit("segment")
        self.note(app.text_area(key="formulas").set_value("each = spend / visits").run())
        app.text_input(key="save_name").set_value("Spring")
        self.note(app.button(key="save_new").click().run())
        self.visit("how_many")
        self.note(app.toggle(key="other_ways").set_value(True).run())
        self.note(app.radio(key="algorithm").set_value("ward").run())
        self.note(app.radio(key="algorithm").set_value("kmeans").run())
        self.visit("profiles")
        for view in ("How sure", "Rules", "One customer"):
            self.note(app.segmented_control(key="closer").set_value(view).run())
        self.note(app.text_input(key="customer").set_value("C003").run())
        rename = next(field for field in app.text_input if str(field.key).startswith("name_0_"))
        self.note(rename.set_value("Core").run())

    def put_to_work(self):
        """Plan, learn, score a file, open the model again, compare with later files."""
        app = self.app
        self.visit("plan")
        for key, figure in FIGURES.items():
            app.number_input(key=key).set_value(figure)
        self.note(app.run())
        self.note(app.checkbox(key="figures_are_mine").check().run())
        self.give("results_file", CUSTOMERS[["client"]].head(30).assign(bought="yes"))
        self.visit("learn")
        self.visit("score")
        self.note(app.selectbox(key="score_model").set_value("now").run())
        self.give("score_upload", CUSTOMERS)
        self.note(app.selectbox(key="score_model").set_value("file").run())
        file = f"{self.name}.json", self.download("segments.json").encode(), "application/json"
        app.file_uploader(key="model_upload").upload(*file)
        self.note(app.run())
        self.visit("compare")
        self.note(app.segmented_control(key="compare").set_value("dates").run())
        later = [CUSTOMERS.assign(spend=np.roll(CUSTOMERS["spend"], n)) for n in (1, 2)]
        self.give("later_upload", *later)

    def make_customers(self):
        """Open a list of sales and make customers of it."""
        self.visit("data")
        self.give("upload_0", SALES)
        make = next(b for b in self.app.button if b.label == "Make one row per customer")
        self.note(make.click().run())
        self.visit("segment")
        self.note(self.app.text_area(key="rules").set_value("Big: monetary_value >= 50").run())
        for way in ("rules", "rfm", "kmeans"):
            self.note(self.app.radio(key="algorithm").set_value(way).run())
        next(b for b in self.app.button if b.label == "Try other columns").click()
        self.note(self.app.run())
        self.visit("plan")
        self.visit("data")
        self.give("upload_0", EVENTS)
        self.visit("segment")

    def download(self, file):
        """Return what was last offered under this file name."""
        return [text for text in self.said if text.startswith(f"{file}: ")][-1].partition(": ")[2]


@pytest.fixture
def walk(open_app, monkeypatch, tmp_path):
    """Return a function that lets a new session do everything."""
    offer, visitors = st.download_button, []

    def offered(label, data, **settings):
        given = data() if callable(data) else data
        text = given if isinstance(given, str) else given.decode("utf-8", "replace")
        if visitors:
            visitors[-1].said.append(f"{settings['file_name']}: {text}")
        return offer(label, given, **settings)

    def go(name):
        monkeypatch.setenv("SEGMENTATION_LIBRARY", f"sqlite:///{tmp_path / (name + '.sqlite')}")
        visitors.append(Visitor(open_app("data", ks=["2", "3"]), name))
        visitors[-1].find_segments()
        visitors[-1].put_to_work()
        visitors[-1].make_customers()
        return visitors[-1]

    monkeypatch.setattr(st, "download_button", offered)
    return go


def _texts(value, seen):
    """Yield every text inside a value, whatever holds it."""
    if id(value) in seen:
        return
    seen[id(value)] = value
    if isinstance(value, str | bytes | PurePath):
        yield str(value)
    elif isinstance(value, pd.DataFrame | pd.Series):
        yield f"{value.to_csv()} {value.attrs}"
    elif isinstance(value, np.ndarray):
        yield str(value.tolist()) if value.dtype.kind in "OUS" else ""
    else:
        for part in _parts(value):
            yield from _texts(part, seen)


def _parts(value):
    if isinstance(value, dict):
        return [*value, *value.values()]
    if isinstance(value, list | tuple | set | frozenset):
        return value
    if dataclasses.is_dataclass(value):  # with slots, it has no __dict__
        return [getattr(value, field.name) for field in dataclasses.fields(value)]
    return vars(value).values() if hasattr(value, "__dict__") else ()


def _kept():
    """Return what every cached function of the package holds, by its name."""
    modules = [importlib.import_module(f"segmentation.cached.{path.stem}") for path in CACHED]
    functions = [value for module in modules for value in vars(module).values()]
    return {each._info.func.__name__: _values(each) for each in functions if hasattr(each, "_info")}


def _values(function):
    cache = function._info.get_function_cache(function._function_key)
    return list(cache._mem_cache.values())


def test_names_of_files_stay_in_their_session(walk):
    """Anna's names are on her own screen, on nobody else's, and in no value that both share."""
    st.cache_resource.clear()
    assert ANNA in "".join(walk(ANNA).said)
    kept = _kept()
    assert not [name for name, values in kept.items() if not values], "never called by the walk"
    holding = {name for name in kept if any(ANNA in text for text in _texts(kept[name], {}))}
    assert holding <= NAMED_IN_THE_KEY
    bert = walk(BERT)
    shown = "\n".join(bert.said)
    assert f"{BERT}_0.csv" in shown
    assert f'"name": "{BERT}_0.csv"' in bert.download("segments.json")
    at = shown.find(ANNA)
    assert at < 0, shown[at - 200 : at + 100]
