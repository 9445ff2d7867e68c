"""The link of a report as a picture that a phone reads (a QR code, ISO/IEC 18004)."""

import io

import segno

QUIET = 4
"""Modules of empty space around the code, as the standard asks for."""


def qr_png(link: str, pixels: int = 12) -> bytes:
    """Draw a link as a picture.

    Parameters
    ----------
    link : str
        At most some 2,000 characters.
    pixels : int
        Of a module.

    Returns
    -------
    bytes
        A PNG, black on white: readers want that contrast in every look.
    """
    picture = io.BytesIO()
    segno.make_qr(link, error="m").save(picture, kind="png", scale=pixels, border=QUIET)
    return picture.getvalue()
