"""The groups that another method sees, on a map of their own."""

from dataclasses import dataclass

import numpy as np

from segmentation.charts.segment_map import SegmentMapData, segment_map_data
from segmentation.clustering.evidence.second_opinion import SecondOpinion


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class OtherGroupsData(SegmentMapData):
    """What the map of another method's groups shows; `segment_map_chart` draws it.

    Attributes
    ----------
    method : str
        What the method is called.
    n_without : int
        Customers it gives no group; they are not drawn.
    """

    method: str
    n_without: int

    @property
    def title(self) -> str:
        """Who sees how many."""
        method = self.method[0].upper() + self.method[1:]
        return f"{method} sees {len(self.segments)} groups"

    @property
    def caption(self) -> str:
        """How many customers are drawn, and how many have no group."""
        without = f"; {self.n_without:,} without a group are not" if self.n_without else ""
        return f"{self.n_shown:,} customers shown{without}"

    @property
    def alt(self) -> str:
        """The map in words."""
        sizes = "; ".join(f"{group.name}: {group.size:,} customers" for group in self.segments)
        return f"Map of customers. {self.title}. {self.caption}. {sizes}."


def other_groups_data(
    opinion: SecondOpinion,
    coordinates: np.ndarray,
    axes: tuple[str, ...],
    customers: np.ndarray,
    *,
    first_slot: int = 0,
) -> OtherGroupsData:
    """Lay out the groups of another method.

    Parameters
    ----------
    opinion : SecondOpinion
    coordinates : ndarray of shape (n_samples, n_axes)
        Of all customers, on one, two or three axes.
    axes : tuple of str
        Axis titles.
    customers : ndarray of shape (n_samples,)
        Identifiers.
    first_slot : int
        Of the first group: groups must not look like the segments beside them.

    Returns
    -------
    OtherGroupsData
    """
    own = opinion.labels >= 0
    rows = opinion.rows[own]
    data = segment_map_data(
        coordinates[rows],
        axes,
        opinion.labels[own],
        tuple(range(first_slot, first_slot + opinion.n_groups)),
        tuple(f"Group {number} of {opinion.method}" for number in range(1, opinion.n_groups + 1)),
        customers[rows],
    )
    return OtherGroupsData(
        axes=data.axes,
        segments=data.segments,
        explained=data.explained,
        n_customers=data.n_customers,
        n_shown=data.n_shown,
        method=opinion.method,
        n_without=int((~own).sum()),
    )
