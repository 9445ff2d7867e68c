"""Compare: other settings, a saved segmentation, or a later file; who is elsewhere, and why."""

from pages.shell import router

router.show("compare")
