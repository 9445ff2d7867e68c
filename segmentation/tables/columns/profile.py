"""What is known of a column on its own, before one of them is chosen as the identifier."""

from dataclasses import dataclass

from segmentation.tables.columns.cells import NUMBER, Cells
from segmentation.tables.columns.codes import is_code, is_number_name
from segmentation.tables.columns.kinds import kind_of_cells
from segmentation.tables.columns.personal import NO_LENS, personal_data, sensitive_data
from segmentation.tables.columns.taxonomy import Contact, Kind, Lens, Role
from segmentation.tables.columns.vocabulary import lens_of
from segmentation.tables.contacts.columns import contact_of
from segmentation.tables.labels import split_unit

MOSTLY_MISSING = 0.5
IS_CODE = "It holds codes, not amounts: left out of segments."
NOT_OF_NUMBERS = frozenset({Lens.BEHAVIOURAL, Lens.FIRMOGRAPHIC, Lens.DEMOGRAPHIC})
"""What the number of an order or a firm says nothing of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnProfile:
    """What is known of a column.

    Attributes
    ----------
    name, label, unit : str
        As in the file, and split for the screen.
    role : Role
        ``identifier``, ``feature``, ``descriptor`` or ``ignore``; this and the next two are texts.
    kind : Kind
        ``number``, ``category``, ``ordered``, ``boolean``, ``date`` or ``text``.
    lens : Lens or None
        ``demographic``, ``geographic``, ``behavioural``, ``psychographic`` or ``firmographic``.
    missing, distinct : int
        Empty cells, and different values among the others.
    numeric : bool
        Whether its values are numbers to be measured: numbers, and ratings in numbers.
    personal : str or None
        What it tells of a person that should not form segments, such as “an e-mail address”.
    contact : Contact or None
        What it is for when customers are written to, such as ``email`` or ``consent``.
    warnings : tuple of str
        Sentences.
    """

    name: str
    label: str
    unit: str
    role: Role
    kind: Kind
    lens: Lens | None
    missing: int
    distinct: int
    numeric: bool = False
    personal: str | None = None
    contact: Contact | None = None
    warnings: tuple[str, ...] = ()


def describe(cells: Cells) -> ColumnProfile:
    """Describe a column on its own.

    Parameters
    ----------
    cells : Cells

    Returns
    -------
    ColumnProfile
        Its role as if another were the identifier.
    """
    label = split_unit(cells.name)
    kind = kind_of_cells(cells)
    personal = personal_data(cells) or sensitive_data(cells.name, cells)
    code = kind == Kind.NUMBER and is_code(cells)
    useless = cells.distinct <= 1 or kind == Kind.TEXT or personal is not None or code
    return ColumnProfile(
        name=cells.name,
        label=label.label,
        unit=label.unit,
        role=Role.IGNORE if useless else Role.FEATURE if kind == Kind.NUMBER else Role.DESCRIPTOR,
        kind=kind,
        lens=None if personal in NO_LENS else _lens(cells.name),
        missing=cells.missing,
        distinct=cells.distinct,
        numeric=kind == Kind.NUMBER or (kind == Kind.ORDERED and cells.type == NUMBER),
        personal=personal,
        contact=contact_of(cells, personal),
        warnings=_warnings(cells, personal, code=code),
    )


def _lens(name: str) -> Lens | None:
    """Return what a column is about; the number of an order says nothing of its customer."""
    lens = lens_of(name)
    return None if lens in NOT_OF_NUMBERS and is_number_name(name) else lens


def _warnings(cells: Cells, personal: str | None, *, code: bool) -> tuple[str, ...]:
    said = []
    if cells.missing == cells.n_rows:
        said.append("It has no values.")
    elif cells.distinct == 1:
        said.append("It has the same value everywhere.")
    elif cells.missing > MOSTLY_MISSING * cells.n_rows:
        said.append(f"{cells.missing / cells.n_rows:.0%} of its values are missing.")
    if personal:
        said.append(f"It reveals {personal}: left out of segments unless you choose it.")
    elif code:
        said.append(IS_CODE)
    return tuple(said)
