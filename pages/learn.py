"""Learn: how K-means finds segments, one step at a time, on the user's own columns."""

from pages.shell import router

router.show("learn")
