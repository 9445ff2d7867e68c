"""How many?: what speaks for each number of segments, and whether there are any."""

from pages.shell import router

router.show("how_many")
