"""Logging in, in a real browser: by OpenID Connect, and behind a proxy that names the person."""

import json
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request

import pytest
from conftest import goto, settle
from openid_provider import CLIENT, SECRET, providing
from playwright.sync_api import expect
from serving import ROOT, serving

from pages.people import words
from segmentation.access.audit import AuditLog

PATIENT = 60_000
"""A save, a login and a logout each run a page, which waits its turn on a busy machine."""

PEOPLE = {
    "Ada": {"email": "Ada@a.example", "email_verified": True, "name": "Ada L."},
    "Eve": {"email": "eve@else.example", "email_verified": True, "name": "Eve"},
    "Mallory": {"email": "ada@a.example", "email_verified": False, "name": "Mallory"},
}


@pytest.fixture
def own_folder(tmp_path):
    """Return a folder with the app as a clone has it, so that it can have secrets of its own."""
    for name in ("app.py", "server.py", "pages", "segmentation", "static", "data"):
        (tmp_path / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / ".streamlit", tmp_path / ".streamlit")
    return tmp_path


@pytest.fixture
def settings(monkeypatch, tmp_path):
    """Give the server lists of roles and a library; return where that is."""
    url = f"sqlite:///{tmp_path / 'library.sqlite'}"
    monkeypatch.setenv("SEGMENTATION_LIBRARY", url)
    monkeypatch.setenv("SEGMENTATION_EDITORS", "*@a.example")
    return url


def is_inside(page):
    """Tell whether anything of the studio's own pages is shown."""
    return page.get_by_test_id("stSidebarNav").count() and page.get_by_text("customers in").count()


def test_a_login_by_openid_connect(new_page, own_folder, settings):
    """A stranger sees a button; whom a list names is let in, is known by name, and logs out."""
    with providing(PEOPLE) as provider:
        secrets = {
            "redirect_uri": "http://127.0.0.1:{port}/oauth2callback",
            "cookie_secret": "a secret that signs the cookie of the tests",
            "client_id": CLIENT,
            "client_secret": SECRET,
            "server_metadata_url": f"{provider.address}/.well-known/openid-configuration",
        }
        lines = [f"{name} = {json.dumps(value)}" for name, value in secrets.items()]
        (own_folder / ".streamlit" / "secrets.toml").write_text("\n".join(["[auth]", *lines]))
        with serving(folder=own_folder) as server:
            page = new_page()
            page.set_default_timeout(PATIENT)
            goto(page, server.address)
            expect(page.get_by_role("heading", name=words.CLOSED)).to_be_visible(timeout=PATIENT)
            assert not is_inside(page)
            log_in(page, "Ada")
            expect(page.get_by_text("Ada L., editor")).to_be_visible(timeout=PATIENT)
            settle(page)
            expect(page.get_by_text("200 customers in").first).to_be_visible(timeout=PATIENT)
            page.get_by_role("button", name="Save", exact=False).first.click()
            page.locator(".st-key-save_new button").click()
            expect(page.get_by_text("Saved. The address of this page")).to_be_visible(
                timeout=PATIENT
            )
            page.get_by_role("button", name=words.LOG_OUT).click()
            expect(page.get_by_role("heading", name=words.CLOSED)).to_be_visible(timeout=PATIENT)
            for name, sentence in (
                ("Eve", words.NO_ROLE.format(name="eve@else.example")),
                ("Mallory", words.NO_ADDRESS),
            ):
                log_in(page, name)
                expect(page.get_by_text(sentence)).to_be_visible(timeout=PATIENT)
                assert not is_inside(page)
                page.get_by_role("button", name=words.LOG_OUT).click()
                expect(page.get_by_role("button", name=words.LOG_IN)).to_be_visible(timeout=PATIENT)
            page.close()
    told = [(line.who, line.did) for line in AuditLog(settings).lines()]
    assert told == [("ada@a.example", "saved")]


def log_in(page, name):
    """Press the button, and choose who it is on the provider's page."""
    page.get_by_role("button", name=words.LOG_IN).click()
    page.get_by_role("link", name=name).click()


PROXY = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; events {{ }}
http {{
  access_log off;
  {temporary}
  map $http_upgrade $connection_of {{ default upgrade; "" ""; }}
  server {{
    listen 127.0.0.1:{port};
    location / {{
      proxy_pass {behind};
      proxy_http_version 1.1;
      proxy_set_header Host $http_host;
      # As if the browser were elsewhere: it is not the proxy's own address.
      proxy_set_header X-Forwarded-For 203.0.113.9;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $connection_of;
      proxy_set_header X-Forwarded-Email $cookie_who;
    }}
  }}
}}
"""
KINDS = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


@pytest.mark.usefixtures("settings")
def test_a_login_by_the_proxy(new_page, monkeypatch, tmp_path):
    """Whom nginx names is let in; whom it does not name is told where to log in."""
    monkeypatch.setenv("SEGMENTATION_PROXY_HEADER", "X-Forwarded-Email")
    monkeypatch.setenv("SEGMENTATION_PROXY_ADDRESSES", "127.0.0.1")
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "")
    with serving() as server, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        temporary = " ".join(f"{kind}_temp_path {tmp_path}/{kind};" for kind in KINDS)
        file = tmp_path / "nginx.conf"
        file.write_text(
            PROXY.format(folder=tmp_path, port=port, behind=server.address, temporary=temporary)
        )
        nginx = subprocess.Popen([shutil.which("nginx"), "-c", str(file)])  # noqa: S603 - ours
        try:
            outside = f"http://127.0.0.1:{port}"
            wait_for(f"{outside}/_stcore/health")
            page = new_page()
            page.set_default_timeout(PATIENT)
            goto(page, outside)
            expect(page.get_by_text(words.BY_PROXY)).to_be_visible(timeout=PATIENT)
            page.context.add_cookies([{"name": "who", "value": "Ada@a.example", "url": outside}])
            goto(page, outside)
            expect(page.get_by_text("ada@a.example, editor")).to_be_visible(timeout=PATIENT)
            expect(page.get_by_text("200 customers in").first).to_be_visible(timeout=PATIENT)
            page.close()
        finally:
            nginx.terminate()
            nginx.wait()


def wait_for(address):
    """Wait until somebody answers."""
    for _ in range(100):
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310 - loopback
                return
        except (OSError, urllib.error.URLError):
            time.sleep(0.05)
    raise AssertionError(address)
