"""Find a Chromium for the tests and screenshots, or install one; ``python tools/browser.py``."""

import shutil
import subprocess
import sys
from pathlib import Path

import debian

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
USUAL_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
)
HOW_TO = (
    "No Chromium was found and none could be installed. Install one, on Debian or Ubuntu with: "
    "sudo apt-get install chromium"
)

SWITCHED_OFF = (
    # What is drawn below the address bar of every window, a sixth of what a page costs.
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "AimEnabled"),
    # What Playwright switches off, whose own list this one takes the place of.
    *("AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync"),
    *("DestroyProfileOnBrowserClose", "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades"),
    *("LensOverlay", "MediaRouter", "NetworkTimeServiceQuerying", "OptimizationHints"),
    *("PaintHolding", "PreconnectToSearch", "ThirdPartyStoragePartitioning"),
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--enable-unsafe-swiftshader",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-features=" + ",".join(SWITCHED_OFF),
)
"""Quiet and offline, with WebGL drawn in software."""


def find_browser() -> str | None:
    """Return the path of a Chromium: the system's, else the one Playwright has installed."""
    found = next(filter(None, map(shutil.which, COMMANDS)), None)
    found = found or next((place for place in USUAL_PLACES if Path(place).exists()), None)
    return found or _playwrights_own()


def install_browser() -> bool:
    """Install a Chromium with the system's package manager, else with Playwright."""
    if debian.install("chromium"):
        return True
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    return subprocess.run(command, check=False).returncode == 0


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def main() -> int:
    """Make sure that there is a browser; say how to get one when there cannot be."""
    if find_browser() or (install_browser() and find_browser()):
        return 0
    print(HOW_TO, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
