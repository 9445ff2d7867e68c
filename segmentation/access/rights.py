"""What a person may do with a saved segmentation: the rules, each one line."""

from segmentation.access.people import Person
from segmentation.models.documents.library_records import PRIVATE, TEAM, LibraryEntry


def is_owner(person: Person, entry: LibraryEntry) -> bool:
    """Tell whether an entry is a person's own; nobody's is nobody's own.

    Parameters
    ----------
    person : Person
    entry : LibraryEntry

    Returns
    -------
    bool
    """
    return bool(person.id) and person.id == entry.owner


def may_list(person: Person, entry: LibraryEntry) -> bool:
    """Tell whether a person finds an entry in the list: the own ones and the team's.

    Parameters
    ----------
    person : Person
    entry : LibraryEntry

    Returns
    -------
    bool
    """
    sees = entry.sharing == TEAM or is_owner(person, entry)
    return person.may_all or (person.may_open and sees)


def may_open(person: Person, entry: LibraryEntry) -> bool:
    """Tell whether a person may open an entry whose address is known.

    Parameters
    ----------
    person : Person
    entry : LibraryEntry

    Returns
    -------
    bool
    """
    sees = entry.sharing != PRIVATE or is_owner(person, entry)
    return person.may_all or (person.may_open and sees)


def may_change(person: Person, entry: LibraryEntry) -> bool:
    """Tell whether a person may rename an entry or save a later state of it.

    Parameters
    ----------
    person : Person
    entry : LibraryEntry

    Returns
    -------
    bool
        An editor the own ones and the team's; an administrator any.
    """
    return person.may_change and may_list(person, entry)


def may_give(person: Person, entry: LibraryEntry) -> bool:
    """Tell whether a person may delete or restore an entry, or say who else opens it.

    Parameters
    ----------
    person : Person
    entry : LibraryEntry

    Returns
    -------
    bool
        Its owner, while an editor, and an administrator; an entry of an unknown owner any editor.
    """
    own = is_owner(person, entry) or (not entry.owner and may_list(person, entry))
    return person.may_all or (person.may_change and own)
