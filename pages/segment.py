"""Segment: who the customers are, in as many groups as the slider says."""

from pages.shell import router

router.show("segment")
