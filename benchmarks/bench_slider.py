"""From the key press on the k slider to the redrawn 3D chart, in a real browser.

Both pages run in the same browser on servers of their own, in turns of one session each, on the
same three columns of the built-in table. A k is *new* when the session has not shown it; our server
has then not made that segmentation for anybody else, because every session uses another scaling.
After each move it has sent the two neighbours ahead; the first move of a session, and a jump over
several new numbers, which is not measured here, wait for the server. The end is
the second frame after the scene holds one trace per segment.
"""

import harness
from browser import FLAGS, find_browser
from playwright.sync_api import Page, sync_playwright
from serving import IDLE, serving

SCALINGS = ("None (raw units)", "Standard", "Min-max", "Robust")
NEW_MOVES = [1] * 13
SEEN_MOVES = [-1, 1, -1, -1, 1, -1, -1, -1, 1, 1, -1, -1, 1]
SMALLEST_K = 2

WATCH = """() => {
    window.redrawn = (k) => new Promise((resolve) => {
        const frame = () => {
            const chart = document.querySelector(".js-plotly-plot");
            const scene = chart && chart._fullLayout && chart._fullLayout.scene;
            const drawn = scene && scene._scene && Object.keys(scene._scene.traces).length;
            const wanted = chart && chart.data && chart.data.length === k && drawn === k;
            if (!wanted) return requestAnimationFrame(frame);
            requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())));
        };
        requestAnimationFrame(frame);
    });
    document.addEventListener("keydown", () => { window.pressed = performance.now(); }, true);
}"""


def moves(page: Page, k: int, steps: list[int]) -> list[float]:
    """Move the slider step by step; return the seconds of each move."""
    handle = page.locator("input[type=range]").first
    seconds = []
    for step in steps:
        k += step
        page.wait_for_selector(IDLE)
        page.wait_for_timeout(250)
        page.evaluate("k => { window.waiting = window.redrawn(k); }", k)
        handle.press("ArrowRight" if step > 0 else "ArrowLeft")
        seconds.append(page.evaluate("async () => (await window.waiting) - window.pressed") / 1000)
    return seconds


def session(browser, address: str) -> dict[str, list[float]]:
    """Open a page at the smallest k, move through all new ones, then among those seen."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector("input[type=range]")
    page.evaluate(WATCH)
    page.evaluate("k => window.redrawn(k)", SMALLEST_K)
    page.wait_for_selector(IDLE)
    new = moves(page, SMALLEST_K, NEW_MOVES)
    seen = moves(page, SMALLEST_K + len(NEW_MOVES), SEEN_MOVES)
    context.close()
    return {"new": new, "seen": seen}


def main() -> None:
    """Take the two pages in turns."""
    times = {(who, kind): [] for who in ("ours", "naive") for kind in ("new", "seen")}
    with (
        serving(*harness.OURS) as ours,
        serving(*harness.NAIVE) as naive,
        sync_playwright() as play,
    ):
        browser = play.chromium.launch(executable_path=find_browser(), args=list(FLAGS))
        for scaling in SCALINGS:
            query = harness.our_query(SMALLEST_K, scaling)
            for who, address in (("naive", naive.address), ("ours", f"{ours.address}/{query}")):
                for kind, seconds in session(browser, address).items():
                    times[who, kind] += seconds
        browser.close()
    figures = {}
    for kind in ("new", "seen"):
        ours, naive = (harness.summary(times[who, kind]) for who in ("ours", "naive"))
        figures[f"{kind}_k"] = {
            "ours": ours,
            "naive": naive,
            "ratio": harness.ratios(ours, naive),
        }
    harness.save("slider", figures)


if __name__ == "__main__":
    main()
