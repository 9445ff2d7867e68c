"""The chart library as one script to be written into a page.

The lean build in ``static/`` is made of modules that load each other, which a page without a server
cannot do; here its two parts become one script. Where it is missing, the whole library of the
installed package is taken.
"""

import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

STATIC = Path(__file__).parents[3] / "static"
CORE, SHARED = "plotly.js", "shared.js"
NEED = re.compile(r'import\s*\{([^}]*)\}\s*from\s*"\./shared\.js";?')
GIVE = re.compile(r"export\s*\{([^}]*)\};?\s*$")


@lru_cache(maxsize=1)
def chart_script() -> str:
    """Return the script that defines ``Plotly``, read once.

    Returns
    -------
    str
        Safe between script tags.
    """
    for folder in sorted(STATIC.glob("plotly-*/"), reverse=True):
        parts = [folder / name for name in (CORE, SHARED)]
        if all(part.exists() for part in parts):
            core, shared = (part.read_text(encoding="utf-8") for part in parts)
            if (joined := join_modules(core, shared)) is not None:
                return inside_tags(joined)
    package = Path(find_spec("plotly").origin).parent
    return inside_tags((package / "package_data" / "plotly.min.js").read_text(encoding="utf-8"))


def join_modules(core: str, shared: str) -> str | None:
    """Make one script of two modules, the first of which needs names of the second.

    Parameters
    ----------
    core, shared : str

    Returns
    -------
    str or None
        None where they are not written as our build writes them.

    Notes
    -----
    A module's names stay bound to what they come to mean later, and those of a script do not. That
    makes no difference here: all that is shared is a function which is made as the module is read.
    """
    need, default, given = NEED.match(core), GIVE.search(core), GIVE.search(shared)
    if not (need and default and given and len(NEED.findall(core)) == 1):
        return None
    handed = ",".join(f"{public}:{own}" for own, public in _pairs(given[1]))
    taken = ",".join(f"{public}:{own}" for public, own in _pairs(need[1]))
    main = next(own for own, public in _pairs(default[1]) if public == "default")
    body = core[need.end() : default.start()]
    return (
        f'(function(){{"use strict";const s=(function(){{{shared[: given.start()]}'
        f"return{{{handed}}}}})();const {{{taken}}}=s;{body}window.Plotly={main}}})();"
    )


def _pairs(names: str) -> list[tuple[str, str]]:
    """Return “a as b” as a pair; a name that stays the same is its own."""
    pairs = (entry.split(" as ") for entry in names.split(","))
    return [(pair[0].strip(), pair[-1].strip()) for pair in pairs]


def inside_tags(script: str) -> str:
    r"""Return a script that cannot end its tag: what would is written in another way.

    Parameters
    ----------
    script : str

    Returns
    -------
    str

    Examples
    --------
    >>> print(inside_tags("'</script>' + '<!--'"))
    '<\/script>' + '<\!--'
    """
    plain = script.replace("\r\n", "\n").replace("\r", "\n")
    return plain.replace("</script", "<\\/script").replace("<!--", "<\\!--")
