"""Ways through the app by somebody new, with a stop-watch and a count of presses.

From a file nobody prepared to the list of the segment to target first, and to the report for the
boss. Four made files: a shop's customers, a German list of sales, firms, and a loyalty programme
without a column of consent. The browser is fresh each time; the tour is skipped, which is a press.
"""

import io
import random
import time
from collections.abc import Callable

import harness
import pandas as pd
from browser import FLAGS, find_browser
from playwright.sync_api import Browser, Page, sync_playwright
from serving import serving

PATIENCE_MS = 240_000


def shop(draw: random.Random) -> bytes:
    """Make the customers of a shop, as its export has them."""
    rows = []
    for n in range(600):
        kind = draw.choice((0, 0, 1, 2))
        orders = max(1, round(draw.gauss((2, 12, 5)[kind], 1)))
        each = max(5.0, draw.gauss((30, 35, 160)[kind], 6))
        rows.append(
            {
                "Customer ID": f"C{n:05}",
                "Email": f"person{n}@mail.example",
                "Accepts Email Marketing": draw.choice(("yes", "yes", "no")),
                "Total Spent": round(orders * each, 2),
                "Total Orders": orders,
                "Last Order": f"2026-{draw.randint(1, 10):02}-{draw.randint(1, 28):02}",
            }
        )
    return pd.DataFrame(rows).to_csv(index=False).encode()


def german_sales(draw: random.Random) -> bytes:
    """Make a list of sales with semicolons, decimal commas and German days."""
    lines = ["Rechnungsnr;Kundennummer;Datum;Artikel;Menge;Betrag"]
    for n in range(4_000):
        who = min(int(draw.expovariate(1 / 90)), 349)
        amount = f"{draw.lognormvariate(3.2, 0.6):.2f}".replace(".", ",")
        day = f"{draw.randint(1, 28):02}.{draw.randint(1, 12):02}.2025"
        article = draw.choice(("Brot", "Käse", "Wein", "Öl"))
        lines.append(f"R{n // 2};K{who:04};{day};{article};{draw.randint(1, 4)};{amount}")
    return "\r\n".join(lines).encode("cp1252")


def firms(draw: random.Random) -> bytes:
    """Make the customers of somebody who sells to firms."""
    rows = []
    for n in range(300):
        large = draw.random() < 0.3
        rows.append(
            {
                "Account": f"Firm {n}",
                "Industry": draw.choice(("Retail", "Health", "Energy")),
                "Employees": round(draw.lognormvariate(6.5 if large else 3.2, 0.5)),
                "Annual revenue (k€)": round(draw.lognormvariate(9 if large else 5.5, 0.6)),
                "Open tickets": draw.randint(0, 9),
                "Contact e-mail": f"office@firm{n}.example",
                "Newsletter": draw.choice(("Yes", "No")),
            }
        )
    book = io.BytesIO()
    pd.DataFrame(rows).to_excel(book, index=False, engine="xlsxwriter")
    return book.getvalue()


def loyalty(draw: random.Random) -> bytes:
    """Make members of a loyalty programme; nothing is said of their consent."""
    rows = [
        {
            "member": n,
            "phone": f"+44 7700 900{n % 1000:03}",
            "age": draw.randint(18, 80),
            "points": round(draw.lognormvariate(5 + 2 * (n % 3 == 0), 0.5)),
            "visits": 1 + round(draw.gammavariate(2, 3)),
        }
        for n in range(400)
    ]
    return pd.DataFrame(rows).to_csv(index=False, sep="\t").encode()


FILES: dict[str, tuple[str, Callable[[random.Random], bytes]]] = {
    "a shop's customers": ("customers_export.csv", shop),
    "a German list of sales": ("Umsätze 2025.csv", german_sales),
    "firms": ("accounts.xlsx", firms),
    "a loyalty programme": ("members.txt", loyalty),
}


class Hand:
    """Presses, and counts.

    Parameters
    ----------
    page : Page
    """

    def __init__(self, page: Page) -> None:
        self.page, self.presses = page, 0

    def press(self, role: str, name: str) -> None:
        """Press what is called so."""
        self.page.get_by_role(role, name=name, exact=role == "link").first.click()
        self.presses += 1
        self.settle()

    def give(self, name: str, data: bytes) -> None:
        """Choose a file: one press on the button, one on the file."""
        file = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
        self.page.locator("input[type=file]").first.set_input_files([file])
        self.presses += 2
        self.settle()

    def take(self, name: str) -> bytes:
        """Press what gives a file; return it."""
        with self.page.expect_download() as download:
            self.page.get_by_role("button", name=name).first.click()
        self.presses += 1
        with open(download.value.path(), "rb") as file:  # noqa: PTH123 - a path of the browser
            return file.read()

    def settle(self) -> None:
        """Wait until the page stands."""
        self.page.wait_for_timeout(300)
        self.page.wait_for_selector(
            "[data-testid=stApp][data-test-script-state=notRunning]", timeout=PATIENCE_MS
        )


def way(browser: Browser, address: str, name: str, data: bytes, *, report: bool) -> dict:
    """Go from a file to the list, or on to the report; return presses, seconds, what was got."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    begin = time.perf_counter()
    page.goto(address)
    hand = Hand(page)
    page.get_by_role("button", name="Skip the tour").wait_for()
    hand.settle()
    hand.press("button", "Skip the tour")
    hand.press("link", "Data")
    hand.give(name, data)
    hand.press("button", "See the segments")
    hand.press("button", "Plan what to do")
    if report:
        hand.press("button", "Make the report")
    got = hand.take("Download the page" if report else "Get the list")
    seconds = time.perf_counter() - begin
    context.close()
    size = {"kilobytes": round(len(got) / 1000)} if report else {"rows": got.count(b"\n") - 1}
    return {"presses": hand.presses, "seconds": round(seconds, 1), **size}


def main() -> None:
    """Go each way once, on a server that has been asked for nothing else."""
    found: dict[str, dict] = {}
    with serving(*harness.OURS) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(FLAGS))
        for title, (name, make) in FILES.items():
            data = make(random.Random(20261126))  # noqa: S311 - a reproducible file
            found[title] = {
                "list": way(browser, server.address, name, data, report=False),
                "report": way(browser, server.address, name, data, report=True),
            }
        browser.close()
    harness.save("journeys", found)


if __name__ == "__main__":
    main()
