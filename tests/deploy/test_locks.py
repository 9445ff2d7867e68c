"""The locks name all that is asked for, exactly and with hashes, and are what is installed."""

import re
from importlib.metadata import version

import lock
import pytest
from packaging.requirements import Requirement
from source import ROOT

PINNED = re.compile(r"^(\S+)==(\S+)(?: ; (.+?))? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")


def plain(name: str) -> str:
    """Return a package's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(name: str) -> dict[str, Requirement]:
    """Return what a lock names, by package."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    found = [PINNED.match(line) for line in lines]
    each = [Requirement(f"{m[1]}=={m[2]}" + (f"; {m[3]}" if m[3] else "")) for m in found if m]
    return {plain(pin.name): pin for pin in each}


def asked(name: str) -> list[Requirement]:
    """Return what a file of requirements asks for, what it refers to too."""
    found = []
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("-r "):
            found += asked(line.removeprefix("-r "))
        elif line and not line.startswith("#"):
            found.append(Requirement(line))
    return found


@pytest.mark.parametrize("name", lock.LOCKED)
def test_a_lock_holds_what_is_asked_for(name):
    """Every requirement, in a version that it allows: whoever changes one renews the lock."""
    held = pins(name)
    wrong = [
        str(requirement)
        for requirement in asked(lock.LOCKED[name])
        if plain(requirement.name) not in held
        or not requirement.specifier.contains(
            str(held[plain(requirement.name)].specifier).removeprefix("==")
        )
    ]
    assert not wrong, "run `make lock`"


@pytest.mark.parametrize("name", lock.LOCKED)
def test_a_lock_is_packages_and_hashes_and_nothing_else(name):
    """No address of a registry, no path of a machine, no package without a hash."""
    head, *lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    assert head.startswith("# ")
    assert not [line for line in lines if not PINNED.match(line) and not HASH.match(line)]
    starts = [at for at, line in enumerate(lines) if PINNED.match(line)]
    assert starts[0] == 0
    assert all(HASH.match(lines[at + 1]) for at in starts)
    assert all(lines[at - 1].endswith('"') or not lines[at - 1].endswith("\\") for at in starts[1:])


def test_a_larger_lock_holds_the_smaller_one():
    """What is tested is what is run, to the version and the marker."""
    run, login, dev, _ = map(pins, lock.LOCKED)
    for smaller, larger in ((run, login), (login, dev)):
        names = {name: str(pin.specifier) for name, pin in smaller.items()}
        assert names == {name: str(larger[name].specifier) for name in names}


def test_what_is_installed_is_what_is_locked():
    """The tests run on it."""
    held = {
        name: pin
        for name, pin in pins("requirements.lock").items()
        if pin.marker is None or pin.marker.evaluate()
    }
    assert len(held) > 40
    assert {name: f"=={version(name)}" for name in held} == {
        name: str(pin.specifier) for name, pin in held.items()
    }


INSTALL = "--require-hashes --only-binary :all:"


def made() -> tuple[list[str], list[str]]:
    """Return what `make` runs: which packages come as source, and each installation."""
    lines = (ROOT / "Makefile").read_text(encoding="utf-8").splitlines()
    (install,) = [line for line in lines if line.startswith("INSTALL := ")]
    assert INSTALL in install
    assert not [line for line in lines if "pip install" in line and line != install]
    runs = [line.partition("$(INSTALL) ")[2] for line in lines if line.startswith("\t$(INSTALL) ")]
    (built,) = [run for run in runs if run.startswith("--no-binary ")]
    return built.split()[1].split(","), runs


def test_every_way_to_install_takes_the_locks():
    """Nothing that `make` installs comes without its hash, nor does what the page has typed."""
    _, runs = made()
    locks = [run.rpartition("-r ")[2] for run in runs]
    assert locks == ["requirements.lock", "requirements-build.lock", "requirements-dev.lock"]
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"pip install {INSTALL} -r requirements-login.lock" in readme


def test_what_is_built_is_built_by_what_is_locked():
    """Without the setting pip would fetch the newest tools, by no hash."""
    sources, runs = made()
    assert {*sources} <= {*pins("requirements-dev.lock")}
    assert not {*sources} & {*pins("requirements.lock"), *pins("requirements-login.lock")}
    for run in runs:
        assert ("--no-binary" in run) == ("--no-build-isolation --use-pep517" in run)
