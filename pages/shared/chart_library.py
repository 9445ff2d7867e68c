"""The chart library as static files that the browser keeps.

Of plotly.js the studio draws with a ninth of the trace types. ``make charts-library`` builds them
into a folder of ``static/``, which is committed: half of the bytes to a first visitor, and what the
graphics card draws comes only with the first chart that needs it. Where the folder is not there,
the whole library of the installed package is served.
"""

import hashlib
from functools import lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from segmentation.models.documents.whole_file import write_whole

STATIC = Path(__file__).parents[2] / "static"


@lru_cache(maxsize=1)
def chart_script() -> str:
    """Return where below ``static/`` the script of our charts is, with its version.

    Returns
    -------
    str
        An address that changes with the script: a browser keeps what it has for a year.
    """
    parts = sorted((STATIC / "charts").glob("*.js"))
    version = hashlib.sha256(b"".join(part.read_bytes() for part in parts)).hexdigest()[:12]
    return f"charts/chart.js?v={version}"


@lru_cache(maxsize=1)
def served_library() -> dict[str, str | None]:
    """Say which files of ``static/`` the browser loads; make them if need be, once per server.

    Returns
    -------
    dict of str to str or None
        ``script`` is what every chart needs, ``more`` the module for charts of the graphics card,
        None where the script holds them too.
    """
    for folder in sorted(STATIC.glob("plotly-*/"), reverse=True):
        if all((folder / name).exists() for name in ("plotly.js", "shared.js", "gl.js")):
            return {"script": f"{folder.name}/plotly.js", "more": f"{folder.name}/gl.js"}
    return {"script": _whole_library(), "more": None}


def _whole_library() -> str:
    # Neither line imports the package: the first page must not wait for it.
    name = f"plotly-{version('plotly')}.min.js"
    package = Path(find_spec("plotly").origin).parent
    target = STATIC / name
    if not target.exists():
        STATIC.mkdir(exist_ok=True)
        source = package / "package_data" / "plotly.min.js"
        write_whole(target, source.read_bytes())  # two servers may start at once
    return name
