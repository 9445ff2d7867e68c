"""A recipe as a short script that makes the same segments, and as a notebook of the same steps."""

import json
from dataclasses import MISSING, fields, is_dataclass

from segmentation.exports.recipe.recipe import Preparation, Recipe

HOMES = {
    "SaleColumns": "segmentation.customers.transactions",
    "GroupRule": "segmentation.customers.rfm_groups",
    "EventColumns": "segmentation.customers.events.columns",
    "ColumnChoice": "segmentation.tables.table",
    "customers_from": "segmentation.customers.rfm",
    "visitors_from": "segmentation.customers.events.visitors",
    "labels_digest": "segmentation.exports.recipe.recipe",
    "with_names": "segmentation.analysis.segmentation",
    "replace": "dataclasses",
}
"""Where the names that a script uses are at home; those of the public door come with ``sg``."""

PUBLIC = {"ReadOptions", "SegmentationSpec"}
USAGE = "Run it beside the file: python segments.py FILE"
OTHER_TABLE = "This is another table than the segments were made from."
OTHER_SEGMENTS = "Other segments came out: compare the versions above with yours."
SAME = "The same segments: {n:,} in {k}."
ABOUT = "Makes a customer segmentation again, exactly: the same table, settings, seed and labels."


def recipe_script(recipe: Recipe) -> bytes:
    """Write a recipe as a script.

    Parameters
    ----------
    recipe : Recipe

    Returns
    -------
    bytes
        Python in UTF-8. It takes the file as its argument, says whether the same came out, and
        writes ``segments.json``, the model, beside it.
    """
    steps = _steps(recipe, "sys.argv[1]")
    used = _imports("\n".join(code for _, code in steps))
    head = f'"""{ABOUT}\n\n{USAGE}\n"""\n\nimport sys\n{used}\nimport segmentation as sg\n'
    body = "\n".join(f"\n# {title}\n{code}" for title, code in steps)
    return f"{head}{body}\n".encode()


def recipe_notebook(recipe: Recipe) -> bytes:
    """Write a recipe as a notebook of Jupyter.

    Parameters
    ----------
    recipe : Recipe

    Returns
    -------
    bytes
        JSON of nbformat 4.5: a title and a line before each step.
    """
    steps = _steps(recipe, "FILE")
    used = _imports("\n".join(code for _, code in steps))
    file = "" if recipe.preparation.sample else 'FILE = "customers.csv"  # where the file lies\n'
    cells = [("markdown", f"# Segments, made again\n\n{ABOUT}")]
    cells.append(("code", f"import sys\n{used}\nimport segmentation as sg\n\n{file}".rstrip()))
    for title, code in steps:
        cells += [("markdown", title), ("code", code)]
    document = {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {"language_info": {"name": "python"}},
        "cells": [_cell(at, kind, text) for at, (kind, text) in enumerate(cells)],
    }
    return (json.dumps(document, indent=1, ensure_ascii=False) + "\n").encode()


def _cell(at: int, kind: str, text: str) -> dict[str, object]:
    source = text.splitlines(keepends=True)
    cell = {"cell_type": kind, "id": f"step-{at}", "metadata": {}, "source": source}
    return cell | ({"execution_count": None, "outputs": []} if kind == "code" else {})


def _steps(recipe: Recipe, file: str) -> list[tuple[str, str]]:
    """Return each step as its title and its code."""
    versions = ", ".join(f"{name} {version}" for name, version in recipe.software)
    names = ",\n    ".join(f"{at}: {name!r}" for at, name in enumerate(recipe.names))
    return [
        ("The table, as it was read.", "\n".join(_table(recipe.preparation, file))),
        (
            "Is it the same table?",
            f"if table.fingerprint != {recipe.fingerprint!r}:\n    sys.exit({OTHER_TABLE!r})",
        ),
        (
            f"The settings. They were found with {versions}.",
            f"spec = {literal(recipe.spec, indent=True)}\nresult = sg.segment(table, spec)",
        ),
        (
            "Are they the same segments?",
            (
                f"if labels_digest(result.labels) != {recipe.labels!r}:\n"
                f"    sys.exit({OTHER_SEGMENTS!r})\n"
                f"print({SAME.format(n=recipe.n_customers, k=len(recipe.names))!r})"
            ),
        ),
        (
            "Their names, and the model that scores other customers.",
            (
                f"result = with_names(result, {{\n    {names},\n}})\n"
                'result.model.save("segments.json")'
            ),
        ),
    ]


def _table(made: Preparation, file: str) -> list[str]:
    """Return the code from the file to one row per customer."""
    options = literal(made.options)
    given = "" if options == "sg.ReadOptions()" else f", options={options}"
    read = f"sg.load_sample({made.sample!r})" if made.sample else f"sg.read_table({file}{given})"
    lines = [f"table = {read}"]
    if made.sales:
        rules = "" if made.groups == Preparation().groups else f", rules={literal(made.groups)}"
        lines.append(
            f"table = customers_from(table, {literal(made.sales)}, as_of={made.as_of!r}{rules})"
        )
    if made.events:
        lines.append(f"table = visitors_from(table, {literal(made.events)}, as_of={made.as_of!r})")
    if made.identifier is not None:
        lines.append(f"table = table.with_identifier({made.identifier!r})")
    if made.choices:
        lines.append(f"table = replace(table, choices={literal(made.choices)})")
    return lines


def literal(value: object, *, indent: bool = False) -> str:
    """Write a value as the Python that makes it, without what is left at its default.

    Parameters
    ----------
    value : object
        A frozen value, a tuple of them, or a plain one.
    indent : bool
        Whether each setting of a frozen value has a line.

    Returns
    -------
    str
    """
    if isinstance(value, tuple):
        parts = [literal(part) for part in value]
        return f"({', '.join(parts)}{',' * (len(parts) == 1)})"
    if not is_dataclass(value):
        return repr(value)
    name = type(value).__name__
    told = [
        f"{field.name}={literal(getattr(value, field.name))}"
        for field in fields(value)
        if field.default is MISSING or getattr(value, field.name) != field.default
    ]
    between = ",\n    " if indent else ", "
    inside = f"\n    {between.join(told)},\n" if indent and told else between.join(told)
    return f"{'sg.' * (name in PUBLIC)}{name}({inside})"


def _imports(code: str) -> str:
    used = sorted(f"from {home} import {name}" for name, home in HOMES.items() if name in code)
    return "".join(f"{line}\n" for line in used)
