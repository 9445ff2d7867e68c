"""The service as programs use it, and as a fuzzer does."""

import json
import logging
import time

import anyio
import numpy as np
import pandas as pd
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_models import INCOME, SCORE, frame_of, mall_model
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance
from starlette.testclient import TestClient
from thoroughness import tried

import segmentation as sg
from segmentation.models.library import Library
from segmentation.service import api
from segmentation.service.api import alone, service
from segmentation.service.auth import KEY_HEADER, Limits
from segmentation.service.openapi import describe

KEY = {KEY_HEADER: "secret"}
ROW = {INCOME: 86, SCORE: 82, "Name": "Ada"}


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """Save two segmentations."""
    found = Library(f"sqlite:///{tmp_path_factory.mktemp('library') / 'library.sqlite'}")
    found.save("Mall", mall_model())
    found.save("Mixture", mall_model("Gender", "Age", algorithm="gaussian_mixture", n_clusters=3))
    return found


@pytest.fixture(scope="module")
def mall_id(library):
    """Return the id of the first."""
    return next(entry.id for entry in library.entries() if entry.name == "Mall")


def client_of(library, **limits):
    """Return a client with a key of a service with these limits."""
    made = service(library, Limits(**({"keys": ("secret",)} | limits)))
    return TestClient(alone(made), headers=KEY, raise_server_exceptions=False)


@pytest.fixture(scope="module")
def client(library):
    """Return a client of a service with the usual limits."""
    with client_of(library) as found:
        yield found


def test_the_health(client):
    """The health of the service can be asked without a key."""
    found = client.get("/api/health", headers={KEY_HEADER: ""})
    assert (found.status_code, found.json()) == (200, {"status": "ok"})


def test_the_list_and_a_description(client, mall_id):
    """What a form would need."""
    models = client.get("/api/models").json()["models"]
    assert {model["name"] for model in models} == {"Mall", "Mixture"}
    found = client.get(f"/api/models/{mall_id}").json()
    assert (found["n_segments"], found["n_customers"]) == (5, 200)
    assert found["inputs"][0] == {
        "name": INCOME,
        "kind": "number",
        "low": 15.0,
        "high": 137.0,
        "levels": None,
    }
    assert [each["size"] for each in found["segments"]] == [81, 39, 35, 23, 22]
    assert sum(each["share"] for each in found["segments"]) == pytest.approx(1)
    assert found["segments"][0]["means"][INCOME] == pytest.approx(55.2963, abs=5e-5)


def test_one_customer_with_the_reasons(client, mall_id, library):
    """The runner-up and what speaks for the own segment."""
    found = client.post(f"/api/models/{mall_id}/score/one", json={"row": ROW}).json()
    model = library.open(mall_id).model
    expected = model.score(pd.DataFrame([ROW])).iloc[0]
    assert found["name"] == "Affluent big spenders" == expected["name"]
    assert found["distance"] == expected["distance"]
    assert found["runner_up"]["segment"] != found["segment"]
    assert found["runner_up"]["distance"] > found["distance"]
    assert {reason["column"] for reason in found["reasons"]} == {INCOME, SCORE}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000))
def test_many_customers_get_the_models_own_answer(client, library, seed):
    """Gaps, unknown levels and numbers far out included; JSON has no infinity."""
    for entry in library.entries():
        model = library.open(entry.id).model
        frame = frame_of(model.rule, 30, seed).replace([np.inf, -np.inf], np.nan)
        rows = json.loads(frame.to_json(orient="records", double_precision=15))
        assert_same(client, entry.id, model, rows)


def assert_same(client, id_, model, rows):
    """Compare the service's answer with the model's."""
    found = client.post(f"/api/models/{id_}/score", json={"rows": rows})
    assert found.status_code == 200, found.text
    results = pd.DataFrame(found.json()["results"])
    expected = model.score(pd.DataFrame(rows))
    for name in ("segment", "name", "distance", "confidence", "reason"):
        theirs = results[name].astype(object).where(results[name].notna(), None)
        ours = expected[name].astype(object).where(expected[name].notna(), None)
        assert theirs.tolist() == ours.tolist(), name
    assert results["in_range"].tolist() == expected["in_range"].tolist()


def test_more_rows_than_are_scored_at_once(client, mall_id, library):
    """In a thread, in their order."""
    rows = sg.load_sample("mall_customers").frame.to_dict("records")
    assert len(rows) > api.AT_ONCE
    assert_same(client, mall_id, library.open(mall_id).model, rows)


@pytest.mark.parametrize(
    ("path", "body", "status", "sentence"),
    [
        ("score", {"rows": []}, 422, "There are no rows"),
        ("score", {}, 422, "There are no rows"),
        ("score", {"rows": [1]}, 422, "A row is no JSON object"),
        ("score", {"rows": [{}]}, 422, "A row is no JSON object"),
        ("score", {"rows": [{INCOME: [1], SCORE: 1}]}, 422, "neither text, number"),
        ("score", {"rows": [ROW], "more": 1}, 422, "There are no rows"),
        ("score", {"rows": [{"age": 1}]}, 422, "no column “Annual Income (k$)”"),
        ("score/one", {"row": None}, 422, "There is no row"),
        ("score/one", {"row": {"age": 1}}, 422, "They have “age”"),
        ("score", {"rows": [ROW] * 21}, 422, "There are 21 rows; send at most 20"),
    ],
)
def test_what_cannot_be_used_is_said(library, mall_id, path, body, status, sentence):
    """As a problem document with one sentence."""
    with client_of(library, rows=20) as client:
        found = client.post(f"/api/models/{mall_id}/{path}", json=body)
    assert found.status_code == status
    assert found.headers["content-type"] == "application/problem+json"
    assert sentence in found.json()["detail"]


def test_a_row_that_cannot_be_scored_says_why(client, mall_id):
    """And the others are scored."""
    rows = [
        ROW,
        {INCOME: None, SCORE: 1},
        {INCOME: "abc", SCORE: 1},
        {SCORE: 1},
        {INCOME: 1e308, SCORE: 1},
    ]
    found = client.post(f"/api/models/{mall_id}/score", json={"rows": rows}).json()["results"]
    assert [each["reason"] for each in found] == [
        None,
        f"no value for {INCOME}",
        f"“{INCOME}” is not a number: “abc”",
        f"no value for {INCOME}",
        f"“{INCOME}” is too large: 1e+308",
    ]
    one = client.post(f"/api/models/{mall_id}/score/one", json={"row": rows[2]}).json()
    assert (one["segment"], one["runner_up"], one["reasons"]) == (None, None, [])


def test_a_body_of_a_hundred_megabytes_is_not_read(client, mall_id):
    """Whether or not it says how long it is."""
    body = b'{"rows": [' + b" " * 100_000_000 + b"]}"
    said = {"Content-Type": "application/json"}
    address = f"/api/models/{mall_id}/score"
    assert client.post(address, content=body, headers=said).status_code == 413
    pieces = (body[at : at + 1_000_000] for at in range(0, len(body), 1_000_000))
    assert client.post(address, content=pieces, headers=said).status_code == 413


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/nothing", 404),
        ("GET", "/api/models/0000000000000000", 404),
        ("GET", "/api/models/%00", 404),
        ("GET", "/api/models/x'; DROP TABLE saved_segmentations; --", 404),
        ("GET", "/api/models/", 404),
        ("DELETE", "/api/models", 405),
        ("GET", "/api/models/a/score", 405),
    ],
)
def test_addresses_that_are_none(client, method, path, status):
    """Unknown addresses and methods are answered with problem documents too."""
    found = client.request(method, path)
    assert found.status_code == status
    assert found.json()["status"] == status
    assert found.json()["detail"].endswith(".")


def test_a_query_that_is_no_text(library):
    """An address with one is answered as without; nothing is written from it."""
    sent, found = [], service(library, Limits(keys=("secret",)))

    async def both(*message):
        sent.extend(message)
        return {"type": "http.request"}

    given = {"query_string": b"a=\xed\xa0\x80", "headers": [(b"x-api-key", b"secret")]}
    for made, path in ((found, "/models/"), (alone(found), "/api")):
        scope = {"type": "http", "method": "GET", "path": path, "root_path": "", **given}
        anyio.run(made, scope, both, both)
    assert [each["status"] for each in sent if "status" in each] == [404, 404]


def test_what_takes_too_long_is_given_up(library, monkeypatch):
    """An answer beyond the time limit is a 503 that tells the limit."""
    monkeypatch.setattr(api.ModelCache, "entries", lambda _: time.sleep(0.3))
    with client_of(library, seconds=0.02) as client:
        found = client.get("/api/models")
    assert found.status_code == 503
    assert "longer than 0.02 seconds" in found.json()["detail"]


def test_a_mistake_of_ours_shows_nothing(library, monkeypatch, caplog):
    """An unexpected error is a 500 without a trace of its cause in the answer."""
    monkeypatch.setattr(api, "card", lambda _: 1 / 0)
    with client_of(library) as client, caplog.at_level(logging.CRITICAL):
        found = client.get("/api/models")
    assert found.status_code == 500
    assert found.json()["detail"].startswith("Something went wrong on our side")
    assert "division" not in found.text


def test_a_library_that_is_down_is_said():
    """A library that cannot be reached is a 503 with a sentence."""
    with client_of(Library("postgresql://nobody@127.0.0.1:1/none")) as client:
        found = client.get("/api/models")
    assert found.status_code == 503
    assert "cannot be used" in found.json()["detail"]


def test_the_service_alone_is_made_as_the_environment_says(monkeypatch, tmp_path):
    """Its keys and its library."""
    monkeypatch.setattr(api, "_made", [])
    monkeypatch.setenv("SEGMENTATION_API_KEYS", "k1, k2")
    monkeypatch.setenv("SEGMENTATION_LIBRARY", f"sqlite:///{tmp_path / 'l.sqlite'}")
    with TestClient(api.app) as client:
        assert client.get("/api/models").status_code == 401
        assert client.get("/api/models", headers={KEY_HEADER: "k2"}).json() == {"models": []}
        assert client.get("/models", headers={KEY_HEADER: "k2"}).status_code == 404


@pytest.mark.parametrize(("said", "status"), [("this-machine", 200), ("yes", 403), ("", 403)])
def test_without_keys_the_environment_says_whether_this_machine_may_ask(
    monkeypatch, tmp_path, said, status
):
    """By the one value that names who."""
    monkeypatch.delenv("SEGMENTATION_API_KEYS", raising=False)
    monkeypatch.setenv("SEGMENTATION_API_WITHOUT_KEY", said)
    monkeypatch.setenv("SEGMENTATION_LIBRARY", f"sqlite:///{tmp_path / 'l.sqlite'}")
    near = TestClient(
        api.from_environment(), base_url="http://127.0.0.1:8501", client=("127.0.0.1", 5000)
    )
    assert near.get("/models").status_code == status


@pytest.fixture(scope="module")
def described(library):
    """Describe the service to the fuzzer."""
    made = service(library, Limits(keys=("secret",), wrong_keys=10**9, rows=50))
    return schemathesis.openapi.from_asgi("/api/openapi.json", alone(made), headers=KEY)


CASES = [
    (path, method, mode)
    for path, operations in describe(Limits())["paths"].items()
    for method in operations
    for mode in GenerationMode
    if method != "parameters"
    and (mode == GenerationMode.POSITIVE or method == "post" or "{id}" in path)
]


@pytest.mark.parametrize(("path", "method", "mode"), CASES, ids=str)
def test_the_fuzzer_finds_nothing(described, mall_id, path, method, mode):
    """Neither a crash nor an answer that the description does not know; half ask a real model."""

    @settings(max_examples=tried(60, quick=20), suppress_health_check=list(HealthCheck))
    @given(case=described[path][method].as_strategy(generation_mode=mode), is_real=st.booleans())
    def attack(case, is_real):
        if is_real and "id" in (case.path_parameters or {}):
            case.path_parameters["id"] = mall_id
        # Rows of the right form need not have the columns of this model.
        left_out = [positive_data_acceptance] if is_real or path == "/api/rfm" else []
        if is_real and method == "get":  # nothing is wrong any more once the address is real
            left_out.append(negative_data_rejection)
        case.call_and_validate(headers=KEY, excluded_checks=left_out)

    attack()
