"""The description of the scoring service that programs read, with examples.

A room of its own beside `api`: it is data, as long as the routes that it describes.
"""

from typing import Any

from segmentation.access.keys import READ, SCOPES, SCORE
from segmentation.customers.rfm_rules.regrouped import MEASURES
from segmentation.customers.rfm_scores import BEST, BINS
from segmentation.service.auth import KEY_HEADER, TITLES, Limits

EXAMPLE_ROW = {"age": 34, "city": "Oslo", "visits": 7.5}
EXAMPLE_RESULT = {
    "segment": 2,
    "name": "Regular visitors",
    "distance": 0.71,
    "confidence": 0.64,
    "in_range": True,
    "reason": None,
}
EXAMPLE_LINES = {
    "lines": [
        {"who": "Ann", "day": "2026-01-03", "paid": 12.5},
        {"who": "Ann", "day": "2026-01-20", "paid": 30},
        {"who": "Bo", "day": "2026-01-11", "paid": 8},
    ],
    "customer": "who",
    "date": "day",
    "amount": "paid",
}
EXAMPLE_CUSTOMERS = {
    "customers": [{"who": "Ann", "recency_days": 0, "frequency": 2, "monetary_value": 42.5}],
    "notes": ["Purchases: 3 lines."],
}
ID = {
    "name": "id",
    "in": "path",
    "required": True,
    "description": "Of a saved segmentation, as the list gives it.",
    "schema": {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,64}$"},
}


def describe(limits: Limits) -> dict[str, Any]:
    """Describe the service.

    Parameters
    ----------
    limits : Limits

    Returns
    -------
    dict
        As OpenAPI 3.1.
    """
    rows = {
        "type": "array",
        "items": {"$ref": "#/components/schemas/Row"},
        "minItems": 1,
        "maxItems": limits.rows,
    }
    found = {
        "openapi": "3.1.0",
        "info": {
            "title": "Customer segmentation",
            "version": "1",
            "description": "Gives customers the segments of a saved segmentation, by the rule of "
            "the app, the command line and its SQL.",
        },
        "paths": {
            "/api/health": {
                "get": _operation("health", "Say that the service is up", _object(status=_text()))
                | {"security": []}
            },
            "/api/rfm": {
                "post": _scoring(
                    "makeCustomers",
                    "Make customers with their measures and groups from lines of sales",
                    _lines(limits),
                    EXAMPLE_LINES,
                    _object(
                        customers={"type": "array", "items": _ref("Row")},
                        notes={"type": "array", "items": _text()},
                    ),
                    EXAMPLE_CUSTOMERS,
                )
            },
            "/api/models": {
                "get": _operation(
                    "listModels",
                    "List the saved segmentations",
                    _object(models=_list("Card")),
                    refusals=(503,),
                )
                | _needing(READ)
            },
            "/api/models/{id}": {
                "get": _operation("describeModel", "Describe one", _ref("Model"), (404, 422, 503))
                | _needing(READ),
                "parameters": [ID],
            },
            "/api/models/{id}/score": {
                "post": _scoring(
                    "scoreMany",
                    "Score many customers, in their order",
                    _object(rows=rows),
                    {"rows": [EXAMPLE_ROW]},
                    _object(results=_list("Result")),
                    {"results": [EXAMPLE_RESULT]},
                ),
                "parameters": [ID],
            },
            "/api/models/{id}/score/one": {
                "post": _scoring(
                    "scoreOne",
                    "Score one customer, with the runner-up and the reasons",
                    _object(row=_ref("Row")),
                    {"row": EXAMPLE_ROW},
                    _ref("OneResult"),
                    {
                        **EXAMPLE_RESULT,
                        "runner_up": {"segment": 0, "name": "Newcomers", "distance": 1.97},
                        "reasons": [{"column": "visits", "share": 0.8}],
                    },
                ),
                "parameters": [ID],
            },
        },
        "components": {
            "schemas": _schemas(),
            "securitySchemes": {
                "key": {
                    "type": "apiKey",
                    "in": "header",
                    "name": KEY_HEADER,
                    "description": "Made by the operator, with an owner, an end and scopes. "
                    + "; ".join(f"{scope}: {opens}" for scope, opens in SCOPES.items())
                    + ". Each operation names the one that it needs.",
                }
            },
        },
        "security": [{"key": []}],
    }
    if limits.without_key and not limits.keys:  # this machine may ask with a key or with none
        for path in found["paths"].values():
            for method in path.keys() - {"parameters"}:
                path[method]["security"] += [{}] if path[method]["security"] else []
    return found


def _operation(
    name: str, summary: str, answer: dict, refusals: tuple[int, ...] = ()
) -> dict[str, Any]:
    responses = {
        "200": {"description": "The answer", "content": {"application/json": {"schema": answer}}}
    }
    if refusals or name != "health":
        responses |= {str(status): _refusal(status) for status in (401, 403, 429, *refusals)}
    return {"operationId": name, "summary": summary, "responses": responses}


def _scoring(
    name: str, summary: str, body: dict, example: dict, answer: dict, answer_example: dict
) -> dict[str, Any]:
    operation = _operation(name, summary, answer, (400, 404, 408, 413, 415, 422, 503))
    operation["responses"]["200"]["content"]["application/json"]["example"] = answer_example
    content = {"application/json": {"schema": body, "example": example}}
    body = {"requestBody": {"required": True, "content": content}}
    return operation | body | _needing(SCORE)


def _needing(scope: str) -> dict[str, Any]:
    """Name the scope of a key, as OpenAPI 3.1 allows for every kind of key."""
    return {"security": [{"key": [scope]}]}


def _lines(limits: Limits) -> dict[str, Any]:
    lines = {"type": "array", "items": _ref("Row"), "minItems": 1, "maxItems": limits.rows}
    needed = {"lines": lines, "customer": _text(), "date": _text()}
    day = {"type": ["string", "null"], "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
    more = {name: _text(empty=True) for name in ("amount", "quantity", "price", "order")}
    made = _object(**needed)
    made["properties"] |= more | {
        "as_of": day | {"description": "The day from which recency is counted; else the latest."},
        "bins": {
            "type": ["integer", "null"],
            "minimum": BINS[0],
            "maximum": BINS[-1],
            "description": "Parts of what has no cut points of its own; else 5.",
        },
        "cuts": _cuts(),
    }
    return made


def _cuts() -> dict[str, Any]:
    rising = {"type": "array", "items": _number(), "maxItems": BEST - 1}
    return {
        "type": ["object", "null"],
        "properties": dict.fromkeys(MEASURES, rising),
        "additionalProperties": False,
        "description": "Own cut points, rising: up to so many days, and from so many orders and so "
        "much money on, a score is one higher.",
    }


def _refusal(status: int) -> dict[str, Any]:
    content = {"application/problem+json": {"schema": _ref("Problem")}}
    return {"description": TITLES[status], "content": content}


def _object(**parts: dict) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": parts,
        "required": list(parts),
        "additionalProperties": False,
    }


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _list(name: str) -> dict[str, Any]:
    return {"type": "array", "items": _ref(name)}


def _text(*, empty: bool = False) -> dict[str, Any]:
    return {"type": ["string", "null"]} if empty else {"type": "string"}


def _number(*, empty: bool = False) -> dict[str, Any]:
    return {"type": ["number", "null"]} if empty else {"type": "number"}


def _schemas() -> dict[str, Any]:
    card = {
        "id": _text(),
        "name": _text(),
        "note": _text(),
        "n_segments": {"type": "integer"},
        "n_customers": {"type": "integer"},
        "columns": {"type": "array", "items": _text()},
    }
    result = {
        "segment": {"type": ["integer", "null"], "description": "From 0; null without one."},
        "name": _text(empty=True),
        "distance": _number(empty=True) | {"description": "To the middle, in the fitted space."},
        "confidence": _number(empty=True) | {"description": "0 on a border, 1 in the middle."},
        "in_range": {"type": "boolean", "description": "Whether the fit saw such values."},
        "reason": _text(empty=True) | {"description": "Why there is no segment."},
    }
    column = {
        "name": _text(),
        "kind": {"enum": ["number", "category", "text", "flag", "date"]},
        "low": _number(empty=True),
        "high": _number(empty=True),
        "levels": {"type": ["array", "null"], "items": _text()},
    }
    segment = {
        "segment": {"type": "integer"},
        "name": _text(),
        "color": _text(),
        "size": {"type": "integer"},
        "share": _number(),
        "means": {"type": "object", "additionalProperties": _number()},
    }
    runner_up = {"type": ["object", "null"], "properties": {"segment": {"type": "integer"}}}
    runner_up["properties"] |= {"name": _text(), "distance": _number()}
    reasons = {"type": "array", "items": _object(column=_text(), share=_number())}
    return {
        "Row": {
            "type": "object",
            "description": "A value by column. A column that is missing is a gap.",
            "minProperties": 1,
            "additionalProperties": {"type": ["string", "number", "boolean", "null"]},
        },
        "Result": _object(**result),
        "OneResult": _object(**result, runner_up=runner_up, reasons=reasons),
        "Card": _object(**card),
        "Model": _object(
            **card,
            algorithm=_text(),
            made=_text(empty=True),
            silhouette=_number(empty=True),
            formulas={"type": "object", "additionalProperties": _text()},
            where=_text(),
            rules={"type": "object", "additionalProperties": _text()},
            verdict={"enum": ["groups", "slices", "none", None]},
            recommended_k={"type": ["integer", "null"]},
            suggested_k={"type": ["integer", "null"]},
            inputs={"type": "array", "items": _object(**column)},
            segments={"type": "array", "items": _object(**segment)},
        ),
        "Problem": _object(type=_text(), title=_text(), status={"type": "integer"}, detail=_text()),
    }
