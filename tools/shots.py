"""Take the screenshots of every page in ``docs/``: light and dark, laptop and phone."""

import sys
from pathlib import Path
from urllib.parse import quote

from browser import FLAGS, HOW_TO, find_browser
from playwright.sync_api import Browser, sync_playwright
from serving import IDLE, ROOT, serving

DOCS = ROOT / "docs"
SALES = quote(
    '{"customer":"customer_id","date":"order_date","quantity":"quantity","price":"unit_price",'
    '"order":"order_no","product":"product_code","category":"category"}'
)
PAGES = {
    "segment": "",
    "segment-3d": "?view=3D",
    "data": "data",
    "sales": "data?table=shop_transactions&rows=each",
    "customers": f"data?table=shop_transactions&sales={SALES}",
    "how-many": "how_many",
    "profiles": "profiles",
    "profiles-rules": "profiles?closer=Rules",
    "profiles-customer": "profiles?closer=One+customer&customer=124",
    "plan": "plan",
    "compare": "compare",
    "score": "score",
    "learn": "learn",
    "explore": "explore?chart=Violin&by=Gender",
}
WIDTHS = {1280: 800, 390: 844}
SCHEMES = ("light", "dark")
PATIENCE_MS = 240_000
SEEN_COOKIE = "segmentation_tour_seen"
"""Of those who have seen the tour, which would lie over the page."""


def shoot(browser: Browser, address: str, target: Path, width: int, scheme: str) -> None:
    """Open a page, wait until its charts are drawn, and keep what the first screen shows."""
    context = browser.new_context(
        viewport={"width": width, "height": WIDTHS[width]}, color_scheme=scheme
    )
    context.add_cookies([{"name": SEEN_COOKIE, "value": "yes", "url": address}])
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(address)
    page.wait_for_selector("h1")
    page.wait_for_selector(IDLE)
    page.wait_for_timeout(2_500)  # drawing ends without a sign
    page.screenshot(path=target)
    context.close()


def main() -> int:
    """Take all of them on one server."""
    path = find_browser()
    if path is None:
        print(HOW_TO, file=sys.stderr)
        return 1
    DOCS.mkdir(exist_ok=True)
    with serving() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        for name, address in PAGES.items():
            for width in WIDTHS:
                for scheme in SCHEMES:
                    target = DOCS / f"{name}-{scheme}-{width}.png"
                    shoot(browser, f"{server.address}/{address}", target, width, scheme)
                    print(target.relative_to(ROOT), flush=True)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
