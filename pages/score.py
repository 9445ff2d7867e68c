"""Score: which segment a new customer belongs to, for one, for a file, and in other systems."""

from pages.shell import router

router.show("score")
