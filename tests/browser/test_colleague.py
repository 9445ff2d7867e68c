"""A file of one's own, shared with a colleague: seen by another browser, then revoked."""

import pandas as pd
from conftest import goto, settle
from test_looks import judged
from test_own_files import upload

N = 150
FILE = pd.DataFrame(
    {
        "client": [f"SECRET{n}" for n in range(N)],
        "spend": [n % 3 * 300 + n % 11 for n in range(N)],
        "visits": [n % 3 * 40 + n % 7 for n in range(N)],
        "region": ["north" if n % 3 else "south" if n % 2 else "west" for n in range(N)],
    }
).to_csv(index=False)


def make_link(page) -> str:
    """Share what is shown, and return the address."""
    page.get_by_role("button", name="Share with a colleague").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox", name="Your name").fill("Ada <b>")
    dialog.get_by_role("button", name="Make the link").click()
    dialog.get_by_text("This link shows it until").wait_for()
    return dialog.locator("[data-testid=stCode]").first.inner_text().strip()


def test_a_colleague_sees_it_until_it_is_revoked(new_page, app_server):
    """Without the file, without a customer; the maker's session stays, the list is the maker's."""
    mine, yours = new_page(), new_page(390)
    goto(mine, f"{app_server}/data")
    upload(mine, "clients.csv", FILE)
    mine.get_by_role("button", name="See the segments").click()
    mine.get_by_role("heading", name="150 customers in").wait_for()
    settle(mine)
    before = mine.url
    address = make_link(mine)
    assert address.startswith(f"{app_server}/")
    assert "?snapshot=" in address
    mine.set_viewport_size({"width": 390, "height": 844})
    mine.wait_for_timeout(500)
    assert not judged(mine, {"include": [["[role=dialog]"]]})
    mine.set_viewport_size({"width": 1280, "height": 800})

    goto(yours, address)
    yours.get_by_role("heading", name="150 customers in").wait_for()
    yours.get_by_text("Ada <b> shared this on").wait_for()
    yours.locator(".st-key-shared_figures .segmentation-figure[data-drawn]").wait_for()
    assert "SECRET" not in yours.content()
    assert not yours.locator("input[type=file]").count()
    assert not yours.locator("[data-testid=stSidebarNav]").count()
    assert yours.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert not judged(yours, {"exclude": [[".main-svg"]]})

    goto(yours, f"{app_server}/score")
    yours.get_by_role("heading", name="Links you have shared").wait_for()
    assert not yours.get_by_text(address.rpartition("=")[2]).count()

    dialog = mine.get_by_role("dialog")
    dialog.get_by_role("button", name="Revoke").click()
    dialog.get_by_text("Revoked. The link shows nothing any more.").wait_for()
    mine.keyboard.press("Escape")
    settle(mine)
    assert mine.url == before

    goto(yours, address)
    yours.get_by_text("This link shows nothing any more").wait_for()
    yours.get_by_role("button", name="Open the studio").click()
    yours.get_by_role("heading", name="200 customers in 5 segments").wait_for()
    settle(yours)
    assert "snapshot" not in yours.url
