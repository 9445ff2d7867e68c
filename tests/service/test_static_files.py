"""Static files leave compressed, once, and nothing else is touched."""

import gzip

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from segmentation.service import static_files
from segmentation.service.static_files import CompressedFiles

SCRIPT = "const answer = 42;\n" * 500


@pytest.fixture
def client(tmp_path):
    """Serve a folder beside an app that says when it was asked."""
    folder = tmp_path / "static"
    (folder / "js").mkdir(parents=True)
    (folder / "js" / "a.js").write_text(SCRIPT)
    (folder / "logo.png").write_bytes(b"\x89PNG")
    (tmp_path / "secret.js").write_text("not for you")
    app = Starlette(
        middleware=[Middleware(CompressedFiles, folders={"/static/": folder})],
        exception_handlers={404: lambda *_: PlainTextResponse("the app", 404)},
    )
    return TestClient(app)


@pytest.mark.parametrize("address", ["/static/js/a.js", "/below/any/path/static/js/a.js"])
def test_a_script_is_compressed_and_kept_by_the_browser(client, address):
    """It comes out as it was; its headers let nobody ask again for a year."""
    answer = client.get(address)
    assert answer.text == SCRIPT
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) < len(SCRIPT) / 20
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["vary"] == "accept-encoding"
    assert answer.headers["content-type"].startswith(("text/javascript", "application/javascript"))


def test_it_is_compressed_once_and_again_after_a_change(client, tmp_path, monkeypatch):
    """A changed file is not answered with what it held."""
    packed = []
    pack = gzip.compress
    monkeypatch.setattr(
        static_files.gzip, "compress", lambda *a, **k: packed.append(1) or pack(*a, **k)
    )
    for _ in range(3):
        client.get("/static/js/a.js")
    assert len(packed) == 1
    (tmp_path / "static/js/a.js").write_text("changed")
    assert client.get("/static/js/a.js").text == "changed"


def test_the_head_alone_has_the_same_length(client):
    """HEAD says what GET would send, without it."""
    head = client.head("/static/js/a.js")
    assert head.headers["content-length"] == client.get("/static/js/a.js").headers["content-length"]
    assert not head.content


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("/static/js/a.js", {"accept-encoding": "identity"}),
        ("/static/js/a.js", {"range": "bytes=0-9"}),
        ("/static/logo.png", {}),
        ("/static/js/none.js", {}),
        ("/static/js", {}),
        ("/static/..%2Fsecret.js", {}),
        ("/static//etc/passwd.txt", {}),
        ("/elsewhere/a.js", {}),
    ],
)
def test_all_else_goes_on_to_the_app(client, address, headers):
    """Other kinds, parts, files that are not there or not below the folder."""
    assert client.get(address, headers=headers).text == "the app"


def test_posting_goes_on_to_the_app(client):
    """Only reading is answered."""
    assert client.post("/static/js/a.js").text == "the app"
