"""Colours that can be told from the page and from each other, by every eye."""

import numpy as np
import plotly.graph_objects as go
import pytest

from segmentation.charts.palette import (
    DARK,
    LIGHT,
    SYMBOLS,
    diverging_scale,
    segment_color,
    segment_symbol,
    sequential_scale,
    theme,
    translucent,
)
from segmentation.errors import SpecError

LOOKS = pytest.mark.parametrize("look", [LIGHT, DARK], ids=lambda look: look.name)

# Machado, Oliveira and Fernandes (2009), A physiologically-based model for simulation of color
# vision deficiency, IEEE TVCG 15(6): matrices of severity 1, on linear RGB.
VISION = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
# sRGB to CIE XYZ under D65 (IEC 61966-2-1).
XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])

FIRST_SIX, ALL_EIGHT = 19.0, 14.0  # least CIE Lab distances; 2.3 is just noticeable


def linear(colors):
    """Return linear RGB of ``#rrggbb`` colours."""
    channels = [[int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)] for color in colors]
    rgb = np.array(channels)
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def contrast(color, background):
    """Return the contrast ratio of WCAG 2.1."""
    dark, bright = np.sort(linear([color, background]) @ XYZ[1])
    return (bright + 0.05) / (dark + 0.05)


def lab(rgb):
    """Return CIE Lab of linear RGB."""
    share = rgb @ XYZ.T / XYZ.sum(axis=1)
    root = np.where(share > 216 / 24389, np.cbrt(share), (24389 / 27 * share + 16) / 116)
    x, y, z = root.T
    return np.column_stack([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def closest(colors, matrix):
    """Return the least Lab distance between two of the colours as that eye sees them."""
    seen = lab(np.clip(linear(colors) @ matrix.T, 0, 1))
    distances = np.linalg.norm(seen[:, None] - seen[None], axis=2)
    return distances[np.triu_indices(len(colors), 1)].min()


def test_the_measures_know_black_and_white():
    """Contrast is 21 and lightness 0 and 100."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    np.testing.assert_allclose(
        lab(linear(["#000000", "#ffffff"])), [[0, 0, 0], [100, 0, 0]], atol=0.05
    )


@LOOKS
def test_marks_stand_out_from_the_page(look):
    """Every colour of a mark has a contrast of 3, ink one of 4.5, as WCAG 2.1 asks."""
    for color in (*look.segments, *look.sequential, look.reference):
        assert contrast(color, look.surface) >= 3, color
    for color in (look.text, look.muted, look.accent, look.positive, look.negative):
        assert contrast(color, look.surface) >= 4.5, color


@LOOKS
@pytest.mark.parametrize("eye", VISION)
def test_every_eye_tells_the_segments_apart(look, eye):
    """The least distance holds for the first six colours and, lower, for all eight."""
    assert closest(look.segments[:6], VISION[eye]) >= FIRST_SIX
    assert closest(look.segments, VISION[eye]) >= ALL_EIGHT


@LOOKS
@pytest.mark.parametrize("eye", VISION)
def test_every_eye_tells_more_from_less(look, eye):
    """Positive and negative never look alike."""
    assert closest((look.positive, look.negative), VISION[eye]) >= 30


def test_a_slot_keeps_its_hue_in_the_dark():
    """A segment is recognised when the look changes."""
    light, dark = lab(linear(LIGHT.segments)), lab(linear(DARK.segments))
    hues = [np.degrees(np.arctan2(look[:, 2], look[:, 1])) for look in (light, dark)]
    apart = np.abs((hues[0] - hues[1] + 180) % 360 - 180)
    assert apart.max() < 20


def test_a_slot_gives_its_colour_and_symbol():
    """Colours begin again after eight slots, symbols after seven."""
    assert [segment_color(LIGHT, i) for i in (0, 7, 8, 17)] == [
        LIGHT.segments[i] for i in (0, 7, 0, 1)
    ]
    assert [segment_symbol(i) for i in (0, 6, 7, 15)] == [SYMBOLS[i] for i in (0, 6, 0, 1)]
    assert len({(segment_color(DARK, i), segment_symbol(i)) for i in range(56)}) == 56


def test_there_are_eight_colours_and_seven_symbols():
    """No colour or symbol is there twice, and the first four symbols are filled."""
    assert len(set(LIGHT.segments)) == len(set(DARK.segments)) == 8
    assert len(set(SYMBOLS)) == 7
    assert not any("open" in symbol for symbol in SYMBOLS[:4])


@pytest.mark.parametrize("trace", [go.Scatter, go.Scattergl, go.Scatter3d])
def test_symbols_exist_in_every_kind_of_scatter(trace):
    """Flat, on the graphics card and in space."""
    for symbol in SYMBOLS:
        trace(marker={"symbol": symbol})


def test_looks_are_found_by_name():
    """The names “light” and “dark” give the two looks."""
    assert theme("light") is LIGHT
    assert theme("dark") is DARK


def test_an_unknown_look_is_named():
    """The message says what there is."""
    with pytest.raises(SpecError, match=r"no look “sepia”\. Choose “light” or “dark”"):
        theme("sepia")


def test_a_colour_becomes_translucent():
    """A colour in hexadecimal becomes the same in decimal with its opacity."""
    assert translucent("#0a80ff", 0.25) == "rgba(10, 128, 255, 0.25)"


@LOOKS
def test_scales_run_from_nought_to_one(look):
    """Three colours each, in their order."""
    assert sequential_scale(look) == [[i / 2, color] for i, color in enumerate(look.sequential)]
    assert diverging_scale(look) == [[0, look.negative], [0.5, look.neutral], [1, look.positive]]
