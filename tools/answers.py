"""Take the screenshots of ``docs/answers.md``: five questions, answered for four tables.

Who are they: the map and the cards of the Segments page. Whom first, with what, for how much, and
where is the list: the Plan page, with made figures filled in. ``make answers`` runs it.
"""

import io
import random
import sys
from dataclasses import dataclass
from pathlib import Path

from bench_journeys import FILES
from browser import FLAGS, HOW_TO, find_browser
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from serving import IDLE, ROOT, serving
from shots import SEEN_COOKIE

DOCS = ROOT / "docs"
SIZE = {"width": 1280, "height": 1700}
PATIENCE_MS = 240_000
COLORS = 128
LARGEST = 150_000
"""Bytes of a picture."""

BELOW_WHO = ".segment-cards"
BELOW_PLAN = ".st-key-cards_of_plan > *:nth-child(2)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A table, and what somebody who has it would plan.

    Attributes
    ----------
    file : str or None
        Which of the made files; None for the built-in table.
    campaign : str
    cost, response, margin : str
        Of a contact, in percent of those contacted, of a response or in percent of an order.
    """

    file: str | None
    campaign: str
    cost: str
    response: str
    margin: str


CASES = {
    "mall": Case(file=None, campaign="Spring", cost="1.20", response="4", margin="45"),
    "shop": Case(
        file="a shop's customers", campaign="Back in stock", cost="0.40", response="5", margin="30"
    ),
    "sales": Case(
        file="a German list of sales", campaign="Herbst", cost="0.80", response="6", margin="25"
    ),
    "firms": Case(file="firms", campaign="Service plan", cost="15", response="8", margin="600"),
}


def take(browser: Browser, address: str, name: str, case: Case) -> None:
    """Go from the table to the plan, and keep what answers the questions."""
    context = browser.new_context(viewport=SIZE)
    context.add_cookies([{"name": SEEN_COOKIE, "value": "yes", "url": address}])
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(f"{address}/data")
    page.wait_for_selector("h1")
    if case.file is not None:
        file, make = FILES[case.file]
        data = make(random.Random(20261126))  # noqa: S311 - a reproducible file
        given = {"name": file, "mimeType": "application/octet-stream", "buffer": data}
        page.locator("input[type=file]").first.set_input_files([given])
        page.locator("h1", has_text=file).wait_for()
    settle(page)
    page.get_by_role("button", name="See the segments").first.click()
    page.locator(BELOW_WHO).wait_for()
    settle(page)
    keep(page, DOCS / f"answers-{name}-who.png", BELOW_WHO)
    page.get_by_role("button", name="Plan what to do").click()
    page.locator(BELOW_PLAN).wait_for()
    settle(page)
    fill_in(page, case)
    keep(page, DOCS / f"answers-{name}-plan.png", BELOW_PLAN)
    context.close()


def fill_in(page: Page, case: Case) -> None:
    """Fill in the campaign, and say that the figures are one's own."""
    for key, text in {
        "campaign_name": case.campaign,
        "all_cost": case.cost,
        "all_response": case.response,
        "all_margin": case.margin,
        "all_margin_share": case.margin,
    }.items():
        field = page.locator(f".st-key-{key} input")
        if field.count():
            field.fill(text)
            field.press("Enter")
            settle(page)
    page.locator(".st-key-figures_are_mine label").click()
    settle(page)


def settle(page: Page) -> None:
    """Wait until the page stands and its charts are drawn."""
    page.wait_for_timeout(500)
    page.wait_for_selector(IDLE)
    page.wait_for_timeout(2_000)  # drawing ends without a sign
    page.wait_for_selector(IDLE)


def keep(page: Page, target: Path, below: str) -> None:
    """Keep the page from its title to the end of a part, in few colours."""
    main = page.locator(".stMainBlockContainer").bounding_box()
    last = page.locator(below).first.bounding_box()
    height = min(last["y"] + last["height"] + 6, SIZE["height"])
    clip = {"x": main["x"] + 2, "y": 0, "width": main["width"] - 2, "height": height}
    picture = Image.open(io.BytesIO(page.screenshot(clip=clip))).convert("RGB")
    picture.quantize(COLORS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(
        target, optimize=True
    )
    size = target.stat().st_size
    print(f"{target.relative_to(ROOT)}: {size / 1000:.0f} kB")
    if size > LARGEST:
        raise ValueError(f"{target.name} has {size:,} bytes, more than {LARGEST:,}.")


def main(names: list[str]) -> int:
    """Take those named, or all of them, on one server."""
    path = find_browser()
    if path is None:
        print(HOW_TO, file=sys.stderr)
        return 1
    with serving() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        for name in names or list(CASES):
            take(browser, server.address, name, CASES[name])
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
