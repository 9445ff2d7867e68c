"""Static files leave compressed, once, and nothing else is touched."""

import gzip
import hashlib
import re
from pathlib import Path

import pytest
from source import ROOT
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from streamlit.file_util import get_static_dir

from segmentation.service.front import static_files
from segmentation.service.front.static_files import CompressedFiles, stand_ins

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
    answer = client.get(address, headers={"accept-encoding": "gzip, deflate"})
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
        client.get("/static/js/a.js", headers={"accept-encoding": "gzip"})
    assert len(packed) == 1
    (tmp_path / "static/js/a.js").write_text("changed")
    assert client.get("/static/js/a.js").text == "changed"


def test_a_browser_that_takes_brotli_gets_less(client):
    """The same text, by the encoding that it asked for first of all."""
    answer = client.get("/static/js/a.js", headers={"accept-encoding": "gzip, deflate, br"})
    assert answer.headers["content-encoding"] == "br"
    assert int(answer.headers["content-length"]) < len(SCRIPT) / 50
    assert answer.text == SCRIPT


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


def test_a_file_that_another_stands_for(tmp_path):
    """It is sent as long as the file is the one that it was made from."""
    whole = tmp_path / "static" / "media" / "whole.woff2"
    whole.parent.mkdir(parents=True)
    whole.write_bytes(b"all icons")
    ours = tmp_path / "fonts"
    ours.mkdir()
    (ours / "few.woff2").write_bytes(b"few")
    digest = hashlib.sha256(b"all icons").hexdigest()
    (ours / "STANDS_FOR").write_text(f"{digest} media/whole.woff2 few.woff2\n{digest} gone x\n")
    found = stand_ins(tmp_path / "static", ours)
    assert found == {whole: ours / "few.woff2"}
    app = CompressedFiles(Starlette(), {"/static/": tmp_path / "static"}, found)
    answer = TestClient(app).get("/static/media/whole.woff2")
    assert (answer.content, answer.headers["content-type"]) == (b"few", "font/woff2")
    assert "content-encoding" not in answer.headers
    whole.write_bytes(b"a later version")
    assert stand_ins(tmp_path / "static", ours) == {}


def test_our_fonts_stand_for_those_of_this_streamlit():
    """After an upgrade `make fonts` makes them anew; until then Streamlit's are sent."""
    found = stand_ins(Path(get_static_dir()) / "static", ROOT / "static" / "fonts")
    assert {ours.name for ours in found.values()} == {"icons.woff2", "empty.woff2"}, "make fonts"


def test_every_icon_that_the_app_names_is_in_our_font():
    """One that is missing would be written out as a word."""
    names = set((ROOT / "static/fonts/names.txt").read_text("utf-8").split())
    for file in [ROOT / "app.py", *(ROOT / "pages").rglob("*.py")]:
        named = set(re.findall(r":material/([a-z_0-9]+)", file.read_text("utf-8")))
        assert named <= names, f"{file.name}: make fonts"


def test_posting_goes_on_to_the_app(client):
    """Only reading is answered."""
    assert client.post("/static/js/a.js").text == "the app"
