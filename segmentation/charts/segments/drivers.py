"""What drives the segmentation: each feature's share, and what happens when it is shuffled."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from segmentation.charts.theme import (
    Theme,
    escape,
    format_share,
    new_figure,
    nothing_to_show,
    shorten,
)
from segmentation.clustering.evidence.drivers import Driver
from segmentation.tables.labels import split_unit


@dataclass(frozen=True, slots=True, kw_only=True)
class DriversData:
    """Features, the strongest first.

    Attributes
    ----------
    features : tuple of str
        Labels.
    shares : tuple of float
        Of what tells the segments apart; they add up to 1.
    moved : tuple of float
        Share of customers that change segment when the feature is shuffled.
    """

    features: tuple[str, ...]
    shares: tuple[float, ...]
    moved: tuple[float, ...]

    @property
    def title(self) -> str:
        """The finding."""
        if not self.features:
            return "No column tells the segments apart"
        first = self.features[0][:1].upper() + self.features[0][1:]
        if len(self.features) == 1:
            return f"{first} alone makes the segments"
        return f"{first} matters most: {format_share(self.shares[0])} of the difference"

    @property
    def caption(self) -> str:
        """How the two are measured."""
        return (
            "Share of the variance between segments, and share of customers who would change "
            "segment if the column were shuffled."
        )

    @property
    def table(self) -> pd.DataFrame:
        """The same as a table, in per cent."""
        return pd.DataFrame(
            {
                "Column": list(self.features),
                "Share of the difference, %": [round(100 * share, 1) for share in self.shares],
                "Would change segment, %": [round(100 * share, 1) for share in self.moved],
            }
        )

    @property
    def alt(self) -> str:
        """The bars in words."""
        rows = zip(self.features, self.shares, self.moved, strict=True)
        told = [f"{f} {format_share(s)}, shuffled {format_share(m)}" for f, s, m in rows]
        return f"{self.title}: {'; '.join(told)}."


def drivers_data(ranked: tuple[Driver, ...], importance: Mapping[str, float]) -> DriversData:
    """Put both measures beside each other.

    Parameters
    ----------
    ranked : tuple of Driver
        The strongest first.
    importance : mapping of str to float
        By feature.

    Returns
    -------
    DriversData
    """
    return DriversData(
        features=tuple(split_unit(driver.feature).label for driver in ranked),
        shares=tuple(driver.share for driver in ranked),
        moved=tuple(importance[driver.feature] for driver in ranked),
    )


def drivers_chart(data: DriversData, theme: Theme) -> go.Figure:
    """Draw two bars per feature.

    Parameters
    ----------
    data : DriversData
    theme : Theme

    Returns
    -------
    plotly.graph_objects.Figure
    """
    if not data.features:
        return nothing_to_show(theme, f"{data.title}.")
    rows = list(range(len(data.features)))
    kinds = (
        ("Share of the difference", data.shares, theme.accent),
        ("Would change segment", data.moved, theme.reference),
    )
    bars = [
        go.Bar(
            x=[100 * share for share in shares],
            y=rows,
            orientation="h",
            name=name,
            marker={"color": color},
            text=[format_share(share) for share in shares],
            textposition="outside",
            cliponaxis=False,
            customdata=[escape(feature) for feature in data.features],
            hovertemplate=f"%{{customdata}}<br>{name}: %{{text}}<extra></extra>",
        )
        for name, shares, color in kinds
    ]
    highest = max(*data.shares, *data.moved)
    return new_figure(
        theme,
        bars,
        text=data.title,
        caption=data.caption,
        barmode="group",
        bargap=0.3,
        height=130 + 62 * len(rows),
        xaxis={"range": [0, 120 * highest or 1], "visible": False, "fixedrange": True},
        yaxis={
            "tickvals": rows,
            "ticktext": [escape(shorten(feature, 28)) for feature in data.features],
            "range": [len(rows) - 0.5, -0.5],
            "showgrid": False,
            "fixedrange": True,
            "tickfont": {"color": theme.text},
        },
    )
