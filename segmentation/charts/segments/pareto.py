"""How concentrated a value is: the share of the best customers in all of it."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from segmentation.charts.theme import Theme, format_share, new_figure, nothing_to_show
from segmentation.segments.planning.concentration import pareto

FIFTH = 20


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ParetoData:
    """The curve.

    Attributes
    ----------
    customers, value : ndarray of shape (101,)
        Shares, 0 to 1.
    """

    customers: np.ndarray = field(repr=False)
    value: np.ndarray = field(repr=False)

    @property
    def title(self) -> str:
        """The finding."""
        if np.isnan(self.value).all():
            return "Nobody has brought in anything"
        return f"The best fifth of customers bring in {format_share(self.value[FIFTH])}"

    @property
    def table(self) -> pd.DataFrame:
        """The curve in steps of ten."""
        return pd.DataFrame(
            {
                "Best customers, %": (100 * self.customers[::10]).round(),
                "Of the value, %": (100 * self.value[::10]).round(1),
            }
        )

    @property
    def alt(self) -> str:
        """The curve in words."""
        told = [f"{at}% bring in {format_share(self.value[at])}" for at in (5, 10, 20, 50)]
        return f"{self.title}: {', '.join(told)}."


def pareto_data(values: np.ndarray) -> ParetoData:
    """Compute the curve.

    Parameters
    ----------
    values : ndarray of shape (n_customers,)

    Returns
    -------
    ParetoData
    """
    customers, value = pareto(values)
    return ParetoData(customers=customers, value=value)


def pareto_chart(data: ParetoData, theme: Theme) -> go.Figure:
    """Draw the curve beside the line on which all bring the same.

    Parameters
    ----------
    data : ParetoData
    theme : Theme

    Returns
    -------
    plotly.graph_objects.Figure
    """
    if np.isnan(data.value).all():
        return nothing_to_show(theme, "Nobody has brought in anything.")
    curve = go.Scatter(
        x=100 * data.customers,
        y=100 * data.value,
        mode="lines",
        line={"color": theme.accent, "width": 2},
        hovertemplate="The best %{x:.0f}% bring in %{y:.0f}%<extra></extra>",
    )
    equal = go.Scatter(
        x=[0, 100],
        y=[0, 100],
        mode="lines",
        line={"color": theme.reference, "width": 1, "dash": "dot"},
        hoverinfo="skip",
    )
    figure = new_figure(theme, [equal, curve], text=data.title, showlegend=False)
    figure.update_xaxes(title="Best customers", ticksuffix="%", range=[0, 100])
    figure.update_yaxes(title="Of the money", ticksuffix="%", range=[0, 102])
    return figure
