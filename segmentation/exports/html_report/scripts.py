"""The scripts of a report, and the names under which a page's policy lets them run."""

from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from segmentation.exports.html_report.library import chart_script, inside_tags

HERE = Path(__file__).parent


def scripts_of(*, pictures: bool = True) -> tuple[str, ...]:
    """Return the scripts that a report runs; no table and no name changes them.

    Parameters
    ----------
    pictures : bool
        Whether it has charts.

    Returns
    -------
    tuple of str
        Each safe between script tags.
    """
    drawing = (chart_script(), _own("charts.js")) if pictures else ()
    return (*drawing, _own("present.js"))


@lru_cache(maxsize=1)
def allowed() -> tuple[str, ...]:
    """Return the scripts of all reports as a policy names them, so that a page may show one.

    Returns
    -------
    tuple of str
        Source expressions, as of `script_hash`.
    """
    return tuple(script_hash(script.encode()) for script in scripts_of())


def script_hash(script: bytes) -> str:
    """Return by which name a policy lets a script run.

    Parameters
    ----------
    script : bytes
        What stands between its tags.

    Returns
    -------
    str
        A source expression of the Content Security Policy (W3C, level 3).

    Examples
    --------
    >>> script_hash(b"")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    return f"'sha256-{b64encode(sha256(script).digest()).decode()}'"


def _own(name: str) -> str:
    return inside_tags((HERE / name).read_text(encoding="utf-8"))
