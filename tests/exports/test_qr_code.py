"""A link as a picture that a phone reads."""

import struct

import pytest
import segno

from segmentation.exports.qr_code import QUIET, qr_png


@pytest.mark.parametrize("letters", [5, 900])
def test_the_picture_has_room_around_the_code(letters):
    """Its side is the modules of the code and four on each side; a longer link has more."""
    link = f"https://studio.example/?{'x' * letters}"
    picture = qr_png(link, 3)
    assert picture.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", picture[16:24])
    modules = segno.make_qr(link, error="m").symbol_size(border=0)[0]
    assert width == height == 3 * (modules + 2 * QUIET)
