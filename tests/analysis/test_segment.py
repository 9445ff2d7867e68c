"""The composition on the public Mall figures, and what holds for any table."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import segmentation as sg
from segmentation.analysis.fitted_range import fit_range
from segmentation.clustering.validity import cluster_silhouettes

AGE, INCOME, SCORE = "Age", "Annual Income (k$)", "Spending Score (1-100)"


@pytest.fixture(scope="module")
def mall():
    """Load the built-in table once."""
    return sg.load_sample("mall_customers")


def spec(*features, **settings):
    """Return raw-unit settings, as the public figures use."""
    return sg.SegmentationSpec(**({"features": features, "scaling": "none"} | settings))


def made(**columns):
    """Make a table from columns."""
    return sg.read_table(pd.DataFrame(columns), "made.csv")


@pytest.mark.parametrize(
    ("k", "inertia"),
    [(1, 269981.28), (2, 181363.596), (3, 106348.373), (4, 73679.789), (5, 44448.4554)],
)
def test_income_and_score_reach_the_known_inertia(mall, k, inertia):
    """Public figures in raw units."""
    result = sg.segment(mall, spec(INCOME, SCORE, n_clusters=k))
    assert result.inertia == pytest.approx(inertia, abs=6e-4)


def test_income_and_score_give_the_five_known_segments(mall):
    """Sizes, silhouette and centres of the well-known picture."""
    result = sg.segment(mall, spec(INCOME, SCORE, n_clusters=5))
    assert [p.size for p in result.profiles] == [81, 39, 35, 23, 22]
    assert result.metrics.silhouette == pytest.approx(0.5539, abs=5e-5)
    known = [
        (55.2963, 49.5185),
        (86.5385, 82.1282),
        (88.2, 17.1143),
        (26.3043, 20.9130),
        (25.7273, 79.3636),
    ]
    assert result.centers[[INCOME, SCORE]].to_numpy() == pytest.approx(np.array(known), abs=5e-5)


@pytest.mark.parametrize(
    ("features", "scaling", "k", "inertia", "silhouette"),
    [
        ((INCOME, SCORE), "none", 5, 44448.4554, 0.5539),
        ((AGE, INCOME, SCORE), "none", 5, 75350.7792, None),
        ((AGE, INCOME, SCORE), "none", 6, 58300.4433, 0.4523),
        ((INCOME, SCORE), "standard", 5, 65.5684, 0.5547),
        ((AGE, INCOME, SCORE), "standard", 6, 133.8683, 0.4274),
    ],
)
def test_every_seed_reaches_the_known_answer_with_the_same_labels(
    mall, features, scaling, k, inertia, silhouette
):
    """Seeds 0 to 99 end in one partition, in one order."""
    from segmentation.clustering.algorithms import fit_clusterings

    points = sg.segment(mall, spec(*features, scaling=scaling, n_clusters=1)).points
    found = [fit_clusterings(points, [k], random_state=seed)[k] for seed in range(100)]
    assert [c.inertia for c in found] == pytest.approx([inertia] * 100, abs=6e-5)
    assert len({c.labels.tobytes() for c in found}) == 1
    if silhouette is not None:
        result = sg.segment(mall, spec(*features, scaling=scaling, n_clusters=k))
        assert result.metrics.silhouette == pytest.approx(silhouette, abs=5e-5)
        assert (result.labels == found[0].labels).all()


def test_age_income_and_score_have_the_known_sizes(mall):
    """With age, the built-in table falls into six segments of the sizes found elsewhere."""
    result = sg.segment(mall, spec(AGE, INCOME, SCORE, n_clusters=6))
    assert [p.size for p in result.profiles] == [45, 39, 38, 35, 22, 21]


def test_the_scan_peaks_where_the_public_figures_do(mall):
    """Five for income and score, six with age; all ten columns are always there."""
    scan = sg.scan_k(mall, spec(INCOME, SCORE, scaling="standard"))
    assert (scan.peak_k, scan.recommended_k) == (5, 5)
    with_age = spec(AGE, INCOME, SCORE, scaling="standard")
    assert sg.scan_k(mall, with_age, evidence="criteria").peak_k == 6
    assert list(scan.scores.index) == list(range(2, 11))
    assert list(scan.scores.columns) == [
        "inertia",
        "silhouette",
        "calinski_harabasz",
        "davies_bouldin",
        "bic",
        "smallest",
        "gap",
        "gap_error",
        "stability",
        "p_value",
    ]


def test_the_scan_does_not_claim_what_it_has_not_tested(mall):
    """Criteria without a test against chance recommend no number and give no p-value."""
    scan = sg.scan_k(mall, spec(INCOME, SCORE), range(1, 4), evidence="criteria")
    assert scan.recommended_k is None
    assert "not tested" in scan.reasons[0]
    assert np.isnan(scan.p_value)
    assert np.isnan(scan.scores.loc[1, "silhouette"])
    assert scan.scores.loc[1, "inertia"] == pytest.approx(269981.28)
    assert scan.scores.loc[3, "smallest"] == 38


def test_without_k_and_without_a_recommendation_the_user_is_asked():
    """No k is made up for data without groups."""
    noise = np.random.default_rng(0).uniform(size=(2, 100))
    with pytest.raises(sg.DataError, match="Choose k"):
        sg.segment(made(spend=noise[0], visits=noise[1]), spec("spend", "visits"))


@pytest.mark.parametrize(("features", "k"), [((INCOME, SCORE), 5), ((AGE, SCORE), 2)])
def test_without_k_the_recommendation_is_taken(mall, features, k):
    """What the scan supports, and only that."""
    assert sg.segment(mall, spec(*features, scaling="standard")).spec.n_clusters == k


def test_full_evidence_fills_every_column_but_the_mixtures(mall):
    """Age and score: at four alone the silhouette is no better than chance, over all k it is."""
    scan = sg.scan_k(mall, spec(AGE, SCORE, scaling="standard"), range(2, 7), evidence="full")
    assert scan.scores.drop(columns="bic").notna().all(axis=None)
    assert scan.recommended_k == 2
    assert scan.p_value <= 0.01
    assert scan.scores.loc[4, "p_value"] > 0.05
    assert scan.evidence.n_tested == 200


def test_a_wider_range_computes_only_what_is_new(mall, monkeypatch):
    """What was fitted for three numbers serves for four with one more fit."""
    from segmentation.analysis import fitted_range as module

    settings = spec(INCOME, SCORE)
    before = module.fit_range(mall, settings, [2, 3, 4])
    asked, real = [], module.fit_clusterings

    def spied(points, ks, **rest):
        asked.extend(ks)
        return real(points, ks, **rest)

    monkeypatch.setattr(module, "fit_clusterings", spied)
    after = module.fit_range(mall, settings, [2, 3, 4, 5], base=before)
    assert asked == [5]
    assert sorted(after.clusterings) == [2, 3, 4, 5]
    assert after.clusterings[3] is before.clusterings[3]
    assert after.slots == module.fit_range(mall, settings, [2, 3, 4, 5]).slots


def test_the_known_silhouettes_of_the_five_segments(mall):
    """On average over the customers of each, in the order of their sizes."""
    result = sg.segment(mall, spec(INCOME, SCORE, n_clusters=5))
    assert cluster_silhouettes(result.points, result.labels) == pytest.approx(
        (0.597, 0.509, 0.504, 0.512, 0.599), abs=6e-4
    )


def test_customers_carry_identifier_segment_name_distance_and_confidence(mall):
    """One row per customer in table order, with distances that add up to the inertia."""
    result = sg.segment(mall, spec(INCOME, SCORE, n_clusters=5))
    customers = result.customers
    assert list(customers.columns) == ["CustomerID", "segment", "name", "distance", "confidence"]
    assert customers["CustomerID"].tolist() == list(range(1, 201))
    assert (customers["segment"] == result.labels).all()
    assert customers["name"].iloc[0] == result.names[result.labels[0]]
    assert (customers["distance"] ** 2).sum() == pytest.approx(result.inertia)
    assert customers["confidence"].between(0, 1).all()


def test_slots_do_not_depend_on_the_way_to_k(mall):
    """A link to k = 7 shows the colours that the slider would have led to."""
    settings = spec(INCOME, SCORE, n_clusters=7)

    moved = sg.segment(mall, settings, fitted=fit_range(mall, settings))
    assert sg.segment(mall, settings).slots == moved.slots


def test_more_segments_than_different_customers_are_refused():
    """The sentence gives both numbers."""
    table = made(spend=[1.0, 1.0, 2.0, 2.0, 9.0], visits=[1, 1, 1, 1, 4])
    message = r"4 segments are wanted, but the customers take only 3 different values"
    with pytest.raises(sg.SpecError, match=message):
        sg.segment(table, spec("spend", "visits", n_clusters=4))
    assert len(sg.segment(table, spec("spend", "visits", n_clusters=3)).names) == 3


def test_the_scan_says_which_k_the_data_do_not_hold():
    """k beyond the distinct customers are left out with a reason, not scored."""
    scan = sg.scan_k(made(spend=[1.0, 1.0, 2.0, 2.0, 9.0]), spec("spend"), range(2, 7))
    assert list(scan.scores.index) == [2, 3]
    assert scan.reasons[-1] == "These data do not hold 4 to 6 segments."


def test_names_that_are_none_of_ours_are_refused(mall):
    """Algorithm, evidence and range of k."""
    with pytest.raises(
        sg.SpecError, match=r"algorithm is “magic”\. Choose one of: kmeans, bisecting_kmeans"
    ):
        sg.segment(mall, spec(INCOME, algorithm="magic", n_clusters=2))
    with pytest.raises(sg.SpecError, match="evidence is “hunch”"):
        sg.scan_k(mall, spec(INCOME), evidence="hunch")
    with pytest.raises(sg.SpecError, match="Give some from 1 to 15"):
        sg.scan_k(mall, spec(INCOME), range(2, 20))


def test_numbers_too_large_to_square_are_refused():
    """Distances would overflow; nothing is returned as not-a-number."""
    with pytest.raises(sg.SpecError, match="too large to compare"):
        sg.segment(made(spend=[1.0, 2.0, 3.0, 1e200]), spec("spend", n_clusters=2))


def test_a_file_may_have_columns_called_like_ours():
    """An identifier called “segment” is shown beside ours, not overwritten."""
    table = made(segment=["C1", "C2", "C3", "C4"], spend=[1.0, 2.0, 9.0, 10.0])
    result = sg.segment(table.with_identifier("segment"), spec("spend", n_clusters=2))
    assert result.customers["segment (file)"].tolist() == ["C1", "C2", "C3", "C4"]
    assert sorted(result.customers["segment"]) == [0, 0, 1, 1]


def test_a_category_may_be_a_feature(mall):
    """Gender becomes shares per segment and does not decide the result alone."""
    result = sg.segment(mall, spec("Gender", INCOME, SCORE, scaling="standard", n_clusters=5))
    assert list(result.centers.columns) == ["Gender=Female", "Gender=Male", INCOME, SCORE]
    assert (result.centers["Gender=Female"] + result.centers["Gender=Male"]).to_numpy() == (
        pytest.approx(np.ones(5))
    )
    assert result.centers["Gender=Female"].between(0.05, 0.95).all()


def test_ward_gives_its_known_sizes(mall):
    """The hierarchy on standardised income and score."""
    result = sg.segment(
        mall, spec(INCOME, SCORE, scaling="standard", algorithm="ward", n_clusters=5)
    )
    assert [p.size for p in result.profiles] == [85, 39, 32, 23, 21]
    assert result.metrics.silhouette == pytest.approx(0.5530, abs=1e-3)


def test_the_mixture_has_its_known_lowest_bic(mall):
    """Full covariance on standardised income and score: k = 4 with 1055.5, k = 5 with 1058.5."""
    settings = spec(INCOME, SCORE, scaling="standard", algorithm="gaussian_mixture")
    scores = sg.scan_k(mall, settings, range(2, 7)).scores["bic"]
    assert scores.idxmin() == 4
    assert scores[4] == pytest.approx(1055.5, abs=0.3)
    assert scores[5] == pytest.approx(1058.5, abs=0.3)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 5))
def test_repeating_every_customer_doubles_sizes_and_inertia(seed, k):
    """A metamorphic relation: two copies of a table have the same segments, twice as large."""
    values = np.random.default_rng(seed).normal(size=(30, 2))
    once = sg.segment(made(a=values[:, 0], b=values[:, 1]), spec("a", "b", n_clusters=k))
    twice = np.repeat(values, 2, axis=0)
    double = sg.segment(made(a=twice[:, 0], b=twice[:, 1]), spec("a", "b", n_clusters=k))
    assert double.inertia == pytest.approx(2 * once.inertia)
    assert [p.size for p in double.profiles] == [2 * p.size for p in once.profiles]
