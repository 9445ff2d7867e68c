"""The “How many?” page: a verdict on any table, evidence kept, bad input in sentences."""

from collections import Counter

import numpy as np
import pandas as pd
import pytest

from pages.how_many import evidence
from segmentation import cached
from segmentation.clustering.algorithms import FINDERS
from segmentation.clustering.evidence import chance_scan
from segmentation.clustering.evidence.decision import NONE


def csv(**columns) -> bytes:
    """Write a made table as a file."""
    return pd.DataFrame(columns).to_csv(index=False).encode()


@pytest.fixture
def weigh_file(open_app, upload):
    """Return a function that opens the page on an uploaded file, with settings chosen before."""

    def opened(chosen=None, **columns):
        app = upload(open_app("data"), csv(**columns), "shop.csv")
        for key, value in (chosen or {}).items():
            app.session_state[key] = value
        app.switch_page("pages/how_many.py").run()
        assert not app.exception, app.exception
        return app

    return opened


def noise(n: int, d: int = 2, seed: int = 0) -> dict[str, np.ndarray]:
    """Make even columns, with names that say what customers do."""
    names = ("spend", "visits", "basket", "returns")
    return dict(zip(names, np.random.default_rng(seed).uniform(size=(d, n)), strict=False))


def test_the_built_in_data_are_weighed_without_a_click(open_app, texts):
    """Five, better than chance; disagreement is shown."""
    app = open_app("how_many")
    assert app.title[0].value == "5 separate groups"
    said = texts(app)
    assert "Yes: random data without any groups hardly ever divide as well (p = 0.005)." in said
    assert "The criteria disagree: “clearest split” points to 5, “elbow” points to 5" in said
    assert "“gap statistic” points to 1" in said
    assert said.count("found again in 100 of 100 repeats") == 5
    assert "of single random starts end in exactly this result" in said


def test_the_number_is_shared_with_the_segment_page(open_app):
    """From four segments back to the most distinct; a closer look follows."""
    app = open_app("how_many", k="4")
    assert "A closer look at 4 segments" in [header.value for header in app.header]
    next(b for b in app.button if b.label == "5 separate groups").click().run()
    assert "A closer look at 5 segments" in [header.value for header in app.header]


def test_noise_is_not_called_segments(weigh_file, texts):
    """And the advice says what to do instead."""
    app = weigh_file(**noise(150))
    assert app.title[0].value == "There is no structure to rely on in these columns"
    assert "Try other columns" in texts(app)


def test_the_smallest_segment_that_can_be_served_is_an_input(open_app, texts):
    """At 30 customers more than three segments are too small."""
    app = open_app("how_many")
    app.number_input(key="smallest").set_value(30).run()
    assert "With 2 or 3 segments, each has at least 30 customers" in texts(app)
    assert "not every one of the 5 segments is large enough" in texts(app)


def test_a_wider_range_computes_only_what_is_new(open_app, monkeypatch):
    """Evidence of 2 to 10 is kept when 11 joins them."""
    asked, real = [], cached.clusters.evidence.chance_part

    def spied(fitted, ks, shortened, part):
        asked.extend(ks)
        return real(fitted, ks, shortened, part)

    app = open_app("how_many")
    monkeypatch.setattr(cached.clusters.evidence, "chance_part", spied)
    app.slider(key="ks").set_value((2, 11)).run()
    assert set(asked) == {11}
    assert not app.exception


@pytest.mark.parametrize("far", [0, 9])
def test_a_first_visit_tests_every_k_against_chance_once(weigh_file, monkeypatch, far):
    """The slider's start and the full evidence share their sets: 199 per k, and one verdict."""
    computed, scans, told = Counter(), [], []
    columns = noise(60, seed=17 + far)
    columns["spend"][30:] += far
    real, weighed, gathered = chance_scan.chance_of_ks, cached.weighed, evidence.gather

    def spied(points, ks, *, sets, **settings):
        for k in ks:
            computed[k] += len(sets) * (len(points) == len(columns["spend"]))  # not the sample's
        return real(points, ks, sets=sets, **settings)

    monkeypatch.setattr(chance_scan, "chance_of_ks", spied)
    monkeypatch.setattr(cached, "weighed", lambda *a: scans.append(weighed(*a)) or scans[-1])
    monkeypatch.setattr(evidence, "gather", lambda *a: told.append(gathered(*a)) or told[-1])
    weigh_file({"ks": (2, 4)}, **columns)
    assert +computed == dict.fromkeys((1, 2, 3, 4), 199)
    assert scans[-1].verdict == told[-1].verdict
    assert (told[-1].verdict == NONE) == (not far)
    assert scans[-1].decision.suggested_k == told[-1].decision.suggested_k


def test_one_column_that_is_the_result_is_named(open_app, texts):
    """Min-max scaled, gender decides two segments."""
    app = open_app(
        "how_many", features=["Gender", "Annual Income"], scaling="Min-max", k="2", ks=["2", "4"]
    )
    said = (
        "Gender alone puts 100% of customers in their segment. Without it, the other columns do so"
    )
    assert "One column in disguise: 2 segments that are just Gender." in texts(app)
    assert said in texts(app)
    app.switch_page("pages/segment.py").run()
    assert said in texts(app)
    assert app.title[0].value == "200 customers in 2 segments that are just Gender"


def test_no_column_is_named_where_several_are_needed(open_app, texts):
    """Five segments of income and spending."""
    app = open_app("how_many", ks=["2", "3"])
    assert "One column in disguise" not in texts(app)
    assert "of customers in their segment" not in texts(app)


@pytest.mark.parametrize("algorithm", FINDERS)
def test_every_algorithm_is_weighed(weigh_file, texts, algorithm, monkeypatch):
    """The same questions; the mixture has one of its own, and any will do."""
    monkeypatch.setattr("segmentation.clustering.methods.mixtures.mixture.STARTS", 4)
    app = weigh_file({"ks": (2, 3), "algorithm": algorithm}, **noise(30))
    assert app.radio(key="algorithm").value == algorithm
    assert "Better than chance?" in texts(app)
    assert ("strike the best balance" in texts(app)) == (algorithm == "gaussian_mixture")


def test_other_ways_are_compared_when_asked(open_app):
    """Without an exception, and only then computed."""
    app = open_app("how_many", ks=["2", "3"])
    app.toggle(key="other_ways").set_value(True).run()
    assert not app.exception


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"spend": [1.0, 1, 2, 2, 9, 9]}, "These data do not hold 4 to 10 segments"),
        ({"spend": [5.0] * 20, "visits": list(range(20))}, ""),
        ({"spend": [1.0, 2, 3, 4, 5]}, ""),
        ({"spend": list(range(30)), "visits": list(range(30))}, ""),
    ],
)
def test_odd_tables_end_in_sentences(weigh_file, texts, columns, said):
    """Few different rows, a constant column, five rows, a column twice."""
    app = weigh_file(**columns)
    assert not app.exception
    assert app.title[0].value
    assert said in texts(app)


def test_all_rows_alike_end_in_a_sentence(weigh_file, texts):
    """Nothing can be told apart."""
    app = weigh_file(spend=[3.0] * 12, visits=[1.0] * 12)
    assert not app.exception
    assert "No column is chosen" in texts(app) or app.error


def test_too_many_customers_for_ward_are_told_before_it_starts(weigh_file, texts):
    """The caption says the limit, the error how many there are and what to do."""
    app = weigh_file({"algorithm": "ward"}, **noise(10_500))
    captions = app.radio(key="algorithm").proto.captions
    assert any("Takes up to 10,000 customers" in caption for caption in captions)
    assert "Ward hierarchical takes at most 10,000 customers; there are 10,500" in texts(app)


def test_without_columns_the_page_asks_for_some(open_app):
    """The settings stay where they are."""
    app = open_app("how_many")
    app.multiselect(key="features").set_value([]).run()
    assert app.title[0].value == "Choose what to segment by"
    assert app.slider(key="ks").value == (2, 10)


def test_a_weight_changes_the_result_and_is_in_the_link(open_app):
    """Four times the spending: other segments."""
    plain = open_app("segment", k="4").dataframe[0].value["Customers"].tolist()
    app = open_app("segment", k="4")
    app.select_slider(key="weight_Spending Score").set_value(10.0).run()
    assert not app.exception
    assert app.dataframe[0].value["Customers"].tolist() != plain


def test_a_sampled_silhouette_says_how_sure_it_is(open_app, upload):
    """Above ten thousand customers, with its standard error; below, that all were taken."""

    def told(app) -> str:
        return next(part.help for part in app.markdown if "Separation: " in part.value)

    app = open_app()
    assert "Computed on all 200 customers" in told(app)
    app = upload(open_app("data"), csv(**noise(10_200)), "shop.csv")
    app.switch_page("pages/segment.py").run()
    assert "Computed on a sample of 6,000 customers; standard error 0.0" in told(app)


def test_another_method_that_sees_other_groups_is_told(weigh_file, texts):
    """Two long groups that K-means cuts across."""
    random = np.random.default_rng(0)
    group = np.arange(240) % 2
    app = weigh_file(
        {"ks": (2, 3)},
        spend=random.normal(scale=5, size=240) + 20,
        visits=random.normal(scale=0.4, size=240) + 3 * group + 5,
        returns=random.normal(scale=5, size=240) + 20,
    )
    labels = [box.label.replace("\\", "") for box in app.expander]
    told = [label for label in labels if label.startswith("Another method, ")]
    if "sees 2 groups" in "".join(told):
        assert "adjusted Rand index" in texts(app)


def test_no_other_method_is_told_of_noise(weigh_file):
    """Even columns have no groups."""
    app = weigh_file({"ks": (2, 3)}, **noise(200))
    assert not [box for box in app.expander if box.label.startswith("Another method")]
