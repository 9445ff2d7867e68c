"""A chart on the page: drawn once for all sessions, then served as text."""

from collections.abc import Callable
from typing import Any

from pages.ui import plotly
from pages.ui.theme import current_theme
from segmentation import cached
from segmentation.charts.drawing import draw


def show(
    what: tuple[object, ...],
    data_of: Callable[[], object],
    chart_of: Callable,
    *,
    key: str,
    **shown: Any,
) -> None:
    """Show a chart in the visitor's theme; its data are made only when it is not kept yet.

    Parameters
    ----------
    what : tuple
        The chart's name and all that it depends on but the theme.
    data_of : callable
        Makes its data.
    chart_of : callable
        The builder that belongs to them.
    key : str
        One chart on the page.
    **shown : Any
        Further settings of `plotly.chart`.
    """
    look = current_theme()
    drawing = cached.drawing((*what, look.name), lambda: draw(data_of(), chart_of, look))
    plotly.chart(drawing, key=key, **shown)
