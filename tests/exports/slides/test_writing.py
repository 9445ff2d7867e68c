"""Paragraphs: which fit, and what is left."""

from segmentation.exports.slides.writing import Said, fitted, said


def test_what_does_not_fit_is_left_for_the_next_slide():
    """Nothing is lost, nothing is said twice."""
    parts = said([f"{n}. " + "word " * 20 for n in range(30)])
    size, kept, rest = fitted(parts, (300, 200), (14, 12), 1.0)
    assert size == 12
    assert [*kept, *rest] == parts
    assert sum(part.height(300, size, 1.0) for part in kept) <= 206


def test_a_paragraph_longer_than_a_slide_is_cut():
    """So that slides do not go on for ever."""
    _, kept, rest = fitted([Said(text="word " * 2_000)], (300, 100), (12,), 1.0)
    assert len(kept) == 1
    assert kept[0].text.endswith("…")
    assert not rest
    assert said(["", "\x00"]) == []
