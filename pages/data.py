"""Data: which table is open, what was understood of it, and the user's own file."""

from pages.shell import router

router.show("data")
