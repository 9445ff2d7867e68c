"""What columns that were made of sales or events are called in a sentence."""

from segmentation.tables.labels import split_unit

SPOKEN = {
    "recency_days": "days since last active",
    "tenure_days": "days since first active",
    "monetary_value": "total spent",
    "average_order": "average order",
    "days_between_orders": "days between orders",
    "share_of_returns": "share returned",
    "n_products": "products bought",
    "n_categories": "kinds of products bought",
    "recency_score": "recency group",
    "frequency_score": "frequency group",
    "monetary_score": "spending group",
    "rfm_group": "group of buyers",
}
"""Names that the makers of customers give and hardly anybody else. “frequency” stays: in a file of
somebody else it may count anything."""


def spoken(column: str) -> str:
    """Return what a column is called where its name alone is told.

    Parameters
    ----------
    column : str

    Returns
    -------
    str
        Without its unit.

    Examples
    --------
    >>> spoken("n_products"), spoken("Annual Income (k$)")
    ('products bought', 'Annual Income')
    """
    return SPOKEN.get(column) or split_unit(column).label
