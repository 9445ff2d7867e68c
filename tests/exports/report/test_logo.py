"""A logo is a small PNG or JPEG, whatever it is called."""

import pytest

from segmentation.errors import DataError
from segmentation.exports.report.logo import checked_logo, kind_of_picture

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0"


@pytest.mark.parametrize(("data", "kind"), [(PNG, "image/png"), (JPEG, "image/jpeg")])
def test_the_kind_is_told_from_the_bytes(data, kind):
    """Two kinds are known to every form."""
    assert kind_of_picture(data) == kind
    assert checked_logo(data) == data


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"<svg/>", b"\x89PN", b"%PDF"])
def test_anything_else_is_refused(data):
    """In one sentence."""
    with pytest.raises(DataError, match="Choose such a file"):
        checked_logo(data)


def test_a_large_one_is_refused():
    """It would be in every slide."""
    with pytest.raises(DataError, match=r"has 1\.2 MB. Choose one of at most 1 MB"):
        checked_logo(PNG + b"\0" * 1_200_000)
