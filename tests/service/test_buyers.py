"""Lines of sales in, customers out: what the library gives, and sentences for what it cannot."""

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

import segmentation as sg
from segmentation.customers.rfm_rules.regrouped import regrouped
from segmentation.customers.rfm_rules.rules import RfmChoice
from segmentation.models.library import Library
from segmentation.service.api import alone, service
from segmentation.service.auth import KEY_HEADER, Limits
from segmentation.service.openapi import EXAMPLE_LINES, describe

LINES = [
    {"who": f"C{i % 7}", "day": f"2025-{1 + i % 6:02d}-{1 + i % 27:02d}", "paid": i % 5 + 0.5}
    for i in range(60)
]
ASKED = {"lines": LINES, "customer": "who", "date": "day", "amount": "paid"}


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    """Return a client of a service that takes a hundred lines at once."""
    library = Library(f"sqlite:///{tmp_path_factory.mktemp('library') / 'l.sqlite'}")
    made = alone(service(library, Limits(keys=("secret",), rows=100)))
    with TestClient(made, headers={KEY_HEADER: "secret"}) as found:
        yield found


def csv_of(lines):
    """Write the same lines as a file."""
    head = ",".join(lines[0])
    return "\n".join([head, *(",".join(map(str, line.values())) for line in lines)]).encode()


@pytest.mark.parametrize("asked", [ASKED, {k: v for k, v in ASKED.items() if k != "amount"}])
def test_customers_are_those_of_the_library(client, asked):
    """With money and without."""
    found = client.post("/api/rfm", json=asked)
    assert found.status_code == 200, found.text
    settings = {name: asked.get(name) for name in ("customer", "date", "amount")}
    made = sg.rfm(sg.read_table(csv_of(LINES)), **settings)
    wanted = made.frame.astype(object).where(made.frame.notna(), None).to_dict("records")
    assert found.json()["customers"] == wanted
    assert found.json()["notes"] == list(made.report.converted)


def test_parts_and_cut_points_are_those_of_the_library(client):
    """In the body, as on the page."""
    body = ASKED | {"bins": 3, "cuts": {"recency": [40, 90.5], "frequency": []}}
    found = client.post("/api/rfm", json=body)
    assert found.status_code == 200, found.text
    described = describe(Limits())
    posted = described["paths"]["/api/rfm"]["post"]["requestBody"]["content"]["application/json"]
    Draft202012Validator(posted["schema"] | {"components": described["components"]}).validate(body)
    made = sg.rfm(sg.read_table(csv_of(LINES)), customer="who", date="day", amount="paid")
    frame = regrouped(made, RfmChoice(bins=3, recency=(40, 90.5))).frame
    wanted = frame.astype(object).where(frame.notna(), None).to_dict("records")
    assert found.json()["customers"] == wanted


def test_the_example_of_the_description(client):
    """It is what the description says."""
    found = client.post("/api/rfm", json=EXAMPLE_LINES).json()
    assert [c["frequency"] for c in found["customers"]] == [2, 1]
    assert found["customers"][0]["monetary_value"] == 42.5
    assert found["customers"][1]["recency_days"] == 9


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"lines": []}, "Send {"),
        ({"more": 1}, "Send {"),
        ({"lines": [1]}, "A line is no JSON object"),
        ({"lines": [{"who": [1]}]}, "neither text, number"),
        ({"lines": LINES * 2}, "There are 120 lines; send at most 100"),
        ({"customer": None}, "name columns of the lines"),
        ({"customer": 1}, "name columns of the lines"),
        ({"customer": "nobody"}, "There is no column “nobody”"),
        ({"date": "paid"}, "“paid” holds no dates"),
        ({"amount": "who"}, "holds text, not money"),
        ({"as_of": "tomorrow"}, "as_of is not a date"),
        ({"bins": "3"}, "bins is not a whole number"),
        ({"bins": True}, "bins is not a whole number"),
        ({"bins": 1}, "There are 1 bins"),
        ({"cuts": [1]}, "cuts are {"),
        ({"cuts": {"tenure": [1]}}, "cuts are {"),
        ({"cuts": {"recency": ["30"]}}, "not a list of numbers"),
        ({"cuts": {"recency": [30, 30]}}, "numbers that rise"),
        ({"amount": None, "cuts": {"money": [30]}}, "no column of money"),
        ({"as_of": "2025-13-45"}, "2025-13-45"),
        ({"as_of": "1999-01-01"}, "no purchase that can be counted"),
        ({"lines": [{"who": None, "day": None, "paid": None}]}, "."),
    ],
)
def test_what_cannot_be_used_is_said(client, change, sentence):
    """As a problem document with one sentence, and never as our own fault."""
    found = client.post("/api/rfm", json=ASKED | change)
    assert found.status_code == 422
    assert sentence in found.json()["detail"]


def test_a_key_is_asked_for(client):
    """As of every address but the health."""
    assert client.post("/api/rfm", json=ASKED, headers={KEY_HEADER: "no"}).status_code == 401
