"""Every sentence of the “How many?” page that is not the verdict's own."""

from segmentation.clustering.evidence.decision import GROUPS, NONE, SLICES

LIGHTS = {
    GROUPS: ("go", "Clear enough to act on"),
    SLICES: ("care", "Use it with care"),
    NONE: ("stop", "Do not act on it"),
    None: ("unknown", "Not weighed"),
}
"""By verdict: the lamp, which has a shape and a colour of its own, and its word."""

WHY = "Why"
EVIDENCE = "The evidence"
CLOSER = "A closer look at {k} segments"

WEIGHING = "Weighing the evidence: {k} of {last} segments…"
WEIGHING_LEFT = "Weighing the evidence: {k} of {last} segments, {left}…"
BEGINNING = "Weighing the evidence…"
SOON = "less than 10 seconds left"
SECONDS_LEFT = "about {seconds} seconds left"
MINUTES_LEFT = "about {minutes} minutes left"

FROM_SECONDS = 2.0
"""Nothing is said of the time before so much of it is known."""


def time_left(seconds: float) -> str:
    """Say how long something takes yet, rounded so that it does not flicker.

    Parameters
    ----------
    seconds : float

    Returns
    -------
    str
    """
    if seconds < 10:
        return SOON
    if seconds < 95:
        return SECONDS_LEFT.format(seconds=10 * round(seconds / 10))
    return MINUTES_LEFT.format(minutes=round(seconds / 60))
