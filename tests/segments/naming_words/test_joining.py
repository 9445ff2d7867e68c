"""Claims put in words."""

from segmentation.segments.naming_words.claims import Claim
from segmentation.segments.naming_words.joining import chosen, joined


def test_claims_of_one_frame_are_told_together():
    """And one that would repeat a word is left out."""
    claims = [
        Claim(concept="", column=name, level="high", z=1.0, frame="higher {}", about=name)
        for name in ("milk", "grocery", "milk powder")
    ]
    assert joined(claims[:2]) == ["higher milk and grocery"]
    assert chosen(claims, 3) == claims[:2]
