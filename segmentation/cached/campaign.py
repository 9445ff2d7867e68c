"""Kept: whom a campaign reaches, what an experiment can show, and what a campaign has shown."""

from numpy import ndarray

from segmentation.analysis.segmentation import Segmentation
from segmentation.cached.by_key import cached_by_key
from segmentation.exports import lists as contact_lists
from segmentation.exports.lists import ListCounts
from segmentation.exports.reach import Reach
from segmentation.exports.reach import reach as find_reach
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


@cached_by_key(32, apart="Looking who can be contacted…")
def reach(result: Segmentation) -> Reach:
    """Tell who can be contacted."""
    return find_reach(result)


@cached_by_key(64)
def held_out(result: Segmentation, share: float, random_state: int) -> ndarray:
    """Pick at random who is left alone."""
    return contact_lists.hold_out(result, reach(result), share, random_state)


@cached_by_key(64)
def list_counts(result: Segmentation, share: float, random_state: int) -> tuple[ListCounts, ...]:
    """Count who is on the list of every segment, and why others are not."""
    held = held_out(result, share, random_state)
    return contact_lists.list_counts(result, reach(result), held)
