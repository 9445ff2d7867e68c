"""A table too large to be loaded: a sample opens, every page says so, and all rows are counted."""

import time

import numpy as np
import pandas as pd
import pytest

from segmentation.engines.reading import deciding

N = 24_000
PAGES = ("data", "segment", "score")
OTHER_PAGES = ("explore", "how_many", "profiles", "compare", "plan", "report")
SAID = "are of a sample: 20,000 of the 24,000 rows of big.parquet"
SOON = 60


@pytest.fixture(scope="module")
def big(tmp_path_factory):
    """Write customers in two groups, of which the second is a quarter."""
    root = tmp_path_factory.mktemp("operator")
    random, second = np.random.default_rng(0), np.arange(N) % 4 == 0
    frame = pd.DataFrame(
        {
            "customer_id": np.arange(N),
            "age": (random.normal(30, 4, N) + 30 * second).round(1),
            "spend": (random.normal(50, 5, N) + 100 * second).round(2),
            "city": np.where(random.random(N) < 0.5, "Oslo", "Bergen"),
        }
    )
    frame.to_parquet(root / "big.parquet", index=False)
    return root, frame


def wait_for(app, label):
    """Run the app until something it says is there."""
    end = time.monotonic() + SOON
    while not label(app):
        assert time.monotonic() < end
        time.sleep(0.2)
        app.run()
        assert not app.exception, app.exception
    return app


@pytest.fixture
def opened(open_app, big, monkeypatch):
    """Open the large file of the operator's folder."""
    monkeypatch.setattr(deciding, "LARGE_ROWS", N)
    app = open_app()
    app.secrets["files"] = {"folder": str(big[0])}
    app.switch_page("pages/data.py").run()
    app.text_input(key="server_pattern").set_value("big.parquet")
    next(b for b in app.button if b.form_id == "server_files" and b.label == "Open").click().run()
    return wait_for(app, lambda app: "20,000 of 24,000 rows" in app.title[0].value)


def test_a_sample_opens_and_every_page_says_so(opened, texts):
    """Of how many rows of which file; titles count customers of the sample, not customers."""
    title = opened.title[0].value.replace("\\", "")
    assert title == "big.parquet (20,000 of 24,000 rows): 20,000 customers of the sample"
    for page in PAGES:
        opened.switch_page(f"pages/{page}.py").run()
        assert SAID in texts(opened)
    opened.switch_page("pages/segment.py").run()
    assert opened.title[0].value.startswith("20,000 customers of the sample in")


@pytest.mark.slow
@pytest.mark.parametrize("page", OTHER_PAGES)
def test_the_other_pages_say_so(opened, page, texts):
    """They take longer."""
    opened.switch_page(f"pages/{page}.py").run()
    assert not opened.exception, opened.exception
    assert SAID in texts(opened)


def test_what_cannot_be_opened_is_one_sentence(open_app, tmp_path, texts):
    """A damaged part of a folder; the table that was open stays open."""
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "a.parquet").write_bytes(b"PAR1 and no more")
    app = open_app()
    app.secrets["files"] = {"folder": str(tmp_path)}
    app.switch_page("pages/data.py").run()
    app.text_input(key="server_pattern").set_value("parts")
    next(b for b in app.button if b.form_id == "server_files" and b.label == "Open").click().run()
    wait_for(app, lambda app: "a.parquet cannot be read as Parquet" in texts(app))
    assert app.title[0].value.startswith("Mall Customers")


def test_rows_of_one_customer_in_a_sample_are_not_put_together(
    open_app, tmp_path, monkeypatch, texts
):
    """Those that were not drawn would be missing; the sentence says what to do first."""
    random = np.random.default_rng(0)
    pd.DataFrame(
        {
            "customer_id": np.arange(N) // 4,
            "age": random.normal(40, 9, N),
            "spend": random.random(N),
        }
    ).to_parquet(tmp_path / "lines.parquet", index=False)
    monkeypatch.setattr(deciding, "LARGE_ROWS", N)
    app = open_app()
    app.secrets["files"] = {"folder": str(tmp_path)}
    app.switch_page("pages/data.py").run()
    app.text_input(key="server_pattern").set_value("lines.parquet")
    next(b for b in app.button if b.form_id == "server_files" and b.label == "Open").click().run()
    wait_for(app, lambda app: "20,000 of 24,000 rows" in app.title[0].value)
    app.switch_page("pages/segment.py").run()
    assert "python -m segmentation rfm" in texts(app)
    assert not any(b.key.startswith("together_") for b in app.button if b.key)
    app.button(key="each_row").click().run()
    assert app.title[0].value.startswith("20,000 customers of the sample in")
