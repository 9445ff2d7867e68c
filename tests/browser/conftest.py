"""A server of our own and a browser that fails the test when the page misbehaves."""

from collections.abc import Iterator

import pytest
from browser import FLAGS, HOW_TO, find_browser
from playwright.sync_api import Browser, Page, sync_playwright
from serving import IDLE, serving

from pages.journey.tour import SEEN_COOKIE

# On a deep link Streamlit's frontend first asks for its own files below the page's address.
HARMLESS = ("the server responded with a status of 404", "GPU stall due to ReadPixels")


@pytest.fixture(scope="session")
def app_server() -> Iterator[str]:
    """Serve the app for all tests of this process."""
    with serving() as server:
        yield server.address


@pytest.fixture
def no_loop_is_left() -> None:
    """Allow what no other test may meet: Playwright's loop runs while the browser is open."""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Start the browser; without one the test fails with the command that installs it.

    Playwright keeps an event loop running in this thread until it stops. Therefore it stops with
    the last test of the file, before a test of another kind can run here.
    """
    path = find_browser()
    if path is None:
        pytest.fail(HOW_TO)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def new_page(chromium: Browser):
    """Return a function that opens a page; at the end none may have failed or called out."""
    contexts, problems = [], []

    def open_page(
        width: int = 1280,
        height: int = 800,
        scheme: str = "light",
        *,
        first: bool = False,
        harmless: tuple[str, ...] = HARMLESS,
        **options,
    ) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, **options
        )
        if not first:  # who has been here before is not shown the tour
            context.add_cookies(
                [{"name": SEEN_COOKIE, "value": "yes", "domain": "127.0.0.1", "path": "/"}]
            )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(f"script error: {error}"))
        page.on("console", lambda message: _note_console(message, problems, harmless))
        page.on("request", lambda request: _note_outside(request.url, problems))
        return page

    yield open_page
    for context in contexts:
        problems += [
            "an exception is on the page"
            for page in context.pages
            if page.locator("[data-testid=stException]").count()
        ]
        problems += [f"no graphics card: {page.url}" for page in context.pages if _lacks_card(page)]
        context.close()
    assert not problems, problems


@pytest.fixture
def page(new_page) -> Page:
    """Open one page of laptop width."""
    return new_page()


def goto(page: Page, address: str) -> None:
    """Open an address and wait until everything is drawn."""
    page.goto(address)
    _until_idle_twice(page)


def settle(page: Page) -> None:
    """Wait until the script has run and the page has stopped changing."""
    page.wait_for_timeout(250)  # a move of the slider is sent after 200
    _until_idle_twice(page)


def _until_idle_twice(page: Page) -> None:
    page.wait_for_selector(IDLE)
    page.wait_for_timeout(250)
    page.wait_for_selector(IDLE)


def until(page: Page, condition: str) -> None:
    """Wait until an expression holds, asked from here: the page may not poll it."""
    for _ in range(300):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"This did not become true: {condition}")


def map_state(page: Page, axes: int) -> dict:
    """Return what the map of so many axes shows: traces, camera, zoom, selection."""
    page.wait_for_selector(f".st-key-map_{axes} .segmentation-figure[data-drawn]")
    return page.evaluate(
        """axes => {
            const chart = document.querySelector(`.st-key-map_${axes} .segmentation-figure`);
            const scene = chart._fullLayout.scene;
            return {
                traces: chart.data.length,
                drawn: Number(chart.dataset.drawn),
                eye: scene ? scene._scene.getCamera().eye : null,
                range: chart._fullLayout.xaxis ? chart._fullLayout.xaxis.range : null,
                selected: chart.data.reduce((n, t) => n + (t.selectedpoints || []).length, 0),
                colors: chart.data.map(t => t.marker.color),
                alt: chart.getAttribute("aria-label"),
            };
        }""",
        axes,
    )


def open_settings(page: Page) -> None:
    """Open the settings bar, from the keyboard; one that is open stays so."""
    if page.locator(".st-key-settings_line details:not([open])").count():
        page.locator(".st-key-settings_line summary").press("Enter")


def move_slider(page: Page, key: str, steps: int) -> None:
    """Move a slider by arrow keys: to the right for positive steps."""
    handle = page.locator(f".st-key-{key} input[type=range]")
    handle.wait_for(state="attached")
    if not handle.is_visible():
        open_settings(page)
    handle.focus()
    for _ in range(abs(steps)):
        handle.press("ArrowRight" if steps > 0 else "ArrowLeft")
    settle(page)


def choose(page: Page, key: str, option: str) -> None:
    """Choose an option of a select box, once what stood there before is gone."""
    settle(page)
    box = page.locator(f".st-key-{key} input")
    box.scroll_into_view_if_needed()
    choice = page.get_by_role("option", name=option, exact=True)
    for _ in range(5):  # a list that opens while the page scrolls closes again
        box.click()
        page.wait_for_timeout(500)
        if choice.count():
            break
        box.press("Escape")
    choice.click()
    settle(page)
    assert box.input_value() == option


def _lacks_card(page: Page) -> int:
    return page.get_by_text("WebGL is not supported").count()


def _note_console(message, problems: list[str], harmless: tuple[str, ...]) -> None:
    if message.type == "error" and not any(text in message.text for text in harmless):
        problems.append(f"console: {message.text}")


def _note_outside(url: str, problems: list[str]) -> None:
    if not url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "blob:", "data:")):
        problems.append(f"called out: {url}")
