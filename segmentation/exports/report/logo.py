"""A logo that a user gives: a small picture, told by its bytes and not by its name."""

from segmentation.errors import DataError

MARKS = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
MOST_BYTES = 1_000_000


def checked_logo(data: bytes) -> bytes:
    """Return a logo that every form can show.

    Parameters
    ----------
    data : bytes

    Returns
    -------
    bytes
        The same.

    Raises
    ------
    DataError
        If it is no PNG or JPEG, or larger than a million bytes.
    """
    kind_of_picture(data)
    if len(data) > MOST_BYTES:
        raise DataError(
            f"The logo has {len(data) / 1e6:.1f} MB. Choose one of at most {MOST_BYTES / 1e6:g} MB."
        )
    return data


def kind_of_picture(data: bytes) -> str:
    """Return what kind of picture this is.

    Parameters
    ----------
    data : bytes

    Returns
    -------
    str
        Its MIME type.

    Raises
    ------
    DataError
        If it is no PNG or JPEG.
    """
    found = next((kind for mark, kind in MARKS.items() if data.startswith(mark)), None)
    if found is None:
        raise DataError("The logo is no PNG or JPEG picture. Choose such a file.")
    return found
