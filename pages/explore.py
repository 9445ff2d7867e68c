"""Explore: how each column is spread, and which columns go together."""

from pages.shell import router

router.show("explore")
