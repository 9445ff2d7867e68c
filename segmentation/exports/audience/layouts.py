"""The layouts of audience files: one row per platform; whoever lists them reads this.

A column's header and how its cells are made stand on the page named with it. What we could not
check says “not verified”.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from segmentation.exports.audience.normalising import (
    google_email,
    google_phone,
    mailchimp_email,
    meta_email,
    meta_phone,
    plain_email,
    plain_phone,
)

EMAIL, PHONE = "email", "phone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A column of a layout.

    Attributes
    ----------
    header : str
    contact : str
        What it is made from: `EMAIL` or `PHONE`.
    form : callable
        Makes a cell from an address.
    is_hashed : bool
        Whether the SHA-256 of that is written, instead of it.
    """

    header: str
    contact: str
    form: Callable[[str], str]
    is_hashed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A file that a platform takes.

    Attributes
    ----------
    title : str
    fields : tuple of Field
    page : str
        Where its headers are documented, and when that was read.
    open_points : str
        What could not be checked there, in sentences for the screen; empty where all could.
    rules : str
        What else the platform asks of a file, in sentences.
    takes_columns : bool
        Whether a file may have columns of its own, such as the group of an experiment.
    """

    title: str
    fields: tuple[Field, ...]
    page: str
    open_points: str = ""
    rules: str = ""
    takes_columns: bool = False

    @property
    def is_hashed(self) -> bool:
        """Whether no address stands in a file as it is read."""
        return all(each.is_hashed for each in self.fields)


LAYOUTS: Mapping[str, Layout] = MappingProxyType(
    {
        # Headers in English, “Email” and “Phone”; hashed and plain files have the same.
        "google": Layout(
            title="Google Ads Customer Match",
            fields=(
                Field(header="Email", contact=EMAIL, form=google_email),
                Field(header="Phone", contact=PHONE, form=google_phone),
            ),
            page="support.google.com/google-ads/answer/7659867, read 26 November 2026",
        ),
        # Headers “email” and “phone”; the hashing is that of the Conversions API.
        "meta": Layout(
            title="Meta Custom Audiences",
            fields=(
                Field(header="email", contact=EMAIL, form=meta_email),
                Field(header="phone", contact=PHONE, form=meta_phone),
            ),
            page="facebook.com/business/help/2082575038703844, read 26 November 2026",
            open_points="Not verified: that a list uploaded by hand may be hashed beforehand.",
        ),
        # An address may be plain or the SHA-256 of one; a list has 300 to 300,000 rows and at most
        # 20 MB, as CSV, below the headers of LinkedIn's own template (the page below).
        "linkedin": Layout(
            title="LinkedIn Matched Audiences",
            fields=(Field(header="email", contact=EMAIL, form=meta_email),),
            page="linkedin.com/help/lms/answer/a1489764, read 27 November 2026",
            open_points=(
                "Not verified: the header “email”, and that an address is in small letters before "
                "it is hashed. Where LinkedIn refuses the file, paste the rows below the headers "
                "of the template in Campaign Manager."
            ),
            rules="LinkedIn takes lists of 300 to 300,000 rows.",
        ),
        # The first column is “Email”, “Email Address” or “Phone Number”; any other column becomes
        # a property of its own name; at most 50 MB (the page below). Addresses are plain.
        "klaviyo": Layout(
            title="Klaviyo",
            fields=(
                Field(header="Email", contact=EMAIL, form=plain_email, is_hashed=False),
                Field(header="Phone Number", contact=PHONE, form=plain_phone, is_hashed=False),
            ),
            page="help.klaviyo.com/hc/en-us/articles/115005078967, read 27 November 2026",
            open_points="Not verified: the form of numbers; they are written as +49301234567.",
            rules="Klaviyo takes files of at most 50 MB.",
            takes_columns=True,
        ),
        # Only the address is required; columns are matched by their headers in any order; letters
        # such as ñ may stand after the @ only (the page below). Text messages need a consent of
        # their own there, so that numbers are left out.
        "mailchimp": Layout(
            title="Mailchimp",
            fields=(
                Field(header="Email Address", contact=EMAIL, form=mailchimp_email, is_hashed=False),
            ),
            page="mailchimp.com/help/format-guidelines-for-your-import-file, read 27 November 2026",
            rules="Mailchimp takes no address with letters such as ñ before the @.",
            takes_columns=True,
        ),
        # A header is the name of a property: “Email” tells contacts apart, “Phone number” is one
        # more (knowledge.hubspot.com/articles/kcs_article/contacts/set-up-your-import-file, as of
        # 29 July 2019, the newest that we could read).
        "hubspot": Layout(
            title="HubSpot",
            fields=(
                Field(header="Email", contact=EMAIL, form=plain_email, is_hashed=False),
                Field(header="Phone number", contact=PHONE, form=plain_phone, is_hashed=False),
            ),
            page=(
                "knowledge.hubspot.com/articles/kcs_article/contacts/set-up-your-import-file, of "
                "29 July 2019, read 27 November 2026"
            ),
            open_points=(
                "Not verified: today's page, the header “Phone number” and the form of numbers. "
                "HubSpot shows how it matches the columns before it takes the file."
            ),
            takes_columns=True,
        ),
    }
)
"""By key. A plain list for a mail tool is `segmentation.exports.lists`."""
