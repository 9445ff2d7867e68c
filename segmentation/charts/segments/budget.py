"""A budget, split over segments, beside the same in even parts."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from segmentation.charts.theme import (
    Theme,
    distinct_short,
    escape,
    format_share,
    new_figure,
    nothing_to_show,
    segment_color,
)
from segmentation.tables.number_format import format_money


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BudgetData:
    """What is spent on each segment.

    Attributes
    ----------
    names : tuple of str
        Segments in their lasting order.
    slots : tuple of int
    spent, even : ndarray of shape (n_segments,)
        By the best split, and in equal parts.
    mark : str
        What an example's figures say of themselves.
    currency : str
        Of the amounts.
    """

    names: tuple[str, ...]
    slots: tuple[int, ...]
    spent: np.ndarray = field(repr=False)
    even: np.ndarray = field(repr=False)
    mark: str = ""
    currency: str = ""

    @property
    def title(self) -> str:
        """The finding."""
        if not (self.spent > 0).any():
            return f"No segment pays for its contacts{self.mark}"
        most = int(self.spent.argmax())
        share = self.spent[most] / self.spent.sum()
        return f"“{self.names[most]}” get {format_share(share)} of what is spent{self.mark}"

    def money(self, amount: float) -> str:
        """Return an amount as it is shown."""
        return format_money(float(amount), self.currency)

    @property
    def caption(self) -> str:
        """What the second bar is."""
        return "Grey: the same budget in equal parts."

    @property
    def table(self) -> pd.DataFrame:
        """The bars as a table."""
        return pd.DataFrame(
            {
                "Segment": list(self.names),
                "Best split": self.spent.round(2),
                "Equal parts": self.even.round(2),
            }
        )

    @property
    def alt(self) -> str:
        """The bars in words."""
        rows = zip(self.names, self.spent, self.even, strict=True)
        told = [f"{n} {self.money(s)} (equal {self.money(e)})" for n, s, e in rows]
        return f"{self.title}: {'; '.join(told)}."


def budget_data(
    spent: np.ndarray,
    even: np.ndarray,
    names: tuple[str, ...],
    slots: tuple[int, ...],
    *,
    mark: str = "",
    currency: str = "",
) -> BudgetData:
    """Put the segments in the order of their slots.

    Parameters
    ----------
    spent, even : ndarray of shape (n_segments,)
    names : tuple of str
    slots : tuple of int
        All per segment.
    mark, currency : str

    Returns
    -------
    BudgetData
    """
    order = np.argsort(slots)
    return BudgetData(
        names=tuple(names[segment] for segment in order),
        slots=tuple(slots[segment] for segment in order),
        spent=np.asarray(spent)[order],
        even=np.asarray(even)[order],
        mark=mark,
        currency=currency,
    )


def budget_chart(data: BudgetData, theme: Theme) -> go.Figure:
    """Draw two bars per segment: the best split in its colour, even parts in grey.

    Parameters
    ----------
    data : BudgetData
    theme : Theme

    Returns
    -------
    plotly.graph_objects.Figure
    """
    if not data.names:
        return nothing_to_show(theme, "There are no segments.")
    rows = list(range(len(data.names)))
    looks = (
        ("Best split", data.spent, [segment_color(theme, slot) for slot in data.slots]),
        ("Equal parts", data.even, theme.reference),
    )
    bars = [
        go.Bar(
            x=values,
            y=rows,
            orientation="h",
            name=name,
            marker={"color": color},
            text=[escape(data.money(value)) for value in values],
            textposition="outside",
            cliponaxis=False,
            customdata=[escape(segment) for segment in data.names],
            hovertemplate=f"%{{customdata}}<br>{name}: %{{text}}<extra></extra>",
        )
        for name, values, color in looks
    ]
    highest = float(max(data.spent.max(), data.even.max())) or 1.0
    return new_figure(
        theme,
        bars,
        text=data.title,
        caption=data.caption,
        barmode="group",
        bargap=0.3,
        showlegend=False,
        xaxis={"range": [0, 1.2 * highest], "visible": False, "fixedrange": True},
        yaxis={
            "tickvals": rows,
            "ticktext": [escape(name) for name in distinct_short(data.names, 26)],
            "range": [len(rows) - 0.5, -0.5],
            "showgrid": False,
            "fixedrange": True,
            "tickfont": {"color": theme.text},
        },
    )
