"""The radar: closed lines, eight spokes at most, and a sentence for fewer than three."""

import numpy as np

from segmentation.charts.segments.radar import MOST_ON_RADAR, radar_chart
from segmentation.charts.segments.side_by_side import SideBySide
from segmentation.charts.theme import LIGHT


def data(n_columns: int) -> SideBySide:
    """Make two segments on some columns."""
    z = np.linspace(-1, 1, 2 * n_columns).reshape(2, n_columns)
    return SideBySide(
        columns=tuple(f"c{at}" for at in range(n_columns)),
        names=("A", "B"),
        slots=(0, 1),
        z=z,
        index=100 + z,
        means=tuple(tuple(f"{v:.1f}" for v in row) for row in z),
        title="A stands out",
    )


def test_lines_are_closed():
    """The first spoke again at the end, and a ring for everybody."""
    figure = radar_chart(data(4), LIGHT)
    assert [trace.name for trace in figure.data] == ["All customers", "A", "B"]
    assert set(figure.data[0].r) == {0}
    assert list(figure.data[1].r) == [*data(4).z[0], data(4).z[0, 0]]
    assert figure.data[1].theta[0] == figure.data[1].theta[-1]


def test_too_many_spokes_are_cut_and_told():
    """Of eleven columns the strongest eight are spokes, and the caption says so."""
    figure = radar_chart(data(11), LIGHT)
    assert len(figure.data[1].r) == MOST_ON_RADAR + 1
    assert "first 8 on the radar" in figure.layout.title.text


def test_two_spokes_are_no_radar():
    """It says what to choose instead."""
    figure = radar_chart(data(2), LIGHT)
    assert not figure.data
    assert "heat map" in figure.layout.annotations[0].text.replace("<br>", " ")
