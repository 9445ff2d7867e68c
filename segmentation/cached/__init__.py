"""Streamlit's caches around the package, a few lines each: the only room here that knows Streamlit.

Pages call `cached.f(choices)`; values are shared between sessions and read-only.
"""

from segmentation.cached.by_key import drawing
from segmentation.cached.campaign import customers_needed, detectable, lifts
from segmentation.cached.clusters import (
    agreement,
    borders,
    candidate_specs,
    chance,
    components,
    disguise,
    distinctness,
    drivers,
    first_k,
    fitted_range,
    foresight,
    lesson,
    proposal,
    restarts,
    scan,
    second_opinion,
    silhouettes,
    stability,
    ward_dendrogram,
    weigh_set,
    weighed,
)
from segmentation.cached.saved import (
    drift,
    library,
    middles,
    migration,
    model,
    opened_model,
    saved,
    scored_part,
    statement,
)
from segmentation.cached.segments import (
    cards,
    customer_view,
    effects,
    goal_shares,
    has_rhythm,
    importance,
    named,
    order_values,
    outlined,
    places_of,
    refit,
    rules,
    rules_beside,
    segmentation,
    trees,
)
from segmentation.cached.tables import (
    cleaning_effects,
    columns,
    customers,
    default_features,
    grain,
    group_sizes,
    group_words,
    quality,
    read,
    rfm_columns,
    rfm_rules,
    sale_columns,
    sale_sentences,
    sample,
    scales,
    statistics,
    values_of,
    visitors,
    with_formulas,
)
