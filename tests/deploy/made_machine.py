"""What a test needs of a server: nginx and the service, in a folder, on free ports.

The files of `deploy/` are used as they are but for their places: folders of the system stand below
the test's own, ports are free ones. What systemd and a container engine add around a process cannot
be had without them; the process itself, its settings and its folders are the real ones.
"""

import contextlib
import os
import re
import shlex
import socket
import ssl
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from serving import free_port
from workers import find_nginx

SITE = "studio.shop.example"
START_SECONDS = 90
SYSTEMS = re.compile(r"(?<![\w.*])/(etc|opt|var)/(?=nginx|segmentation|systemd|lib)")
AROUND = """
{user}
pid {folder}/nginx.pid;
events {{ }}
http {{
    access_log off;
    {temporary}
    include {sites};
}}
"""
KINDS = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


class Ports:
    """Free ports in the places of those of the files."""

    def __init__(self) -> None:
        self.of = {usual: free_port() for usual in (80, 443, 8501)}

    def __call__(self, text: str) -> str:
        """Return a text of the files with these ports."""
        for usual, own in self.of.items():
            text = re.sub(rf"(listen |127\.0\.0\.1:|--port ){usual}\b", rf"\g<1>{own}", text)
        return text.replace('"https://$SITE/', f'"https://$SITE:{self.of[443]}/').replace(
            "$SITE:443:", f"$SITE:{self.of[443]}:"
        )


def below(folder: Path, text: str) -> str:
    """Return a text in which folders of the system stand below another."""
    return SYSTEMS.sub(lambda place: f"{folder}{place[0]}", text)


def directives(unit: Path) -> dict[str, list[str]]:
    """Read the section of a unit that says how to start it, each directive with its values."""
    section = unit.read_text(encoding="utf-8").partition("[Service]")[2].partition("\n[")[0]
    found: dict[str, list[str]] = {}
    for line in section.splitlines():
        if line and not line.startswith("#"):
            name, _, value = line.partition("=")
            found.setdefault(name, []).append(value)
    return found


def settings_of(file: Path) -> dict[str, str]:
    """Read a file of settings as systemd and container engines do."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


@contextlib.contextmanager
def running(command: list[str], **options) -> Iterator[subprocess.Popen]:
    """Start a program, and end it."""
    program = subprocess.Popen(command, **options)  # noqa: S603 - our own
    try:
        yield program
    finally:
        program.terminate()
        try:
            program.wait(timeout=20)
        except subprocess.TimeoutExpired:
            program.kill()
            program.wait()


@contextlib.contextmanager
def started(unit: Path) -> Iterator[subprocess.Popen]:
    """Start what a unit says, with its settings, its folders and its umask; no more than that."""
    says = directives(unit)
    own = dict(pair.split("=", 1) for each in says["Environment"] for pair in each.split())
    Path(own["HOME"]).mkdir(parents=True, exist_ok=True)
    settings = {"PATH": os.environ["PATH"]} | own | settings_of(Path(says["EnvironmentFile"][0]))
    command = shlex.split(says["ExecStart"][0])
    folder, umask = says["WorkingDirectory"][0], int(says["UMask"][0], 8)
    with running(command, cwd=folder, env=settings, umask=umask) as program:
        yield program


@contextlib.contextmanager
def proxied(folder: Path, sites: str) -> Iterator[None]:
    """Run nginx with the sites of a pattern."""
    nginx = find_nginx()
    assert nginx, "nginx is needed: make test installs it"
    temporary = " ".join(f"{kind}_temp_path {folder}/{kind};" for kind in KINDS)
    user = "user root;" if os.geteuid() == 0 else ""
    around = folder / "around.conf"
    around.write_text(AROUND.format(folder=folder, sites=sites, temporary=temporary, user=user))
    command = [nginx, "-c", str(around), "-e", str(folder / "error.log")]
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)  # noqa: S603
    assert checked.returncode == 0, checked.stderr
    assert "[warn]" not in checked.stderr, checked.stderr
    with running([*command, "-g", "daemon off;"]):
        yield


def make_certificate(folder: Path) -> ssl.SSLContext:
    """Write a certificate that its own key has signed; return what trusts it alone."""
    folder.mkdir(parents=True, exist_ok=True)
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    command += ["-subj", f"/CN={SITE}", "-addext", f"subjectAltName=DNS:{SITE}"]
    subprocess.run(  # noqa: S603 - our own
        [*command, "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True
    )
    return ssl.create_default_context(cafile=str(certificate))


def wait_for(port: int) -> None:
    """Wait until the studio answers at a port."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"No answer at {port}.")


def ask(port: int, request: str, context: ssl.SSLContext | None = None) -> tuple[int, dict, bytes]:
    """Send a request as it is written; return the status, small headers and the body."""
    with contextlib.ExitStack() as opened:
        line = opened.enter_context(socket.create_connection(("127.0.0.1", port), timeout=90))
        if context:
            line = opened.enter_context(context.wrap_socket(line, server_hostname=SITE))
        line.sendall((request.strip("\n").replace("\n", "\r\n") + "\r\n\r\n").encode())
        answer = opened.enter_context(line.makefile("rb"))
        status = int(answer.readline().split()[1])
        lines = iter(lambda: answer.readline().decode("latin-1").strip(), "")
        headers = dict(each.lower().split(": ", 1) for each in lines)
        return status, headers, answer.read(int(headers.get("content-length", 0)))
