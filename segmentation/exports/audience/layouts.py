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
    meta_email,
    meta_phone,
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
        Makes a cell from an address; its SHA-256 is written.
    """

    header: str
    contact: str
    form: Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A file that a platform takes.

    Attributes
    ----------
    title : str
    fields : tuple of Field
    page : str
        Where its headers are documented, and when that was read.
    """

    title: str
    fields: tuple[Field, ...]
    page: str


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
        # Headers “email” and “phone”. That a list uploaded by hand may be hashed beforehand is
        # not verified; the hashing itself is that of the Conversions API.
        "meta": Layout(
            title="Meta Custom Audiences",
            fields=(
                Field(header="email", contact=EMAIL, form=meta_email),
                Field(header="phone", contact=PHONE, form=meta_phone),
            ),
            page="facebook.com/business/help/2082575038703844, read 26 November 2026",
        ),
    }
)
"""By key. A plain list for a mail tool is `segmentation.exports.lists`."""
