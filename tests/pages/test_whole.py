"""A table too large to be loaded: a sample opens, every page says so, and all rows are counted."""

import re
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from segmentation.cached.apart.background import BACKGROUND
from segmentation.engines.reading import deciding

APP = str(Path(__file__).parents[2] / "app.py")
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


@pytest.fixture(autouse=True)
def nothing_is_counted():
    """Forget what passes of other tests came to, which is kept for all who open the same file."""
    BACKGROUND._pieces.clear()


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
    assert title == "20,000 of 24,000 rows of big.parquet: 20,000 customers of the sample"
    for page in PAGES:
        opened.switch_page(f"pages/{page}.py").run()
        assert SAID in texts(opened)
    opened.switch_page("pages/segment.py").run()
    assert opened.title[0].value.startswith("20,000 customers of the sample in")


def press(app, key):
    """Press a button and let the pass that it begins end."""
    app.button(key=key).click().run()
    assert not app.exception, app.exception
    return app


def sizes(app):
    """Return the sizes on the cards."""
    cards = next(html.value for html in app.get("html") if "segment-cards" in html.proto.body)
    return re.findall(r'class="sizes">([^<]*)<', cards)


def test_all_rows_are_counted_once_for_every_number_of_segments(opened, big, texts):
    """In place of the sample's sizes, and said so; moving the slider needs no new pass."""
    opened.switch_page("pages/segment.py").run()
    assert all("of the sample" in size for size in sizes(opened))
    press(opened, "count_all_rows")
    wait_for(opened, lambda app: app.title[0].value.startswith("24,000 customers in"))
    assert "Sizes, shares and the title are of all 24,000 rows; the map, names" in texts(opened)
    for k in (2, 4):
        opened.slider(key="k").set_value(k).run()
        shown = sizes(opened)
        assert not any("of the sample" in size for size in shown)
        counted = [int(size.split(" ")[0].replace(",", "")) for size in shown]
        assert (len(counted), sum(counted)) == (k, N)
        table = next(
            t.value for t in opened.dataframe if "Share" in t.value and "spend, mean" in t.value
        )
        assert table["Customers"].tolist() == counted
    opened.slider(key="k").set_value(2).run()
    table = next(t.value for t in opened.dataframe if "spend, mean" in t.value)
    frame, second = big[1], np.arange(N) % 4 == 0
    assert table["Customers"].tolist() == [18_000, 6_000]
    assert table["spend, mean"].tolist() == pytest.approx(
        [frame["spend"][~second].mean(), frame["spend"][second].mean()]
    )
    opened.segmented_control(key="totals_of_all_rows").set_value("Sums").run()
    table = next(t.value for t in opened.dataframe if "spend, sum" in t.value)
    assert table["spend, sum"].sum() == pytest.approx(frame["spend"].sum())
    assert not any(b.key == "count_all_rows" for b in opened.button)


def test_labels_of_all_rows_are_written_to_the_operators_place(opened, big, tmp_path, texts):
    """Every row with its columns and its segment; without a place they are downloaded."""
    opened.switch_page("pages/segment.py").run()
    opened.slider(key="k").set_value(2).run()
    press(opened, "label_all_rows")
    wait_for(
        opened, lambda app: [b for b in app.get("download_button") if "24,000 rows" in b.label]
    )
    opened.secrets["files"] = {"folder": str(big[0]), "output": str(tmp_path / "results")}
    (tmp_path / "results").mkdir()
    opened.run()
    press(opened, "label_all_rows")
    wait_for(opened, lambda app: "Written to the operator's folder for results" in texts(app))
    (written,) = (tmp_path / "results").iterdir()
    found = pd.read_parquet(written)
    assert found["customer_id"].tolist() == list(range(N))
    assert (found["segment"] == (np.arange(N) % 4 == 0)).all()
    assert {*big[1].columns, "name", "distance", "confidence"} < set(found)


def test_a_link_opens_the_same_sample_again(opened, open_app, big):
    """With its settings, in another session; where the file is another now, it asks."""
    opened.switch_page("pages/segment.py").run()
    link = {key: opened.query_params[key] for key in ("table", "whole")} | {"k": "4"}
    assert link["whole"] in ("big.parquet", ["big.parquet"])
    app = AppTest.from_file(APP, default_timeout=240)
    app.secrets["files"] = {"folder": str(big[0])}
    for key, value in link.items():
        app.query_params[key] = value
    app.run()
    wait_for(app, lambda app: "20,000 customers of the sample in" in app.title[0].value)
    assert app.slider(key="k").value == 4
    other = open_app(table="0123456789ab", whole="../etc/passwd")
    assert "file of your own" in other.title[0].value


def test_a_file_that_changed_is_not_counted(open_app, big, tmp_path, monkeypatch, texts):
    """The sentence says what to do; the sample stays."""
    monkeypatch.setattr(deciding, "LARGE_ROWS", N)
    big[1].to_parquet(tmp_path / "big.parquet", index=False)
    app = open_app()
    app.secrets["files"] = {"folder": str(tmp_path)}
    app.switch_page("pages/data.py").run()
    app.text_input(key="server_pattern").set_value("big.parquet")
    next(b for b in app.button if b.form_id == "server_files" and b.label == "Open").click().run()
    wait_for(app, lambda app: "20,000 of 24,000 rows" in app.title[0].value.replace("\\", ""))
    big[1].head(N - 1).to_parquet(tmp_path / "big.parquet", index=False)
    app.switch_page("pages/segment.py").run()
    press(app, "count_all_rows")
    wait_for(app, lambda app: "big.parquet has changed since it was opened" in texts(app))
    assert app.title[0].value.startswith("20,000 customers of the sample in")
    assert app.button(key="count_all_rows")


def test_a_table_of_a_store_opens_by_its_address(open_app, big, texts):
    """Below what the operator has opened, and nowhere else; its settings are not told."""
    import boto3
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    client = boto3.client(
        "s3",
        endpoint_url=f"http://{host}:{port}",
        region_name="us-east-1",
        aws_access_key_id="key",
        aws_secret_access_key="secret",  # noqa: S106 - of a server that takes any
    )
    client.create_bucket(Bucket="shop")
    client.upload_file(str(big[0] / "big.parquet"), "shop", "open/big.parquet")
    settings = f"?region=us-east-1&scheme=http&endpoint_override={host}:{port}"
    app = open_app()
    app.secrets["files"] = {"stores": [f"s3://key:secret@shop/open{settings}"]}
    app.switch_page("pages/data.py").run()
    for address, said in (
        ("s3://shop/big.parquet", "is not below an address that the operator"),
        ("s3://shop/open/big.parquet", "20,000 customers of the sample"),
    ):
        app.text_input(key="server_pattern").set_value(address)
        opened = next(b for b in app.button if b.form_id == "server_files" and b.label == "Open")
        opened.click().run()
        wait_for(app, lambda app, said=said: said in texts(app))
    assert "big.parquet" in app.title[0].value.replace("\\", "")
    assert str(port) not in texts(app)
    app.switch_page("pages/segment.py").run()
    press(app, "count_all_rows")
    wait_for(app, lambda app: app.title[0].value.startswith("24,000 customers in"))
    client.close()
    server.stop()


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
