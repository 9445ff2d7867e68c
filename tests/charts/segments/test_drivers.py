"""What drives the segments: two measures side by side."""

from segmentation.charts.segments.drivers import drivers_chart, drivers_data
from segmentation.charts.theme import LIGHT
from segmentation.clustering.evidence.drivers import Driver


def driver(name: str, share: float) -> Driver:
    """Make a driver."""
    return Driver(feature=name, share=share, explained=share, is_copy=False)


DATA = drivers_data((driver("Spend (€)", 0.7), driver("<b>", 0.3)), {"<b>": 0.25, "Spend (€)": 0.5})


def test_the_strongest_is_the_title():
    """Shares and shuffles belong to their column."""
    assert DATA.title == "Spend matters most: 70% of the difference"
    assert DATA.moved == (0.5, 0.25)
    assert DATA.table.iloc[0].tolist() == ["Spend", 70.0, 50.0]
    assert "Spend 70%, shuffled 50%" in DATA.alt


def test_one_column_alone():
    """Makes the segments, whatever its share."""
    assert drivers_data((driver("age", 1.0),), {"age": 0.6}).title == "Age alone makes the segments"


def test_two_bars_each():
    """Every feature has a bar for its share and one for shuffling; its name is plain text."""
    figure = drivers_chart(DATA, LIGHT)
    assert list(figure.data[0].x) == [70, 30]
    assert list(figure.data[1].x) == [50, 25]
    assert "<b>" not in figure.to_json()
