"""The campaign of the Plan page: its name, when it runs, its currency, who is held out."""

from dataclasses import dataclass

import streamlit as st

from pages.plan import words
from pages.shared.messages import ask_short
from segmentation.analysis.segmentation import Segmentation
from segmentation.segments.planning.currency import CURRENCIES, guess_currency
from segmentation.tables.number_format import format_money

LONGEST = 80
HELD_OUT = 10.0
"""Per cent of each segment that are left alone, until another share is given."""

FIELD = 166
"""Pixels of a field: two of them stand side by side on a phone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """What is planned.

    Attributes
    ----------
    name, season : str
        As the user calls it and when it runs; empty where nothing is given.
    currency : str
        Of every amount.
    hold_out : float
        Share of each segment that is left alone, 0 to 1.
    """

    name: str
    season: str
    currency: str
    hold_out: float

    def money(self, amount: float) -> str:
        """Return an amount with the currency."""
        return format_money(amount, self.currency)

    @property
    def title(self) -> str:
        """Name and season, as far as they are given."""
        return ", ".join(filter(None, (self.name, self.season)))

    @property
    def column_format(self) -> str:
        """How a column of numbers shows money: the currency and two decimals."""
        before = format_money(0, self.currency).removesuffix("0")
        return before.replace("%", "%%") + "%.2f"


def ask_campaign(result: Segmentation) -> Campaign:
    """Ask what the campaign is called, when it runs, in which currency, and who is held out."""
    guessed = _guessed_currency(result)
    return Campaign(
        name=ask_short(
            st.text_input,
            words.NAME,
            longest=LONGEST,
            key="campaign_name",
            persist_state="session",
            width=FIELD,
        ).strip(),
        season=ask_short(
            st.text_input,
            words.SEASON,
            longest=LONGEST,
            key="campaign_season",
            persist_state="session",
            placeholder=words.SEASON_EXAMPLE,
            width=FIELD,
        ).strip(),
        currency=st.selectbox(
            words.CURRENCY,
            CURRENCIES,
            CURRENCIES.index(guessed),
            key="campaign_currency",
            persist_state="session",
            accept_new_options=True,
            help=words.CURRENCY_HELP,
            width=FIELD,
        )[:8],
        hold_out=st.number_input(
            words.HELD_OUT,
            value=HELD_OUT,
            key="hold_out",
            persist_state="session",
            help=words.HELD_OUT_HELP,
            width=FIELD,
        )
        / 100,
    )


def kept_campaign(result: Segmentation) -> Campaign:
    """Return the campaign as it was left on the Plan page, without asking."""
    kept = st.session_state
    return Campaign(
        name=(kept.get("campaign_name") or "").strip(),
        season=(kept.get("campaign_season") or "").strip(),
        currency=(kept.get("campaign_currency") or _guessed_currency(result))[:8],
        hold_out=kept.get("hold_out", HELD_OUT) / 100,
    )


def _guessed_currency(result: Segmentation) -> str:
    return guess_currency(map(str, result.rows.frame.columns)) or CURRENCIES[0]
