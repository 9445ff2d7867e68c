"""Long work is done in a process of its own, in fair turns, so that pages go on being drawn.

The interpreter runs one thread at a time: a visitor with half a million customers would make all
others wait. What such a visitor asks for is computed by one process beside the server, at a low
priority; the visitor waits in line and is told so, and leaves the line by choosing anew.

Passes over all rows of a table that is not loaded have a line and a process of their own
(`background`), for which nobody waits: pages look how far it is.

`waiting.compute` is the way in; `turns` says who is next, `worker` holds the process and knows what
it holds, `child` is the process, `pickles` what the two say to each other, `telling` what long work
says of itself meanwhile.
"""
