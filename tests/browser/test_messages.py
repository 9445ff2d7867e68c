"""How much a move of the slider sends, counted as the browser would get it."""

import asyncio

from harness import our_query
from visitor import Visitor


def test_a_move_of_the_slider_sends_little(app_server):
    """Counts and sizes are held here, times by the benchmarks.

    A whole run sends some hundred messages: the settings above the slider are most of them. With
    3D the map is the largest chart.
    """

    async def moves() -> list:
        async with Visitor(app_server, our_query(5)) as visitor:
            whole = await visitor.run()
            return [whole, *[await visitor.run(k) for k in (6, 7, 8, 7)]]

    whole, *moved, seen = asyncio.run(moves())
    assert all(run.errors == 0 for run in (whole, *moved, seen))
    assert whole.messages > 60  # else the bound below says nothing
    for run in moved:
        assert run.messages <= 36  # a new number: the maps of two neighbours, and waiting
        assert run.size <= 76_000
    assert seen.messages <= 30
    assert seen.size <= 45_000
