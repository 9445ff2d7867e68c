"""The story whose every text tries to run or to break out."""

import pytest
from hostile_story import hostile_story

from segmentation.exports.report.story import Story


@pytest.fixture(scope="session")
def hostile() -> Story:
    """Return a story of three sections with every kind of block."""
    return hostile_story()
