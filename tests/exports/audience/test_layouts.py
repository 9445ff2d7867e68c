"""The registry of layouts."""

import re

from segmentation.exports.audience.layouts import EMAIL, LAYOUTS, PHONE


def test_headers_are_those_that_platforms_document():
    """Known answers; each says where that stands and when it was read."""
    headers = {key: [field.header for field in layout.fields] for key, layout in LAYOUTS.items()}
    assert headers == {
        "google": ["Email", "Phone"],
        "meta": ["email", "phone"],
        "linkedin": ["email"],
        "klaviyo": ["Email", "Phone Number"],
        "mailchimp": ["Email Address"],
        "hubspot": ["Email", "Phone number"],
    }
    dated = re.compile(r"[a-z.]+\.com/\S+.*, read 2[67] November 2026")
    assert all(dated.fullmatch(layout.page) for layout in LAYOUTS.values())


def test_ad_platforms_get_hashes_and_mail_tools_addresses():
    """A mail tool could write to nobody by a hash, and has room for the group."""
    hashed = {key for key, layout in LAYOUTS.items() if layout.is_hashed}
    assert hashed == {"google", "meta", "linkedin"}
    assert {key for key, layout in LAYOUTS.items() if layout.takes_columns} == {
        "klaviyo",
        "mailchimp",
        "hubspot",
    }
    kinds = {field.contact for layout in LAYOUTS.values() for field in layout.fields}
    assert kinds == {EMAIL, PHONE}


def test_what_could_not_be_checked_is_said():
    """On the screen and by the command, in sentences."""
    open_points = [layout.open_points for layout in LAYOUTS.values() if layout.open_points]
    assert len(open_points) == 4
    assert all(said.startswith("Not verified: ") and said.endswith(".") for said in open_points)
