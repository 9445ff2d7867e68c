"""A chart's toolbar saves the picture and the figures behind it."""

import struct

import pandas as pd
from conftest import goto, settle


def save(page, chart, title):
    """Press a button of a chart's toolbar; return the file."""
    page.locator(chart).hover()
    with page.expect_download() as download:
        page.locator(f"{chart} .modebar-btn[data-title='{title}']").click()
    return download.value


def test_a_chart_is_saved_as_picture_drawing_and_figures(page, app_server):
    """In the look of the page, with its title; a spreadsheet would run none of its cells."""
    goto(page, f"{app_server}/?names=%7B%220%22:%22%3D1%2B1%22%7D")
    settle(page)
    chart, box = ".st-key-map_2", page.locator(".st-key-map_2 .segmentation-figure").bounding_box()
    picture = save(page, chart, "Save as a picture (PNG)")
    width, height = struct.unpack(">II", picture.path().read_bytes()[16:24])
    assert (width, height) == (2 * round(box["width"]), 2 * round(box["height"]))
    drawing = save(page, chart, "Save as a drawing (SVG)").path().read_text("utf-8")
    assert "5 segments account for" in drawing
    figures = save(page, chart, "Save the figures (CSV)")
    assert figures.suggested_filename.startswith("5-segments-account-for")
    frame = pd.read_csv(figures.path())
    assert len(frame) == 200
    assert {"Annual Income (k$)", "Spending Score (1-100)"} <= set(frame.columns)
    assert frame["series"].nunique() == 5
    assert frame["Annual Income (k$)"].sum() == 12112
    assert "'=1+1" in set(frame["series"])  # a name is the user's own
    assert "=1+1" not in set(frame["series"])
