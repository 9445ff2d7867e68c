"""What the customers of a trade are called: donors give, guests stay, buyers buy."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

TOKEN = re.compile(r"\{(\w[\w ]*)\}")
PLAIN_WORDS = {
    "customers": "customers",
    "buyers": "buyers",
    "spenders": "spenders",
    "buy": "buy",
    "spending": "spending",
    "bought": "bought",
    "large orders": "large orders",
    "small orders": "small orders",
    "larger orders": "larger orders",
    "smaller orders": "smaller orders",
    "big buyers": "big buyers",
    "small buyers": "small buyers",
}
"""What {customers} and the like are where no trade is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trade:
    """What the customers of a trade are called.

    Attributes
    ----------
    words, without : frozenset of str
        It is this trade where a column's name holds one of the first and none the second.
    called : mapping of str to str
        By token, such as ``buyers``: what to say instead.
    """

    words: frozenset[str]
    without: frozenset[str] = frozenset()
    called: Mapping[str, str] = field(default_factory=dict)


def spoken(text: str, called: Mapping[str, str]) -> str:
    """Put the words of a trade in place of their tokens: “{Buyers}” gives “Donors”.

    Parameters
    ----------
    text : str
        A token that is not known stays as it is.
    called : mapping of str to str

    Returns
    -------
    str
    """

    def put(found: re.Match[str]) -> str:
        token = found[1]
        word = called.get(token.lower(), found[0])
        return word[:1].upper() + word[1:] if token[:1].isupper() else word

    return TOKEN.sub(put, text)
