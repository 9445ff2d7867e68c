"""Time from a clone to the first page of who has logged in behind nginx, by the docs alone.

`tests/deploy/following_docs.py` runs the commands of `docs/deploy.md` in a new environment. The
clone is of this folder, packages of Python come from the registry that pip is set to, and those of
the system are there already.
"""

import os
import sys
import tempfile
from pathlib import Path

import harness

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "deploy"))
from following_docs import deployed


def main() -> int:
    """Follow the page once."""
    before = os.times()
    with tempfile.TemporaryDirectory() as folder, deployed(Path(folder)) as machine:
        seconds = machine.seconds
    after = os.times()
    used = after.children_user + after.children_system
    used -= before.children_user + before.children_system
    found = {"seconds": seconds, "processor_s": round(used), "load": round(os.getloadavg()[2], 1)}
    harness.save("deploy", found | {"cores": os.cpu_count()})
    return 0


if __name__ == "__main__":
    sys.exit(main())
