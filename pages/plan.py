"""Plan: whom to start with, what to offer, where to put the budget, how to prove it."""

from pages.shell import router

router.show("plan")
