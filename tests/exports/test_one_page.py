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


def test_a_section_without_rows_has_no_table():
    """A section that only has sentences makes no empty table."""
    assert b"<table>" not in one_page("x", [Section(title="y", paragraphs=("z",))])
