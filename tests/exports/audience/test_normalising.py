"""Known answers of the platforms' own documentation, and what is left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmentation.exports.audience.normalising import (
    E164,
    google_email,
    google_phone,
    mailchimp_email,
    meta_email,
    meta_phone,
    plain_email,
    plain_phone,
    sha256,
)


def test_meta_documents_the_hashes_of_these():
    """Customer Information Parameters, em and ph."""
    email, phone = meta_email("John_Smith@gmail.com"), meta_phone("+1 (650)555-1212")
    assert (email, phone) == ("john_smith@gmail.com", "16505551212")
    assert sha256(email) == "62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f"
    assert sha256(phone) == "e323ec626319ca94ee8bff2e4c87cf613be6ea19919ed1364124e16807ab3176"


def test_google_documents_the_forms_of_these():
    """Data Manager API, Format user data."""
    shopping = "cloudy.sanfrancisco+shopping@gmail.com"
    assert google_email(shopping) == "cloudysanfrancisco@gmail.com"
    assert google_email("user.name+NYC@Example.com") == "user.name+nyc@example.com"
    assert google_phone("+1 (800)555-0100") == "+18005550100"


@pytest.mark.parametrize("text", ["", "Ann", "a@b", "@gmail.com", "+x@gmail.com", "a b"])
def test_what_is_no_address_is_left_out(text):
    """Nothing is hashed of it."""
    assert google_email(text) == ""
    assert sha256(google_email(text)) == ""


@pytest.mark.parametrize(
    "text", ["030 123456", "650 555 1212", "", "+0 12345678", "+49 30 12", "x"]
)
def test_a_number_without_its_country_is_left_out(text):
    """It could be somebody else's."""
    assert google_phone(text) == meta_phone(text) == ""


@given(st.text(max_size=30))
def test_forms_are_of_their_kind_and_stay_as_they_are(text):
    """Whatever comes in; a second time changes nothing."""
    phone, email = google_phone(text), google_email(text)
    assert phone == "" or E164.fullmatch(phone)
    assert google_phone(phone) == phone
    assert google_email(email) == email
    assert email == email.lower().strip()
    assert meta_email(meta_email(text)) == meta_email(text)


@pytest.mark.parametrize(
    ("text", "plain", "mailchimp"),
    [
        (" Ann@Example.com ", "Ann@Example.com", "Ann@Example.com"),
        ("muñoz@example.com", "muñoz@example.com", ""),
        ("info@exámple.com", "info@exámple.com", "info@exámple.com"),
        ("=1+1@example.com", "", ""),
        ("+tag@example.com", "", ""),
        ("@home@example.com", "", ""),
        ("no address", "", ""),
        ("", "", ""),
    ],
)
def test_readable_addresses(text, plain, mailchimp):
    """Mailchimp documents that ñ may stand after the @ only; formulas are no addresses."""
    assert (plain_email(text), mailchimp_email(text)) == (plain, mailchimp)


def test_readable_numbers_say_their_country():
    """With a plus, else they are left out."""
    assert plain_phone("0049 (0)30 123456") == "+4930123456"
    assert plain_phone("030 123456") == ""
