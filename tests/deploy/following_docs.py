"""Does what `docs/deploy.md` says, and nothing else, until somebody has logged in.

The commands are run as they stand. Folders of the system stand below another and ports are free
ones. `sudo` runs what it is given, packages are there already, users and groups are not made; what
systemd would start is started as the unit says.
"""

import contextlib
import os
import re
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from browser import FLAGS, find_browser
from made_machine import Ports, below, proxied, started
from playwright.sync_api import expect, sync_playwright
from source import ROOT

PAGE = ROOT / "docs" / "deploy.md"
BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)
STANDS_FOR = {
    "sudo": '[ "$1" = -u ] && shift 2\nexec "$@"',
    "apt-get": "exit 0",
    "useradd": "exit 0",
    "chgrp": "exit 0",
    "systemctl": 'echo "$@" >>"$ASKED"',
    "nginx": "exit 0  # the configuration is tried where it is run",
}
"""What a command does instead, where it would change the machine that the test runs on."""

WHO, PASSWORD = "ada@shop.example", "correct horse battery staple"
PLACED = ("deploy/segmentation.service", "deploy/environment", "deploy/nginx.conf")


def blocks() -> list[str]:
    """Return the commands of the page, a text for each block."""
    return BLOCK.findall(PAGE.read_text(encoding="utf-8"))


class Machine:
    """A server that was just installed, below a folder; it knows when each part was done."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.ports, self.asked = folder, Ports(), folder / "asked"
        self.begun, self.seconds = time.monotonic(), {}
        self.asked.touch()
        bin_ = folder / "stands-for"
        bin_.mkdir()
        for name, does in STANDS_FOR.items():
            (bin_ / name).write_text(f"#!/bin/bash\n{does}\n")
            (bin_ / name).chmod(0o755)
        for place in ("etc/nginx/sites-enabled", "etc/systemd/system", "opt", "var/lib"):
            (folder / place).mkdir(parents=True)
        chosen = blocks()[0]
        self.first = re.sub(r"(?m)^REPOSITORY=.*", f"REPOSITORY={ROOT}", chosen)
        kept = {name: os.environ[name] for name in os.environ if name.startswith(("PIP_", "SSL_"))}
        path = f"{bin_}:{os.environ['PATH']}"
        self.settings = kept | {"PATH": path, "HOME": str(folder), "ASKED": str(self.asked)}

    def run(self, block: str) -> str:
        """Run a block as it stands, but for folders and ports; return what it prints."""
        text = self.ports(below(self.folder, block))
        done = subprocess.run(  # noqa: S603 - what the page says
            ["bash", "-euo", "pipefail", "-c", f"{self.first}\n{text}"],  # noqa: S607 - the system's
            cwd=self.folder,
            env=self.settings,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{text}\n{done.stderr}"
        return done.stdout

    def done(self, part: str) -> None:
        """Write down how long it took to get here."""
        self.seconds[part] = round(time.monotonic() - self.begun, 1)

    def move(self) -> None:
        """Let the files that were cloned name these folders and ports."""
        for name in PLACED:
            file = self.folder / "opt" / "segmentation" / name
            file.write_text(self.ports(below(self.folder, file.read_text(encoding="utf-8"))))


@contextlib.contextmanager
def deployed(folder: Path) -> Iterator[Machine]:
    """Follow the page on a new machine up to its login; the studio runs within the context."""
    machine = Machine(folder)
    _, program, service, proxy, look, *_ = blocks()
    machine.run(program)
    machine.move()
    machine.done("program")
    machine.run(service)
    assert machine.asked.read_text().splitlines() == ["daemon-reload", "enable --now segmentation"]
    unit = folder / "etc" / "systemd" / "system" / "segmentation.service"
    with contextlib.ExitStack() as ends:
        ends.enter_context(started(unit))
        machine.run(proxy)
        assert machine.asked.read_text().endswith("reload nginx\n")
        ends.enter_context(proxied(folder, f"{folder}/etc/nginx/sites-enabled/*.conf"))
        assert machine.run(look) == "ok"
        machine.done("answer")
        assert logged_in(machine.ports.of[443]) == f"{WHO}, admin"
        machine.done("login")
        yield machine


def logged_in(port: int) -> str:
    """Log in with a browser; return who the navigation says it is."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(FLAGS))
        login = {"username": WHO, "password": PASSWORD}
        context = browser.new_context(http_credentials=login, ignore_https_errors=True)
        page = context.new_page()
        page.goto(f"https://127.0.0.1:{port}")
        who = page.get_by_test_id("stSidebar").get_by_text(WHO)
        expect(who).to_be_visible(timeout=90_000)
        expect(page.get_by_text("200 customers in").first).to_be_visible(timeout=90_000)
        told = who.inner_text()
        browser.close()
    return told
