"""What a first and a second visit fetch until the first chart stands, over a slow line."""

import time
from collections import Counter

import harness
from browser import FLAGS, find_browser
from playwright.sync_api import Browser, CDPSession, sync_playwright
from serving import serving

SLOW_LINE = {"downloadThroughput": 125_000, "uploadThroughput": 125_000, "latency": 40}
"""A megabit a second, in bytes and milliseconds."""

DRAWN = "() => document.querySelector('.js-plotly-plot .main-svg, .js-plotly-plot canvas')"
LATER_MS = 5_000
"""What a page fetches after its chart stands belongs to the visit too."""


class Line:
    """Counts what a tab fetches.

    Parameters
    ----------
    session : CDPSession
        Of the tab.
    """

    def __init__(self, session: CDPSession) -> None:
        self.bytes = Counter()
        session.send("Network.enable")
        session.on("Network.loadingFinished", self._note_file)
        session.on("Network.webSocketFrameReceived", self._note_message)

    def _note_file(self, event: dict) -> None:
        self.bytes["files"] += int(event["encodedDataLength"])

    def _note_message(self, event: dict) -> None:
        # Base64: the browser's tools hand binary messages over as text.
        self.bytes["messages"] += len(event["response"]["payloadData"]) * 3 // 4


def visits(browser: Browser, address: str) -> list[dict[str, float]]:
    """Visit a page twice in a fresh browser; return seconds to the chart and kilobytes."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    session = context.new_cdp_session(page)
    line = Line(session)
    session.send("Network.emulateNetworkConditions", {"offline": False, **SLOW_LINE})
    found = []
    for _ in ("first", "second"):
        line.bytes.clear()
        begin = time.perf_counter()
        page.goto(address, timeout=200_000)
        page.wait_for_function(DRAWN, timeout=200_000)
        seconds = time.perf_counter() - begin
        page.wait_for_timeout(LATER_MS)
        kilobytes = {what: round(n / 1000) for what, n in line.bytes.items()}
        found.append({"seconds": round(seconds, 1), **kilobytes})
    context.close()
    return found


def main() -> None:
    """Visit the two pages."""
    figures = {}
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=find_browser(), args=list(FLAGS))
        for name, app in (("naive", harness.NAIVE), ("ours", harness.OURS)):
            with serving(*app) as server:
                visits(browser, server.address)  # The server's own first visit is not the line's.
                first, second = visits(browser, server.address)
            figures[name] = {"first": first, "second": second}
        browser.close()
    harness.save("first_load", figures)


if __name__ == "__main__":
    main()
