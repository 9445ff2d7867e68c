"""Plan: whom to start with, what to offer, where to put the budget, how to prove it."""

from pages.ui import router

router.enter()

import streamlit as st  # noqa: E402 - the router comes first

from pages.ui import (  # noqa: E402
    frame,
    money_views,
    names,
    plan_views,
    proof_views,
    settings,
    state,
    target_views,
)
from pages.ui.messages import plain, sentences_for_errors  # noqa: E402
from segmentation import cached  # noqa: E402

table = state.table()
frame.show_notice()
head = st.container()
choose_features, choose_k = st.columns([3, 2], gap="medium")
with choose_features:
    features = settings.choose_features(table)
    family = settings.choose_family(table, features)
if family is None:
    head.title("Choose what to segment by")
    head.info("No column is chosen. Choose at least one, for example how much customers spend.")
    st.stop()

with sentences_for_errors():
    scan = cached.scan(table, family)
    with choose_k:
        k = settings.choose_k(scan.peak_k)
    result = names.named(table, cached.segmentation(table, settings.with_k(family, k)))
    plan = target_views.show_targets(result)

head.title(plain(plan_views.headline(result, plan)))
kept = plan_views.show_plays(result, plan)
with sentences_for_errors():
    money = money_views.show_money(table, result)
    proof = proof_views.show_proof(result, money)
plan_views.show_value(table, result)
plan_views.show_download(result, plan, kept, money, proof)
st.page_link("pages/profiles.py", label="Who they are", icon=":material/groups:")
