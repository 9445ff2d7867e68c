"""nginx with TLS before the studio, as `deploy/nginx.conf` has it."""

import base64
import subprocess
import time

import pytest
from made_machine import SITE, Ports, ask, below, make_certificate, proxied
from serving import serving
from source import ROOT

CONF = ROOT / "deploy" / "nginx.conf"
SITE_OF_PROCESSES = ROOT / "docs" / "nginx" / "studio.conf"
WHO, PASSWORD = "ada@shop.example", "correct horse"
AS_ADA = "Authorization: Basic " + base64.b64encode(f"{WHO}:{PASSWORD}".encode()).decode()


@pytest.fixture(scope="module")
def behind(tmp_path_factory):
    """Run nginx before a server; return its ports and what trusts its certificate."""
    folder = tmp_path_factory.mktemp("machine")
    settings = pytest.MonkeyPatch()
    settings.setenv("SEGMENTATION_PROXY_HEADER", "X-Forwarded-User")
    settings.setenv("SEGMENTATION_PROXY_ADDRESSES", "127.0.0.1")
    settings.setenv("FORWARDED_ALLOW_IPS", "")
    settings.setenv("SEGMENTATION_ADMINS", WHO)
    ports = Ports()
    trusted = make_certificate(folder / "etc" / "nginx" / "studio")
    hashed = subprocess.run(  # noqa: S603 - ours
        ["openssl", "passwd", "-6", PASSWORD],  # noqa: S607 - the system's
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    (folder / "etc" / "nginx" / "studio" / "users").write_text(f"{WHO}:{hashed}")
    with serving() as server:
        ports.of[8501] = int(server.address.rpartition(":")[2])
        (folder / "studio.conf").write_text(below(folder, ports(CONF.read_text(encoding="utf-8"))))
        with proxied(folder, str(folder / "studio.conf")):
            wait_until_it_listens(ports.of[443], trusted)
            yield ports.of, trusted
    settings.undo()


def wait_until_it_listens(port, trusted):
    """Wait for nginx."""
    for _ in range(100):
        try:
            ask(port, f"GET / HTTP/1.1\nHost: {SITE}", trusted)
        except OSError:
            time.sleep(0.05)
        else:
            return


def test_what_comes_without_tls_is_sent_to_it(behind):
    """To the site's own name, whatever host the request names."""
    ports, _ = behind
    for host in (SITE, "evil.example"):
        status, headers, _ = ask(ports[80], f"GET /plan?k=5 HTTP/1.1\nHost: {host}")
        assert status == 301
        assert headers["location"] == f"https://{SITE}/plan?k=5"


def test_nobody_passes_without_a_login(behind):
    """Neither to a page nor to a connection; with a wrong password neither."""
    ports, trusted = behind
    wrong = "Authorization: Basic " + base64.b64encode(f"{WHO}:wrong".encode()).decode()
    for path in ("/", "/plan", "/_stcore/health", "/_stcore/stream", "/_stcore/metrics"):
        for line in ("Accept: */*", wrong, f"X-Forwarded-User: {WHO}"):
            request = f"GET {path} HTTP/1.1\nHost: {SITE}\n{line}"
            assert ask(ports[443], request, trusted)[0] == 401


def test_a_page_comes_with_its_headers(behind):
    """The studio's own, those of TLS, and no name of a program or its version."""
    ports, trusted = behind
    request = f"GET / HTTP/1.1\nHost: {SITE}\nAccept: text/html\n{AS_ADA}"
    status, headers, body = ask(ports[443], request, trusted)
    assert status == 200
    assert b"<html" in body
    assert headers["strict-transport-security"] == "max-age=31536000"
    assert "script-src 'self'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["server"] == "nginx"
    assert "; secure" in headers["set-cookie"]


def test_a_pages_connection_is_opened(behind):
    """From the site's own page; not from another's."""
    ports, trusted = behind
    request = (
        f"GET /_stcore/stream HTTP/1.1\nHost: {SITE}\nConnection: Upgrade\nUpgrade: websocket\n"
        f"Sec-WebSocket-Version: 13\nSec-WebSocket-Key: c2VnbWVudHNlZ21lbnRzIQ==\n{AS_ADA}\n"
    )
    status, headers, _ = ask(ports[443], f"{request}Origin: https://{SITE}", trusted)
    assert (status, headers["upgrade"]) == (101, "websocket")
    assert ask(ports[443], f"{request}Origin: https://evil.example", trusted)[0] == 403


def test_a_program_brings_a_key_and_is_nobody(behind):
    """The service asks for the key itself; what its caller says of a person is not passed on."""
    ports, trusted = behind
    request = f"GET /api/health HTTP/1.1\nHost: {SITE}\nX-Forwarded-User: {WHO}"
    assert ask(ports[443], request, trusted)[2] == b'{"status": "ok"}'
    request = f"GET /api/models HTTP/1.1\nHost: {SITE}\nX-API-Key: wrong"
    assert ask(ports[443], request, trusted)[0] == 403


def test_paths_that_leave_the_service_ask_for_a_login(behind):
    """However the way back is written."""
    ports, trusted = behind
    for path in ("/api/../plan", "/api/%2e%2e/plan", "/api/..%2fplan", "/api//../_stcore/health"):
        status, _, body = ask(ports[443], f"GET {path} HTTP/1.1\nHost: {SITE}", trusted)
        assert status in {400, 401, 404}, path
        assert b"<html" not in body or status == 401


def test_what_is_too_large_is_refused_by_the_proxy(behind):
    """Before it is sent."""
    ports, trusted = behind
    for path, size in (("/", 211), ("/api/rfm", 12)):
        request = f"POST {path} HTTP/1.1\nHost: {SITE}\n{AS_ADA}\nContent-Length: {size * 2**20}"
        assert ask(ports[443], request, trusted)[0] == 413


def test_both_ways_to_stand_behind_nginx_agree():
    """A page's connection, an upload and what is passed on; but not who asks, which differs."""
    alike = {"proxy_http_version", "proxy_read_timeout", "proxy_request_buffering"}
    alike |= {"proxy_max_temp_file_size", "client_max_body_size", "Host", "X-Forwarded-Proto"}
    alike |= {"Upgrade", "Connection", "default", '""'}
    with_tls, of_processes = (
        directives(file.read_text(encoding="utf-8").partition("location /api/")[0])
        for file in (CONF, SITE_OF_PROCESSES)
    )
    assert alike <= with_tls.keys() & of_processes.keys()
    assert {name: with_tls[name] for name in alike} == {name: of_processes[name] for name in alike}


def directives(text):
    """Return what is set to which value: headers by their name, the last of each."""
    lines = (line.strip().removesuffix(";") for line in text.splitlines())
    set_to = (line.removeprefix("proxy_set_header ").split() for line in lines if " " in line)
    return {name: value[-1] for name, *value in set_to if name != "#"}
