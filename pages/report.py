"""Report: pick what it tells, see it, put it in your words, and take it away."""

from pages.shell import router

router.show("report")
