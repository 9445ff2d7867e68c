"""Kept: what an experiment can show, and what a campaign has shown."""

from segmentation.cached.by_key import cached_by_key
from segmentation.segments.planning.proof import power as chances
from segmentation.segments.planning.proof.verdict import Lift, Responses, judge


@cached_by_key(64, "Working out how many customers it takes…")
def customers_needed(base: float, wanted: float, power: float, alpha: float) -> int:
    """Return the customers each of two equal groups needs."""
    return chances.customers_needed(base, wanted, power=power, alpha=alpha)


@cached_by_key(256, "Working out what each group can show…")
def detectable(
    base: float, n_treated: int, n_control: int, power: float, alpha: float
) -> tuple[float, float]:
    """Return the smallest lift and the smallest harm that are seen."""
    lift = chances.detectable_lift(base, n_treated, n_control, power=power, alpha=alpha)
    harm = chances.detectable_harm(base, n_treated, n_control, power=power, alpha=alpha)
    return lift, harm


@cached_by_key(64, "Reading off the results…")
def lifts(responses: tuple[Responses, ...]) -> tuple[Lift, ...]:
    """Judge every segment, and all together."""
    return judge(responses)
