"""The errors a user can cause, and the wording that their sentences share.

Every message is one sentence or two that say what was found, what was wanted and what to do. Pages
show it as it stands; the command line prints it and exits with 2. Any other exception that reaches
a user is a bug.
"""


class SegmentationError(Exception):
    """Root of every error this package raises on purpose."""


class DataError(SegmentationError, ValueError):
    """The file or table cannot be used as it is."""


class SpecError(SegmentationError, ValueError):
    """The settings do not fit the table."""


class LimitError(SegmentationError):
    """The input is larger than a stated limit."""


class ModelError(SegmentationError):
    """The model file is damaged, of a newer version, or does not fit the rows."""


def counted(number: int, noun: str, nouns: str | None = None) -> str:
    """Return “1 customer” or “1,234 customers”, for sentences that count.

    Parameters
    ----------
    number : int
    noun : str
        One of them.
    nouns : str or None
        Several of them; by default the noun with an s.

    Returns
    -------
    str

    Examples
    --------
    >>> counted(1, "customer"), counted(2_000, "entry", "entries")
    ('1 customer', '2,000 entries')
    """
    return f"{number:,} {noun if number == 1 else nouns or noun + 's'}"


def listed(parts: list[str]) -> str:
    """Return texts as a list in a sentence.

    Parameters
    ----------
    parts : list of str
        One or more.

    Returns
    -------
    str

    Examples
    --------
    >>> listed(["a"]), listed(["a", "b", "c"])
    ('a', 'a, b and c')
    """
    return " and ".join(filter(None, [", ".join(parts[:-1]), parts[-1]]))
