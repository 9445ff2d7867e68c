"""Streamlit's caches around the package, one line each: the only room here that knows Streamlit.

Pages call `cached.f(choices)`; values are shared between sessions and read-only.
"""

from segmentation.cached.clusters import (
    agreement,
    chance,
    components,
    distinctness,
    drivers,
    fits,
    lesson,
    restarts,
    scan,
    silhouettes,
    stability,
    tree,
)
from segmentation.cached.keeping import (
    drawing,
)
from segmentation.cached.segments import (
    cards,
    customer_view,
    effects_of,
    importance,
    outlined,
    places_of,
    renamed,
    rules,
    segmentation,
    trees,
)
from segmentation.cached.tables import (
    columns,
    customers,
    default_features,
    effects,
    group_sizes,
    quality,
    read,
    sale_columns,
    sale_sentences,
    sample,
    statistics,
)

__all__ = [
    "agreement",
    "cards",
    "chance",
    "columns",
    "components",
    "customer_view",
    "customers",
    "default_features",
    "distinctness",
    "drawing",
    "drivers",
    "effects",
    "effects_of",
    "fits",
    "group_sizes",
    "importance",
    "lesson",
    "outlined",
    "places_of",
    "quality",
    "read",
    "renamed",
    "restarts",
    "rules",
    "sale_columns",
    "sale_sentences",
    "sample",
    "scan",
    "segmentation",
    "silhouettes",
    "stability",
    "statistics",
    "tree",
    "trees",
]
