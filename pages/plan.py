"""Plan: whom to start with, what to offer, where to put the budget, how to prove it."""

from pages.ui import router

router.enter()

import streamlit as st  # noqa: E402 - the router comes first

from pages.ui import (  # noqa: E402
    frame,
    money_views,
    plan_views,
    proof_views,
    state,
    target_views,
)
from pages.ui.choosing import choose_result  # noqa: E402
from pages.ui.messages import plain, sentences_for_errors  # noqa: E402

table = state.table()
frame.show_notice()
head = st.container()
result, _, _ = choose_result(table, head)
with sentences_for_errors():
    plan = target_views.show_targets(result)

head.title(plain(plan_views.plan_headline(result, plan)))
kept = plan_views.show_plays(result, plan)
with sentences_for_errors():
    money = money_views.show_money(table, result)
    proof = proof_views.show_proof(result, money)
plan_views.show_value(table, result)
plan_views.show_download(result, plan, kept, money, proof)
st.page_link("pages/profiles.py", label="Who they are", icon=":material/groups:")
