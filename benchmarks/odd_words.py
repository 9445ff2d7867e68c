"""Texts and values that nobody expects, drawn from a seed."""

import random
from typing import Any

PIECES = (
    *("age", "spend", "city", "day", "id", "Oslo", "'", '"', "`", "(", ")", "[", "]", "{", "}"),
    *(" and ", " or ", " not ", " in ", "=", "!=", "<", ">", "<=", ">=", "+", "-", "*", "/", "%"),
    *("\n", "\r", "\t", "\0", " ", ",", ";", ":", ".", "..", "/", "\\", "|", "$", "&", "#", "@"),
    *("0", "1", "-1", "2-3", "1e309", "-0.0", "NaN", "inf", "1_000", "9" * 30, "0x1F", "١٢", "½"),
    *("2026-01-31", "2026-02-30", "9999-12-31", "days_since(", "filled(", "true", "null", "None"),
    *("é", "e\u0301", "ß", "İ", "ﬀ", "\u202e", "\u2060", "\ufeff", "\ud800", "\udfff", "🎉", "𝒳"),
    *(
        "http://x",
        "www.",
        "=1+1",
        "<b>",
        "</script>",
        "{{7*7}}",
        "%s",
        "%00",
        "${x}",
        "🧑‍🤝‍🧑",
        "CON",
    ),
    *("--", "--k", "--help", "-", "*" * 40, "(" * 60, "a" * 300),
)
VALUES = (
    *(None, True, False, 0, -1, 1, 2**63, -(2**70), 1e308, -0.0, 1e-320, float("nan"), ""),
    *(float("inf"), "a", "\0", "\ud800", "x" * 500, [], {}, [[]], [None], {"": None}, {"a": []}),
)
MOST_PARTS = 12


def odd_text(draw: random.Random, longest: int = MOST_PARTS) -> str:
    """Return a text of up to so many pieces and characters."""
    parts = [
        draw.choice(PIECES) if draw.random() < 0.8 else chr(draw.randrange(0x3000))
        for _ in range(draw.randint(0, longest))
    ]
    return "".join(parts)


def odd_document(draw: random.Random, depth: int = 0) -> Any:
    """Return a value as JSON may hold one."""
    chance = draw.random()
    if depth > 3 or chance < 0.6:
        return draw.choice(VALUES) if chance < 0.4 else odd_text(draw, 4)
    parts = range(draw.randint(0, 4))
    if chance < 0.8:
        return [odd_document(draw, depth + 1) for _ in parts]
    return {odd_text(draw, 2): odd_document(draw, depth + 1) for _ in parts}


def spoiled(document: Any, draw: random.Random) -> Any:
    """Return a document with one to three of its parts changed, left out, doubled or moved."""
    for _ in range(draw.randint(1, 3)):
        document = _changed_once(document, draw)
    return document


def _changed_once(part: Any, draw: random.Random) -> Any:
    if draw.random() < 0.15 or not isinstance(part, dict | list) or not part:
        if isinstance(part, float | int) and draw.random() < 0.5:
            return part * draw.choice((-1, 0, 10, 1e300)) if not isinstance(part, bool) else part
        return odd_document(draw)
    changed = dict(part) if isinstance(part, dict) else list(part)
    at = draw.choice(list(changed)) if isinstance(part, dict) else draw.randrange(len(changed))
    change = draw.random()
    if change < 0.08:
        del changed[at]
    elif change < 0.14 and isinstance(changed, dict):
        changed[odd_text(draw, 2)] = changed[at]
    elif change < 0.2 and isinstance(changed, list):
        changed += [changed[at]] * draw.choice((1, 2, 50))
    else:
        changed[at] = _changed_once(changed[at], draw)
    return changed
