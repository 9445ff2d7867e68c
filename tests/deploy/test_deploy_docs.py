"""Who does what `docs/deploy.md` says, and no more, ends with a login behind nginx with TLS."""

import json

import pytest
from following_docs import PAGE, blocks, deployed
from source import ROOT


def test_every_block_is_run():
    """The page has as many as the test knows; each begins as it is expected to."""
    firsts = [block.split()[0] for block in blocks()]
    assert firsts == [
        *("REPOSITORY=https://git.shop.example/segmentation.git", "sudo", "sudo", "sudo", "curl"),
        *("cd", "sudo"),
    ]


def test_the_page_says_how_long_it_took():
    """To the minute, as it was measured."""
    measured = json.loads((ROOT / "benchmarks" / "results" / "deploy.json").read_text())
    minutes = round(measured["figures"]["seconds"]["login"] / 60)
    assert f"{minutes} minutes on two busy cores" in " ".join(PAGE.read_text().split())


@pytest.mark.slow
def test_from_a_clone_to_a_login(tmp_path):
    """And to a copy of what is saved, and to an update."""
    *_, keep, update = blocks()
    with deployed(tmp_path) as machine:
        machine.run(keep)
    copy = tmp_path / "var" / "lib" / "segmentation" / "copies" / "today.sqlite"
    assert copy.stat().st_size > 0
    machine.run("sudo git -C /opt/segmentation checkout --quiet .")  # as a clone stands
    machine.run(f"cd /opt/segmentation\n{update}")
