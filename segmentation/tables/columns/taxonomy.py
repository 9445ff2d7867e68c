"""What can be said of a column: role, kind, lens, use in lists, with their names on the screen.

Every list of them is made from these. A member is a text: it equals, prints and is written as its
value, such as ``feature``.
"""

from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """One of a fixed list of words.

    Attributes
    ----------
    title : str
        Its name on the screen.
    """

    title: str

    def __new__(cls, value: str, title: str, *_more: object) -> Self:
        """Make a member of a row: its value, its title, what else its list says."""
        term = str.__new__(cls, value)
        term._value_ = value
        term.title = title
        return term

    __repr__ = str.__repr__


class Role(Term):
    """What a column is for.

    Attributes
    ----------
    describes : bool
        Whether it says something of customers, such that segments are profiled by it.
    """

    #           value, title, describes
    IDENTIFIER = "identifier", "Identifier", False
    FEATURE = "feature", "To segment by", True
    DESCRIPTOR = "descriptor", "To describe segments", True
    IGNORE = "ignore", "Not used", False

    def __init__(self, _value: str, _title: str, describes: bool) -> None:  # noqa: FBT001 - a row
        self.describes = describes


class Kind(Term):
    """What kind of values a column holds.

    Attributes
    ----------
    is_category : bool
        Whether its values are levels, to be counted.
    read_as : str
        What a user asks for to have a column read as one; empty when cells are not read so.
    """

    #       value, title, is_category, read_as
    NUMBER = "number", "Number", False, "Number"
    CATEGORY = "category", "Category", True, ""
    ORDERED = "ordered", "Ordered category", True, ""
    DATE = "date", "Date", False, "Date"
    BOOLEAN = "boolean", "Yes or no", True, "Yes or no"
    TEXT = "text", "Free text", False, "Text"

    def __init__(self, _value: str, _title: str, is_category: bool, read_as: str) -> None:  # noqa: FBT001 - a row
        self.is_category = is_category
        self.read_as = read_as


class Lens(Term):
    """Which side of a customer a column shows.

    Attributes
    ----------
    is_person : bool
        Whether it says who or where customers are, not what they do.
    """

    #            value, title, is_person
    BEHAVIOURAL = "behavioural", "Behaviour", False
    DEMOGRAPHIC = "demographic", "Demography", True
    GEOGRAPHIC = "geographic", "Place", True
    PSYCHOGRAPHIC = "psychographic", "Attitude", False
    FIRMOGRAPHIC = "firmographic", "Firm", False

    def __init__(self, _value: str, _title: str, is_person: bool) -> None:  # noqa: FBT001 - a row
        self.is_person = is_person


class Contact(Term):
    """What a column is for when customers are written to."""

    #         value, title
    EMAIL = "email", "E-mail address"
    PHONE = "phone", "Phone number"
    NAME = "name", "Name of a person"
    CONSENT = "consent", "Yes: has agreed"
    REFUSAL = "refusal", "Yes: has opted out"


DESCRIBING = frozenset(role for role in Role if role.describes)
NUMBERS = frozenset({Kind.NUMBER})
CATEGORIES = frozenset(kind for kind in Kind if kind.is_category)
PERSONS = frozenset(lens for lens in Lens if lens.is_person)
