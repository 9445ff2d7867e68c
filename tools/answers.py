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
from shots import PATIENCE_MS, SEEN_COOKIE

DOCS = ROOT / "docs"
SIZE = {"width": 1280, "height": 1700}
COLORS = 128
LARGEST = 150_000
"""Bytes of a picture."""

KINDS = ((90, 24, (1, 12), 24.0), (90, 5, (1, 12), 140.0), (60, 6, (1, 4), 30.0))
"""Of buyers: how many, orders of each, the months they buy in, and what a line costs."""


def german_sales(draw: random.Random) -> bytes:
    """Make the sales of a shop with regulars, few who buy large, and some who have left."""
    lines, who = [], 0
    for n_buyers, n_orders, months, price in KINDS:
        for _ in range(n_buyers):
            who += 1
            for _ in range(max(2, round(draw.gauss(n_orders, 1.2)))):
                day = f"{draw.randint(1, 28):02}.{draw.randint(*months):02}.2025"
                amount = f"{max(2.0, draw.gauss(price, price / 6)):.2f}".replace(".", ",")
                article = draw.choice(("Brot", "Käse", "Wein", "Öl"))
                lines.append(f"R{len(lines)};K{who:04};{day};{article};1;{amount}")
    head = "Rechnungsnr;Kundennummer;Datum;Artikel;Menge;Betrag"
    return "\r\n".join([head, *lines]).encode("cp1252")


MADE = FILES | {"a German list of sales": ("Umsätze 2025.csv", german_sales)}
"""The files of the walks; sales whose buyers are of different kinds."""

BELOW_WHO = ".segment-cards"
BELOW_PLAN = ".st-key-cards_of_plan > *:nth-child(2)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A table, and what somebody who has it would plan.

    Attributes
    ----------
    file : str
        Which of the made files; empty for a built-in table.
    table : str
        Which built-in table; empty for a file.
    campaign : str
    cost, response, margin : str
        Of a contact, in percent of those contacted, of a response or in percent of an order.
    """

    file: str = ""
    table: str = ""
    campaign: str
    cost: str
    response: str
    margin: str


CASES = {
    "mall": Case(table="mall_customers", campaign="Spring", cost="1.20", response="4", margin="45"),
    "shop": Case(
        file="a shop's customers", campaign="Back in stock", cost="0.40", response="5", margin="30"
    ),
    "sales": Case(
        file="a German list of sales", campaign="Herbst", cost="0.10", response="6", margin="25"
    ),
    "firms": Case(
        table="b2b_accounts", campaign="Service plan", cost="15", response="8", margin="600"
    ),
}


def take(browser: Browser, address: str, name: str, case: Case) -> None:
    """Go from the table to the plan, and keep what answers the questions."""
    context = browser.new_context(viewport=SIZE)
    context.add_cookies([{"name": SEEN_COOKIE, "value": "yes", "url": address}])
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(f"{address}/data?table={case.table}" if case.table else f"{address}/data")
    page.wait_for_selector("h1")
    if case.file:
        file, make = MADE[case.file]
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
