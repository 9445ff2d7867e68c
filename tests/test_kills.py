"""A program that is killed in the middle of a save loses nothing; the benchmark kills far more."""

import kept
import kills
import pytest

FEW, MANY = 3, 60


@pytest.fixture(scope="module")
def program():
    """Start the program whose copies are killed, once for all kinds."""
    with kills.saving() as started:
        yield started


@pytest.mark.parametrize("kind", [*kept.KINDS])
def test_a_few_kills_lose_nothing(program, kind, tmp_path):
    """Of each kind of save."""
    assert kills.kill(program, kind, tmp_path, FEW)["lost"] == 0


@pytest.mark.slow
@pytest.mark.parametrize("kind", [*kept.KINDS])
def test_many_kills_lose_nothing(program, kind, tmp_path):
    """And something was said to be done before."""
    found = kills.kill(program, kind, tmp_path, MANY, seed=1)
    assert found["lost"] == 0
    assert found["said"] > 0
