"""Profiles: who is in each segment, how sure that is, and a rule for each."""

from pages.shell import router

router.show("profiles")
