"""People and their roles, as the operator's settings have them."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

from segmentation.errors import DataError

VIEWER, EDITOR, ADMIN = "viewer", "editor", "admin"
ROLES = (VIEWER, EDITOR, ADMIN)
"""Each may do what those before it may."""

VARIABLES = {
    ADMIN: "SEGMENTATION_ADMINS",
    EDITOR: "SEGMENTATION_EDITORS",
    VIEWER: "SEGMENTATION_VIEWERS",
}
"""Lists parted by commas: addresses, ``*@shop.example`` for all of a domain, ``*`` for all."""

NAME = re.compile(r"[^\s,;\x00-\x1f\x7f]{1,254}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who uses the studio.

    Attributes
    ----------
    id : str
        The address, or how a proxy calls this person; empty where nobody logs in.
    name : str
        As the screen says it.
    role : str
        Of `ROLES`; empty for somebody whom no list names.
    """

    id: str
    name: str = ""
    role: str = ""

    @property
    def may_open(self) -> bool:
        """Whether anything may be opened."""
        return self.role in ROLES

    @property
    def may_change(self) -> bool:
        """Whether saved segmentations may be made and changed."""
        return self.role in {EDITOR, ADMIN}

    @property
    def may_all(self) -> bool:
        """Whether what belongs to others may be seen and changed."""
        return self.role == ADMIN


ONLY_USER = Person(id="", role=ADMIN)
"""Who uses a studio where nobody logs in."""

PROGRAM = Person(id="", name="key of the environment", role=VIEWER)
"""A program whose key names nobody: it sees what is the team's."""


def name_of(text: str) -> str:
    """Return an address or a user's name as it is compared: in small letters, no blanks around.

    Parameters
    ----------
    text : str

    Returns
    -------
    str

    Raises
    ------
    DataError
        If it is none.

    Examples
    --------
    >>> name_of(" Ada@Shop.example ")
    'ada@shop.example'
    """
    plain = text.strip().casefold()
    if not NAME.fullmatch(plain) or "*" in plain:
        raise DataError(
            f"“{text[:60]}” names nobody. Give an address, or a user's name without blanks."
        )
    return plain


def role_of(
    id_: str, environment: Mapping[str, str] = os.environ, *, without_lists: str = ""
) -> str:
    """Return somebody's role.

    Parameters
    ----------
    id_ : str
        As `name_of` returns it.
    environment : mapping of str to str
        With the lists of `VARIABLES`.
    without_lists : str
        The role where there are no lists at all.

    Returns
    -------
    str
        The highest that a list gives; empty for whom none names.

    Examples
    --------
    >>> lists = {"SEGMENTATION_ADMINS": "ada@a.example", "SEGMENTATION_VIEWERS": "*@a.example"}
    >>> [role_of(who, lists) for who in ("ada@a.example", "bo@a.example", "eve@b.example")]
    ['admin', 'viewer', '']
    """
    lists = {role: _names(environment.get(name, "")) for role, name in VARIABLES.items()}
    if not any(lists.values()):
        return without_lists
    return next(
        (role for role, names in lists.items() if any(_is_meant(id_, name) for name in names)), ""
    )


def person_of(
    id_: str,
    name: str = "",
    environment: Mapping[str, str] = os.environ,
    *,
    without_lists: str = "",
) -> Person:
    """Return a person with the role that the lists give.

    Parameters
    ----------
    id_ : str
    name : str
        As the screen says it; else the id.
    environment : mapping of str to str
    without_lists : str
        The role where there are no lists at all.

    Returns
    -------
    Person

    Raises
    ------
    DataError
        If the id names nobody.
    """
    plain = name_of(id_)
    return Person(
        id=plain,
        name=name.strip() or plain,
        role=role_of(plain, environment, without_lists=without_lists),
    )


def _names(text: str) -> list[str]:
    return [name for each in text.split(",") if (name := each.strip().casefold())]


def _is_meant(id_: str, name: str) -> bool:
    """Tell whether an entry of a list names somebody: only a star stands for others."""
    return fnmatchcase(id_, name.replace("[", "[[]").replace("?", "[?]"))
