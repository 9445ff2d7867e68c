"""Claims put in words: those of one kind together, and no word twice."""

from segmentation.errors import listed
from segmentation.segments.naming_words.claims import Claim
from segmentation.segments.naming_words.nouns import content


def joined(claims: list[Claim]) -> list[str]:
    """Put claims in words, those of one frame together: “higher milk and grocery, lower fresh”.

    Parameters
    ----------
    claims : list of Claim

    Returns
    -------
    list of str
        The parts of a name; no two say a word twice.
    """
    topics: dict[str, list[str]] = {}
    for claim in claims:
        topics.setdefault(claim.frame, []).append(claim.about)
    parts: list[str] = []
    for frame, things in topics.items():
        start, bracket, rest = frame.partition("[")
        inside, _, end = rest.partition("]")
        is_said = bracket and content(inside) <= content(" ".join(parts))
        text = start + ("" if is_said else inside) + end
        parts.append(text.replace("{}", listed(things)))
    return parts


def chosen(claims: list[Claim], most: int, said: str = "") -> list[Claim]:
    """Return the first claims that repeat no word.

    Parameters
    ----------
    claims : list of Claim
        Strongest first.
    most : int
    said : str
        What the name says already.

    Returns
    -------
    list of Claim
    """
    taken: list[Claim] = []
    for claim in claims:
        if len(taken) >= most:
            break
        parts = [said, *joined([*taken, claim])]
        counted = [word for part in parts for word in content(part)]
        if len(counted) == len(set(counted)) and not _repeats(parts):
            taken.append(claim)
    return taken


def _repeats(parts: list[str]) -> bool:
    """Return whether one part says a word twice, as two topics of a frame may."""
    for part in parts:
        told = [word.strip("“”,.").rstrip("s") for word in part.lower().split()]
        content_words = [word for word in told if word in content(part)]
        if len(content_words) != len(set(content_words)):
            return True
    return False
