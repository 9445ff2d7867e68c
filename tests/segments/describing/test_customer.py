"""One customer: distances by hand, and a change that really changes the segment."""

import numpy as np
import pandas as pd
import pytest

import segmentation as sg
from segmentation.analysis.fitted_range import fit_range
from segmentation.clustering.algorithms import FINDERS
from segmentation.segments.describing.customer import _readable, view_customer

INCOME, SCORE = "Annual Income (k$)", "Spending Score (1-100)"


def fitted(table, features, k, **settings):
    """Fit one number of segments."""
    spec = sg.SegmentationSpec(features=features, n_clusters=k, **settings)
    return fit_range(table, spec, range(2, k + 1))


def moved(fits, k, row, view):
    """Return where a customer goes with the changes of the view."""
    changed = fits.rows.frame.iloc[[row]].astype(dict.fromkeys([], float)).copy()
    for name, _, value in view.move.changes:
        changed[name] = value
    return int(fits.clusterings[k].assign(fits.space.transform(changed))[0])


def test_a_line_by_hand():
    """Segments around 1 and 11: at 2 the border is 6, one step beyond is the other."""
    frame = pd.DataFrame({"spend": [0.0, 1, 2, 10, 11, 12]})
    fits = fitted(sg.read_table(frame, "made"), ("spend",), 2, scaling="none")
    view = view_customer(fits.rows.frame, fits.space, fits.clusterings[2], 2)
    assert (view.distance, view.next_distance) == (1, 9)
    assert view.confidence == pytest.approx(1 - 1 / 9)
    assert view.is_clear
    assert [(r.feature, r.share) for r in view.reasons] == [("spend", 1.0)]
    ((name, before, after),) = view.move.changes
    assert (name, before) == ("spend", 2.0)
    assert after == pytest.approx(6, abs=1.01)
    assert moved(fits, 2, 2, view) != view.segment


@pytest.fixture(scope="module", params=list(FINDERS))
def by_each(request):
    """Fit the built-in table once by each algorithm."""
    return fitted(sg.load_sample("mall_customers"), (INCOME, SCORE), 5, algorithm=request.param)


@pytest.mark.parametrize("row", [0, 43, 61, 123, 140, 199])
def test_the_change_moves_the_customer(by_each, row):
    """For every algorithm, and no smaller change of the same column does."""
    fits = by_each
    view = view_customer(fits.rows.frame, fits.space, fits.clusterings[5], row)
    assert moved(fits, 5, row, view) == view.move.segment != view.assigned
    if len(view.move.changes) == 1:
        ((name, before, after),) = view.move.changes
        values = np.arange(before, after, np.sign(after - before))
        less = fits.rows.frame.iloc[[row] * len(values)].assign(**{name: values})
        assert (fits.clusterings[5].assign(fits.space.transform(less)) == view.assigned).all()


def test_reasons_add_up_and_have_signs():
    """Customer 124 earns like the middle but spends like the best."""
    fits = fitted(sg.load_sample("mall_customers"), (INCOME, SCORE), 5)
    view = view_customer(fits.rows.frame, fits.space, fits.clusterings[5], 123)
    shares = {reason.feature: reason.share for reason in view.reasons}
    assert shares[SCORE] > 0 > shares[INCOME]
    assert sum(map(abs, shares.values())) == pytest.approx(1)


def test_a_mixture_is_as_sure_as_its_posterior():
    """And its rule is the most probable component."""
    fits = fitted(
        sg.load_sample("mall_customers"), (INCOME, SCORE), 4, algorithm="gaussian_mixture"
    )
    found = fits.clusterings[4]
    for row in (0, 60, 120):
        view = view_customer(fits.rows.frame, fits.space, found, row)
        assert view.confidence == pytest.approx(found.posterior[row])
        assert view.assigned == found.labels[row] == view.segment


def test_wards_own_labels_may_differ_from_the_rule():
    """It is told, and then it is no clear case."""
    fits = fitted(sg.load_sample("mall_customers"), (INCOME, SCORE), 5, algorithm="ward")
    found = fits.clusterings[5]
    differing = np.flatnonzero(found.assign(fits.points) != found.labels)
    assert 0 < len(differing) < 10
    view = view_customer(fits.rows.frame, fits.space, found, int(differing[0]))
    assert view.assigned != view.segment
    assert not view.is_clear


def test_a_category_may_be_what_changes():
    """With gender alone, the other gender is the only way."""
    table = sg.load_sample("mall_customers")
    fits = fitted(table, ("Gender",), 2)
    view = view_customer(fits.rows.frame, fits.space, fits.clusterings[2], 0)
    assert view.move.changes == (("Gender", "Male", "Female"),)


def test_two_columns_may_be_nearer_than_one():
    """A customer in the corner of a slanted border."""
    random = np.random.default_rng(0)
    low, high = random.normal(0, 1, (60, 2)), random.normal(8, 1, (60, 2))
    frame = pd.DataFrame(np.vstack([low, high]), columns=["a", "b"])
    fits = fitted(sg.read_table(frame, "made"), ("a", "b"), 2)
    view = view_customer(fits.rows.frame, fits.space, fits.clusterings[2], 0)
    assert len(view.move.changes) == 2
    assert moved(fits, 2, 0, view) == view.move.segment


def test_a_missing_value_is_survived():
    """Filled for the rule, shown as missing, changed by taking a value."""
    frame = pd.DataFrame({"a": [np.nan, 1, 2, 8, 9, 10], "b": [1.0, 2, 1, 9, 8, 9]})
    fits = fitted(sg.read_table(frame, "made"), ("a", "b"), 2, missing="impute")
    view = view_customer(fits.rows.frame, fits.space, fits.clusterings[2], 0)
    assert view.move is not None
    assert moved(fits, 2, 0, view) == view.move.segment


@pytest.mark.parametrize(
    ("now", "border", "whole", "expected"),
    [
        (1, 5.0004, False, 5.01),
        (9, 5.0004, False, 5.0),
        (1, 5.0004, True, 6),
        (9, 5.9, True, 5),
        (0, -0.0123456, False, -0.0124),
    ],
)
def test_a_border_is_rounded_away_from_the_customer(now, border, whole, expected):
    """To three digits, or to a whole number."""
    assert _readable(now, border, whole=whole) == pytest.approx(expected, abs=1e-12)


def test_one_column_is_taken_when_two_are_hardly_nearer():
    """A single change is easier to read."""
    fits = fitted(sg.load_sample("mall_customers"), (INCOME, SCORE), 5)
    for row in (0, 123, 140):
        view = view_customer(fits.rows.frame, fits.space, fits.clusterings[5], row)
        assert len(view.move.changes) == 1


def test_a_customer_between_two_middles_is_a_close_call():
    """From a quarter on it is clear."""
    frame = pd.DataFrame({"spend": [*[1.0] * 20, 5.8, *[11.0] * 20]})
    fits = fitted(sg.read_table(frame, "made"), ("spend",), 2, scaling="none")
    view = view_customer(fits.rows.frame, fits.space, fits.clusterings[2], 20)
    assert view.confidence < 0.25
    assert not view.is_clear
