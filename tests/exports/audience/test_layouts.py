"""The registry of layouts."""

from segmentation.exports.audience.layouts import LAYOUTS


def test_headers_are_those_that_platforms_document():
    """Google's begin with capitals, Meta's do not; each says where that stands and when."""
    headers = {key: [field.header for field in layout.fields] for key, layout in LAYOUTS.items()}
    assert headers == {"google": ["Email", "Phone"], "meta": ["email", "phone"]}
    assert all("read 26 November 2026" in layout.page for layout in LAYOUTS.values())
