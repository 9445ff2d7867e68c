"""The steps from a file to its segments, as one value and as a document.

A recipe says what was read and how, what was made of it, with what settings, and by what to know
that the same came out: the table's fingerprint and a digest of the labels.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, field

import numpy as np

from segmentation.analysis.segmentation import Segmentation
from segmentation.clustering.spec import SegmentationSpec
from segmentation.customers.events.columns import EventColumns
from segmentation.customers.rfm_groups import GROUPS, GroupRule
from segmentation.customers.transactions import SaleColumns
from segmentation.models.model_segment import software
from segmentation.tables.table import ColumnChoice, ReadOptions

FORMAT, VERSION = "segmentation-recipe", 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparation:
    """What was done from the file to one row per customer.

    Attributes
    ----------
    sample : str or None
        The built-in table that was taken; None is a file.
    options : ReadOptions
        Corrections with which the file was read.
    sales : SaleColumns or None
        The columns from which customers were made.
    as_of : str or None
        The day from which recency is counted; None is the latest of the table.
    groups : tuple of GroupRule
        Which scores make which group of buyers.
    events : EventColumns or None
        The columns from which visitors were made.
    identifier : str or None
        The column that was said to tell customers apart; None leaves the guess.
    choices : tuple of ColumnChoice
        What was said of other columns.
    """

    sample: str | None = None
    options: ReadOptions = field(default_factory=ReadOptions)
    sales: SaleColumns | None = None
    as_of: str | None = None
    groups: tuple[GroupRule, ...] = GROUPS
    events: EventColumns | None = None
    identifier: str | None = None
    choices: tuple[ColumnChoice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """All that makes a segmentation.

    Attributes
    ----------
    table : str
        What it was called.
    fingerprint : str
        Of the table of customers.
    preparation : Preparation
    spec : SegmentationSpec
        With the number of segments.
    names : tuple of str
        By segment.
    labels : str
        Digest of who is in which segment, as `labels_digest` makes it.
    n_customers : int
        In segments.
    software : tuple of (str, str)
        The libraries that a fit depends on, with their versions.
    """

    table: str
    fingerprint: str
    preparation: Preparation
    spec: SegmentationSpec
    names: tuple[str, ...]
    labels: str
    n_customers: int
    software: tuple[tuple[str, str], ...]


def recipe_of(result: Segmentation, preparation: Preparation | None = None) -> Recipe:
    """Write down how a segmentation was made.

    Parameters
    ----------
    result : Segmentation
    preparation : Preparation or None
        None is a file that was read without corrections, one row per customer.

    Returns
    -------
    Recipe
    """
    return Recipe(
        table=result.table_name,
        fingerprint=result.fingerprint,
        preparation=preparation or Preparation(),
        spec=result.spec,
        names=result.names,
        labels=labels_digest(result.labels),
        n_customers=len(result.labels),
        software=software(),
    )


def labels_digest(labels: np.ndarray) -> str:
    """Return the SHA-256 of who is in which segment, in table order.

    Parameters
    ----------
    labels : ndarray of shape (n_kept,), int

    Returns
    -------
    str
        64 hexadecimal digits, the same on every machine.
    """
    return hashlib.sha256(np.ascontiguousarray(labels, dtype="<i8").tobytes()).hexdigest()


def recipe_json(recipe: Recipe) -> bytes:
    """Write a recipe as a document.

    Parameters
    ----------
    recipe : Recipe

    Returns
    -------
    bytes
        JSON in UTF-8; what was left as it is guessed is null.
    """
    document = {"format": FORMAT, "version": VERSION, **asdict(recipe)}
    document["software"] = dict(recipe.software)
    return (json.dumps(document, indent=2, ensure_ascii=False) + "\n").encode()
