"""The map follows the slider before the server has answered, and is never of another choice."""

import json

from conftest import choose, goto, map_state, move_slider, open_settings, settle, until

LINK = "/?features=Annual+Income&features=Spending+Score&k=4"
SHOWN = """() => {
    const chart = document.querySelector(".st-key-map_2 .segmentation-figure");
    return JSON.stringify([
        document.querySelector(".st-key-map_2 .segmentation-title").textContent,
        chart.getAttribute("aria-label"),
        chart.data.map((trace) => [trace.name, trace.marker?.color, Array.from(trace.x ?? [])]),
        chart.layout.annotations?.map((note) => note.text),
    ]);
}"""
TRACES = "document.querySelector('.st-key-map_2 .segmentation-figure').data.length"
SLIDER = ".st-key-k input[type=range]"

# Streamlit ends a run of the chart's script at once where a newer one has overtaken it meanwhile.
OVERTAKEN = """async () => {
    const root = document.querySelector(".st-key-map_2 .segmentation-figure");
    const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
    const { default: run } = await import(loaded.find((name) => name.includes("chart.js?")));
    const data = new TextEncoder().encode(JSON.stringify(root.shown));
    await run({ data, parentElement: root.parentElement, setTriggerValue: () => {} })();
}"""

# What the browser would send is held back, as by a server that does not answer.
DEAF = """() => { window.sent = WebSocket.prototype.send; WebSocket.prototype.send = () => {}; }"""


def afresh(new_page, address: str) -> list:
    """Return what the map shows to somebody who opens a link."""
    page = new_page()
    goto(page, address)
    map_state(page, 2)
    return json.loads(page.evaluate(SHOWN))


def shown(page) -> list:
    """Return what the map shows."""
    settle(page)
    return json.loads(page.evaluate(SHOWN))


def test_the_map_follows_before_the_server_has_answered(page, app_server):
    """To a number that was shown before, and to the neighbour of one that was moved to."""
    goto(page, app_server + LINK)
    traces = map_state(page, 2)["traces"]
    move_slider(page, "k", 1)
    page.evaluate(DEAF)
    for key, more in (("ArrowLeft", 0), ("ArrowRight", 1), ("ArrowRight", 2)):
        page.locator(SLIDER).press(key)
        until(page, f"{TRACES} === {traces + more}")


def test_after_any_walk_the_map_is_that_of_the_link(page, new_page, app_server):
    """Fast presses over seen and new numbers, the button back, another setting, another page."""
    goto(page, app_server + LINK)
    map_state(page, 2)
    move_slider(page, "k", 2)
    handle = page.locator(SLIDER)
    for key in (*["ArrowLeft"] * 3, *["ArrowRight"] * 6, *["ArrowLeft"] * 2):
        handle.press(key, delay=0)
    settle(page)
    assert shown(page) == afresh(new_page, page.url)
    page.locator(".st-key-k ~ div button, .st-key-k + div button").first.click()
    settle(page)
    assert shown(page) == afresh(new_page, page.url)
    move_slider(page, "k", 1)
    before = shown(page)
    open_settings(page)
    page.get_by_role("button", name="More settings").click()
    choose(page, "scaling", "None (raw units)")
    page.keyboard.press("Escape")
    settle(page)
    move_slider(page, "k", -1)
    move_slider(page, "k", 1)
    assert shown(page) == afresh(new_page, page.url)
    page.get_by_test_id("stSidebarNav").get_by_text("Explore").click()
    settle(page)
    page.get_by_test_id("stSidebarNav").get_by_text("Segments").click()
    page.wait_for_selector(".st-key-map_2 [data-drawn]")
    move_slider(page, "k", -1)
    assert shown(page) == afresh(new_page, page.url) != before


def test_a_run_that_was_overtaken_takes_nothing_away(page, app_server):
    """The chart stays, follows the slider and takes the room that it is given."""
    goto(page, app_server + LINK)
    map_state(page, 2)
    page.evaluate(OVERTAKEN)
    page.set_viewport_size({"width": 900, "height": 800})
    chart = "document.querySelector('.st-key-map_2 .segmentation-figure')"
    until(page, f"Math.abs({chart}._fullLayout?.width - {chart}.clientWidth) < 2")
    move_slider(page, "k", 1)
    assert map_state(page, 2)["traces"] == 5
