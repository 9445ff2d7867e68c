"""The unit of systemd: what it takes from the service, which runs on what is left."""

import re
import shutil
import subprocess
import sys

import pytest
from made_machine import Ports, ask, below, directives, started, wait_for
from source import ROOT

UNIT = ROOT / "deploy" / "segmentation.service"
TAKEN = {
    "NoNewPrivileges": "yes",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "PrivateDevices": "yes",
    "PrivateUsers": "yes",
    "CapabilityBoundingSet": "",
    "AmbientCapabilities": "",
    "SystemCallFilter": "@system-service",
    "RestrictNamespaces": "yes",
    "RestrictSUIDSGID": "yes",
    "UMask": "0077",
    "StateDirectoryMode": "0700",
}
NO_KEY = f"studio_{'0' * 8}_{'x' * 43}"
"""Of the form of a key, so that the library is asked."""

MOST_EXPOSED = 2.0
"""Of ten, as `systemd-analyze security` counts; a service without any of it has 9.6."""


@pytest.fixture
def installed(tmp_path):
    """Put the unit into a folder where its program is; return it and its port."""
    ports = Ports()
    unit = tmp_path / "segmentation.service"
    unit.write_text(below(tmp_path, ports(UNIT.read_text(encoding="utf-8"))))
    program = tmp_path / "opt" / "segmentation"
    program.mkdir(parents=True)
    for name in ("app.py", "server.py", "pages", "segmentation", "static", "data", ".streamlit"):
        (program / name).symlink_to(ROOT / name)
    (program / ".venv" / "bin").mkdir(parents=True)
    python = program / ".venv" / "bin" / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    settings = tmp_path / "etc" / "segmentation" / "environment"
    settings.parent.mkdir(parents=True)
    text = (ROOT / "deploy" / "environment").read_text(encoding="utf-8")
    settings.write_text(below(tmp_path, text))
    return unit, ports.of[8501]


def test_the_unit_takes_what_the_service_does_not_need():
    """A user of its own, nothing to write to but its folder, no rights to gain, limits."""
    says = directives(UNIT)
    assert {name: says[name][0] for name in TAKEN} == TAKEN
    assert says["User"] == ["segmentation"]
    assert says["StateDirectory"] == ["segmentation"]
    assert {"MemoryMax", "TasksMax", "LimitNOFILE"} <= says.keys()
    assert not {"ReadWritePaths", "PermissionsStartOnly"} & says.keys()
    assert "--host 127.0.0.1 " in says["ExecStart"][0]
    assert "+" not in says["ExecStart"][0][:2]


def test_systemd_understands_the_unit(installed):
    """Where systemd is installed it says so itself, and how exposed the service is."""
    unit, _ = installed
    analyze = shutil.which("systemd-analyze")
    if analyze is None:  # what is known without it is held by the test above
        assert not set(directives(unit)) - known_directives()
        return
    verified = subprocess.run(  # noqa: S603 - ours
        [analyze, "verify", "--man=no", str(unit)], capture_output=True, text=True, check=False
    )
    assert (verified.returncode, verified.stderr) == (0, "")
    judged = subprocess.run(  # noqa: S603 - ours
        [analyze, "security", "--offline=yes", "--no-pager", str(unit)],
        capture_output=True,
        text=True,
        check=False,
    )
    exposure = re.search(r"Overall exposure level for \S+: ([\d.]+)", judged.stdout)
    assert exposure, judged.stderr
    assert float(exposure[1]) <= MOST_EXPOSED


def known_directives():
    """Return those that the unit has and the manual of systemd 252 names."""
    more = "Type WorkingDirectory EnvironmentFile Environment ExecStart Restart RestartSec User"
    more += " TimeoutStopSec StateDirectory ProtectProc ProtectKernelTunables ProtectKernelModules"
    more += " ProtectKernelLogs ProtectControlGroups ProtectClock ProtectHostname RestrictRealtime"
    more += " RestrictAddressFamilies LockPersonality RemoveIPC KeyringMode LimitCORE LimitNOFILE"
    more += " SystemCallArchitectures SystemCallErrorNumber MemoryMax TasksMax"
    return {*TAKEN, *more.split()}


def test_the_service_starts_as_the_unit_says_and_writes_in_its_folder_alone(installed, tmp_path):
    """With the settings as they are delivered; its library is for nobody else to read."""
    unit, port = installed
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    with started(unit):
        wait_for(port)
        status, headers, _ = ask(port, f"GET /api/models HTTP/1.1\nHost: x\nX-API-Key: {NO_KEY}")
        assert status == 401
        assert "server" not in headers
    state = tmp_path / "var" / "lib" / "segmentation"
    written = {path for path in tmp_path.rglob("*") if path.is_file()} - before
    assert written
    assert all(state in path.parents for path in written), written
    assert all(path.stat().st_mode & 0o077 == 0 for path in written)
