"""What comes from the data stands on the screen as it is: no markup, no formula, no link."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.shared.messages import WORD_JOINER, plain

ADDRESS = re.compile(r"(https?://|www(?=\.))([-.\w]+)", re.IGNORECASE)
MAIL = re.compile(r"[-.\w+]+@[-\w]+(\.[-\w]+)+")
"""What becomes a link by itself in GitHub Flavored Markdown, section 6.9."""


def shown(text: object) -> str:
    """Return what is left of an escaped text on the screen."""
    return re.sub(r"\\(.)", r"\1", plain(text))


PARTS = st.sampled_from(
    ["http", "https", "://", "HTTP://", "www", "www.", "a", "evil.example", "@", ".", "/", " ", "w"]
)


@given(st.lists(PARTS, max_size=12).map("".join))
def test_no_address_becomes_a_link(text):
    """However it is put together; what is read is what was there."""
    assert not ADDRESS.search(shown(text))
    assert not MAIL.search(shown(text))
    assert shown(text).replace(WORD_JOINER, "") == " ".join(text.split())


@pytest.mark.parametrize("text", ["a@b.example", "https://a.example", "WWW.a.example"])
def test_without_the_joiner_they_would_be(text):
    """The patterns above do find what they are for."""
    assert ADDRESS.search(text) or MAIL.search(text)
