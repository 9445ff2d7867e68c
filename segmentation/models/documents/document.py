"""A model as a JSON document: reading one that anybody may have made, writing one that lasts.

A document is data and nothing else: it is parsed as JSON, checked against the published schema
(`model.schema.json`, beside this file), and never run. Whatever is wrong with it ends in one
sentence.
"""

import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from segmentation.errors import ModelError

if TYPE_CHECKING:
    from jsonschema_rs import Draft202012Validator

FORMAT, VERSION = "customer-segmentation-model", 3
LARGEST_BYTES, LOCATED_BYTES = 20_000_000, 1_000_000
HALF_CHARACTER = re.compile(rb"\\u[dD][89a-fA-F]")
"""How JSON writes either half of a character; a pair is one, a half alone is no text."""

SCHEMA_FILE = Path(__file__).with_name("model.schema.json")


def _with_evidence(document: dict) -> dict:
    """Bring version 1 to 2, which says whether there are groups at all."""
    untested = {"verdict": None, "recommended_k": None, "suggested_k": None}
    evidence = untested | {"unclear_borders": 0, "reasons": []}
    return document | {"version": 2, "evidence": evidence}


def _with_formulas(document: dict) -> dict:
    """Bring version 2 to 3, which can hold columns, a filter and rules of the user's own."""
    settings = document.get("settings")
    if isinstance(settings, dict):
        settings = {"formulas": [], "where": "", "rules": []} | settings
    return document | {"version": 3, "settings": settings, "sources": [], "rule_segments": []}


MIGRATIONS: Mapping[int, Callable[[dict], dict]] = MappingProxyType(
    {1: _with_evidence, 2: _with_formulas}
)
"""By version, what brings a document of it to the next; each new version of the schema adds one."""


def write_document(document: dict) -> bytes:
    """Write a document: the same one always as the same bytes.

    Parameters
    ----------
    document : dict

    Returns
    -------
    bytes
        UTF-8.
    """
    text = json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False)
    return (text + "\n").encode("utf-8", "surrogatepass")


def read_document(data: bytes, what: str) -> dict:
    """Read a document that anybody may have made.

    Parameters
    ----------
    data : bytes
    what : str
        The file, for sentences.

    Returns
    -------
    dict
        That fits the schema of the present version.

    Raises
    ------
    ModelError
        If it is no model, damaged, too large, or of a later version.
    """
    if len(data) > LARGEST_BYTES:
        raise ModelError(
            f"{what} has {len(data) / 1e6:,.0f} MB; a model has at most "
            f"{LARGEST_BYTES / 1e6:,.0f} MB. Choose a file that was saved as a model."
        )
    try:
        document = json.loads(data.decode("utf-8-sig"), parse_constant=_refuse)
        if HALF_CHARACTER.search(data):
            json.dumps(document, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise ModelError(
            f"{what} is not a model: it cannot be read as JSON. Choose a file that was saved as "
            "a model, or save it again."
        ) from error
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise ModelError(f"{what} is not a model. Choose a file that was saved as a model.")
    document = _migrated(document, what)
    fault = _first_fault(document, is_large=len(data) > LOCATED_BYTES)
    if fault is not None:
        raise ModelError(
            f"{what} is damaged: its part “{fault}” is not what a model has there. Save the "
            "model again."
        )
    return document


def _migrated(document: dict, what: str) -> dict:
    """Bring a document of an earlier version to the present one."""
    version = document.get("version")
    if not isinstance(version, int):
        return document  # the schema says so
    if version > VERSION:
        raise ModelError(
            f"{what} is of version {version}; this program reads models up to version {VERSION}. "
            f"Update the program, or save the model with this one."
        )
    while version != VERSION and version in MIGRATIONS:
        document = MIGRATIONS[version](document)
        version = document["version"]
    return document


def _refuse(constant: str) -> None:
    raise ValueError(constant)  # JSON has no NaN and no Infinity


def _first_fault(document: dict, *, is_large: bool) -> str | None:
    """Return where a document first does not fit the schema, None where it does."""
    # Not where in a large one: the error holds a copy of what does not fit, and takes seconds in
    # which nobody else is served.
    try:
        if _validator().is_valid(document):
            return None
        error = None if is_large else next(_validator().iter_errors(document))
    except ValueError:
        return "depth"
    return "/".join(map(str, error.instance_path if error else ()))[:80] or "content"


@cache
def _validator() -> "Draft202012Validator":
    from jsonschema_rs import Draft202012Validator

    return Draft202012Validator(json.loads(SCHEMA_FILE.read_text(encoding="utf-8")))
