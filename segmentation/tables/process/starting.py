"""Starts a process beside the server: it stands behind those who wait for a page.

One that reads what strangers wrote gets nothing of the server's environment.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[3]
PATIENCE = 10
"""How far it stands behind: it has a tenth of a processor that a page needs too, and all else."""

BOOT = (
    "import os, sys; from importlib import import_module; "
    "getattr(os, 'nice', int)(int(sys.argv[3])); "
    "sys.path.insert(0, sys.argv[1]); import_module(sys.argv[2]).main()"
)
NEEDED = (
    *("LANG", "LC_ALL", "LC_CTYPE", "TZ", "TZDIR", "TMPDIR", "TMP", "TEMP"),
    *("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "SSL_CERT_FILE", "SSL_CERT_DIR"),
)
"""What Python and its libraries may need to start; no key and no password is called like that."""


def started(module: str, settings: Mapping[str, str]) -> subprocess.Popen:
    """Start a process that answers requests on its input.

    Parameters
    ----------
    module : str
        Its `main` is called.
    settings : mapping of str to str
        Environment of its own, beside the little that Python needs.

    Returns
    -------
    subprocess.Popen
        With pipes for input and output.
    """
    kept = {name: value for name, value in os.environ.items() if name in NEEDED}
    return subprocess.Popen(  # noqa: S603 - our own code, what strangers wrote only on its input
        [sys.executable, "-I", "-c", BOOT, str(ROOT), module, str(PATIENCE)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=kept | settings,
    )
