"""Find a LibreOffice for the tests of slides and workbooks, or install one; ``tools/office.py``."""

import shutil
import sys

import debian

PACKAGES = ("libreoffice-impress-nogui", "libreoffice-calc-nogui")
HOW_TO = (
    "No LibreOffice was found and none could be installed: slides and workbooks are not opened by "
    "it. Install it, on Debian or Ubuntu with: sudo apt-get install " + " ".join(PACKAGES)
)


def find_office() -> str | None:
    """Return the path of LibreOffice's program; None where there is none."""
    return shutil.which("soffice")


def main() -> int:
    """Make sure that there is one; say how to get it where there cannot be."""
    if find_office() or (all(map(debian.install, PACKAGES)) and find_office()):
        return 0
    print(HOW_TO)
    return 1


if __name__ == "__main__":
    sys.exit(main())
