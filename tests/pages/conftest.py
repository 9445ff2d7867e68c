"""The app as a user runs it, without a browser."""

from functools import cache
from pathlib import Path

import pytest
from made_people import LISTS, looked_at_by
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

import segmentation as sg
from segmentation.tables.process import starting

APP = str(Path(__file__).parents[2] / "app.py")


@pytest.fixture(autouse=True, scope="session")
def packages_are_read_once():
    """Look once for components in the installed packages, not for every app: it takes longest."""
    with pytest.MonkeyPatch.context() as patch:
        found = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", found)
        yield


@pytest.fixture(autouse=True, scope="module")
def long_work_is_not_behind():
    """Let long work have its part of the machine: beside a browser it would wait for minutes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(starting, "PATIENCE", 0)
        yield


@pytest.fixture(scope="session")
def few_sales():
    """Write what a ninth of the customers of the built-in sales bought: segments like theirs."""
    sales = sg.load_sample("shop_transactions").frame
    return sales[sales["customer_id"] % 9 == 2].to_csv(index=False).encode()


@pytest.fixture(autouse=True)
def own_library(monkeypatch, tmp_path):
    """Give each test a library of saved segmentations of its own."""
    monkeypatch.setenv("SEGMENTATION_LIBRARY", f"sqlite:///{tmp_path / 'library.sqlite'}")


@pytest.fixture
def open_app():
    """Return a function that opens the app, at a page and with a link's parameters."""

    def open_at(page: str | None = None, **query: str | list[str]) -> AppTest:
        app = AppTest.from_file(APP, default_timeout=240)
        for key, value in query.items():
            app.query_params[key] = value
        app.run()
        if page is not None:
            app.switch_page(f"pages/{page}.py").run()
        assert not app.exception, app.exception
        return app

    return open_at


@pytest.fixture
def texts():
    """Return a function that joins everything an app says, to be searched."""

    def said(app: AppTest) -> str:
        parts = [*app.title, *app.markdown, *app.caption, *app.error, *app.warning, *app.info]
        return "\n".join(str(part.value).replace("\\", "") for part in parts)

    return said


@pytest.fixture
def upload():
    """Return a function that uploads a file on the Data page."""

    def upload_file(app: AppTest, data: bytes, name: str, run: int = 0) -> AppTest:
        app.file_uploader(key=f"upload_{run}").upload(name, data, "application/octet-stream").run()
        assert not app.exception, app.exception
        return app

    return upload_file


@pytest.fixture
def proxy(monkeypatch):
    """Tell the studio to believe a proxy; return a function that says who looks next."""
    for name, value in LISTS.items():
        monkeypatch.setenv(name, value)

    def looks(who):
        headers = property(lambda _: looked_at_by(who))
        monkeypatch.setattr(ContextProxy, "headers", headers)

    return looks
