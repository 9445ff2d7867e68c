"""The page that stands alone: everything on it, nothing from outside, no markup from the data."""

from segmentation.exports.one_page import Section, one_page


def test_everything_is_on_the_page():
    """Title, headings, sentences and cells are on the page, and no address of another one."""
    page = one_page(
        "A plan",
        [Section(title="First", paragraphs=("One.", "Two."), head=("x", "y"), rows=(("1", "2"),))],
    ).decode()
    for part in ("<h1>A plan</h1>", "<h2>First</h2>", "<p>Two.</p>", "<th>y</th>", "<td>1</td>"):
        assert part in page
    assert "http" not in page


def test_markup_of_the_data_is_text():
    """Tags are escaped wherever they come from: titles, sentences, heads and cells."""
    bad = "<script>alert(1)</script>&"
    page = one_page(bad, [Section(title=bad, paragraphs=(bad,), head=(bad,), rows=((bad,),))])
    assert b"<script>" not in page
    assert page.count(b"&lt;script&gt;") == 6


def test_words_are_not_cut():
    """“Play” stays one word however narrow its column; only what has no end may be cut."""
    wide = Section(title="x", head=("Play",) * 8, rows=(("retain", "a" * 60) * 4,))
    page = one_page("x", [wide]).decode()
    assert "anywhere" not in page
    assert "break-all" not in page
    assert "<th>Play</th>" in page
    assert "<td>retain</td>" in page
    assert f"{'a' * 24}<wbr>{'a' * 24}<wbr>{'a' * 12}" in page


def test_rows_without_a_head_begin_with_their_title():
    """A card of a plan: what, then its text."""
    page = one_page("x", [Section(title="y", rows=(("Offer", "a & b"),))]).decode()
    assert '<th scope="row">Offer</th><td>a &amp; b</td>' in page
    assert "<thead>" not in page


def test_a_section_without_rows_has_no_table():
    """A section that only has sentences makes no empty table."""
    assert b"<table>" not in one_page("x", [Section(title="y", paragraphs=("z",))])
