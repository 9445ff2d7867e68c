"""From the start of the process to the first chart in a browser, for our page and the naive one."""

import time

import harness
from browser import FLAGS, find_browser
from playwright.sync_api import sync_playwright
from serving import serving

ROUNDS = 7
DRAWN = "() => document.querySelector('.js-plotly-plot .main-svg, .js-plotly-plot canvas')"


def first_chart(browser, app: tuple, query: str = "") -> float:
    """Start a server, open its page, and return the seconds until the first chart stands there."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    begin = time.perf_counter()
    with serving(*app) as server:
        page.goto(f"{server.address}/{query}")
        page.wait_for_function(DRAWN, timeout=60_000)
        seconds = time.perf_counter() - begin
        page.goto("about:blank")
    context.close()
    return seconds


def main() -> None:
    """Take the two pages in turns."""
    times: dict[str, list[float]] = {"ours": [], "naive": []}
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=find_browser(), args=list(FLAGS))
        for _ in range(ROUNDS):
            times["naive"].append(first_chart(browser, harness.NAIVE))
            times["ours"].append(first_chart(browser, harness.OURS, harness.our_query(5)))
        browser.close()
    ours, naive = harness.summary(times["ours"]), harness.summary(times["naive"])
    harness.save("start", {"ours": ours, "naive": naive, "ratio": harness.ratios(ours, naive)})


if __name__ == "__main__":
    main()
