"""What kind of values a column holds."""

import numpy as np
import pandas as pd
import pytest

from segmentation.tables.columns.kinds import kind_of, level_order


@pytest.mark.parametrize(
    ("name", "values", "kind"),
    [
        ("x", [1.5, 2.5], "number"),
        ("x", [True, False], "boolean"),
        ("x", [0, 1, 1], "boolean"),
        ("x", [0.0, 1.0, np.nan], "boolean"),
        ("x", [1, 2], "number"),
        ("rating", [1, 2, 3, 4, 5], "ordered"),
        ("Bewertung", [1, 2, 3], "ordered"),
        ("rooms", [1, 2, 3, 4, 5], "number"),
        ("rating", [1, 2, 4], "number"),
        ("rating", [10, 55, 80], "number"),
        ("x", ["yes", "no", None], "boolean"),
        ("x", ["Ja", "Nein", "ja"], "boolean"),
        ("x", ["oui", "non"], "boolean"),
        ("x", ["sí", "no"], "boolean"),
        ("x", ["yes", "never"], "category"),
        ("x", ["low", "high", "medium"] * 2, "ordered"),
        ("x", ["klein", "mittel", "groß"] * 2, "ordered"),
        ("x", ["18-24", "25-34", "35+"] * 2, "ordered"),
        ("x", ["Oslo", "Bergen", "Tromsø"] * 2, "category"),
        ("x", ["Oslo", "Bergen", "Tromsø"], "text"),
        ("x", [f"note {i}" for i in range(60)], "text"),
        ("x", pd.to_datetime(["2024-01-01", None]), "date"),
    ],
)
def test_kinds_by_hand(name, values, kind):
    """By values, and for ratings by name as well."""
    assert kind_of(pd.Series(values, name=name)) == kind


@pytest.mark.parametrize(
    ("levels", "ordered"),
    [
        (["high", "low", "medium"], ["low", "medium", "high"]),
        (["L", "S", "XL", "M"], ["S", "M", "L", "XL"]),
        (["Gold", "Bronze", "Silver"], ["Bronze", "Silver", "Gold"]),
        (["25-34", "18-24", "< 18", "35+"], ["< 18", "18-24", "25-34", "35+"]),
        (
            ["$1,000 to $2,000", "$0 to $1,000", "$2,000+"],
            ["$0 to $1,000", "$1,000 to $2,000", "$2,000+"],
        ),
        (["very high", "low", "high"], ["low", "high", "very high"]),
        (["a", "b", "c"], None),
        (["low", "high"], None),
    ],
)
def test_orders_by_hand(levels, ordered):
    """From the lowest to the highest."""
    assert level_order(levels) == ordered
