"""Keys of the library at the door of the service: what each scope opens, and who is refused."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from made_models import INCOME, mall_model
from made_models import SCORE as SCORE_COLUMN
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance
from starlette.requests import Request
from starlette.responses import Response
from starlette.testclient import TestClient

from segmentation.access.audit import AuditLog
from segmentation.access.keyring import Keyring
from segmentation.access.keys import READ, SCOPES, SCORE, Keys
from segmentation.models.library import Library
from segmentation.service.api import alone, service
from segmentation.service.auth import KEY_HEADER, AuthMiddleware, Limits, needs
from segmentation.service.openapi import describe


def ask(gate, *, path="/models", client="127.0.0.1", key=""):
    """Send one request; return its status and what it says."""
    scope = {
        "type": "http",
        "method": "GET",
        "path": f"/api{path}",
        "root_path": "/api",
        "client": (client, 1),
        "server": ("127.0.0.1", 8501),
        "headers": [(b"host", b"localhost"), (KEY_HEADER.lower().encode(), key.encode())],
    }
    sent = []

    async def send(message):
        sent.append(message)

    with ThreadPoolExecutor(1) as thread:  # no loop of another test is there
        thread.submit(asyncio.run, gate(scope, None, send)).result()
    body = sent[1]["body"]
    return sent[0]["status"], json.loads(body)["detail"] if body != b"in" else "in"


@pytest.fixture
def stored(tmp_path):
    """Return a gate for keys of the library alone, the keys, and one that may read."""
    keys = Keys(f"sqlite:///{tmp_path / 'library.sqlite'}")
    made, text = keys.make("ada", frozenset({READ}))
    app = needs_read_or_score
    return AuthMiddleware(app, limits=Limits(), keyring=Keyring((), keys)), keys, made, text


async def needs_read_or_score(scope, receive, send):
    """Answer with what the key may do of two things."""

    async def told(_request):
        return Response(b"in")

    scope_needed = SCORE if scope["path"].endswith("score") else READ
    response = await needs(scope_needed, told)(Request(scope, receive))
    await response(scope, receive, send)


def test_a_key_of_the_library_opens_its_scopes_and_no_other(stored):
    """From anywhere; the refusal names the scope to ask for."""
    gate, _, _, text = stored
    assert ask(gate, client="8.8.8.8", key=text) == (200, "in")
    status, sentence = ask(gate, path="/score", key=text)
    assert status == 403
    assert "scope “score”" in sentence


def test_a_revoked_key_and_one_with_another_end_open_nothing(stored):
    """Who has the key hears that it was revoked, who guesses hears nothing of it."""
    gate, keys, made, text = stored
    keys.revoke(made.id)
    status, sentence = ask(gate, key=text)
    assert (status, "was revoked" in sentence) == (401, True)
    status, sentence = ask(gate, key=f"{text[:16]}{'a' * 43}")
    assert (status, "holds no valid key" in sentence) == (401, True)


def test_a_right_key_is_never_locked_out(stored):
    """Whatever others have tried from the same address, in its own form too."""
    gate, _, _, text = stored
    wrong = [f"{text[:16]}{n:043}" for n in range(20)]
    assert [ask(gate, key=key)[0] for key in wrong] == [401] * 10 + [429] * 10
    assert ask(gate, key=text) == (200, "in")


def test_a_library_that_is_down_is_no_wrong_key():
    """It counts against nobody, and the environment's keys open all the same."""
    keys = Keys("postgresql://nobody@127.0.0.1:1/none")
    gate = AuthMiddleware(needs_read_or_score, limits=Limits(), keyring=Keyring(("fixed",), keys))
    assert ask(gate, key=f"studio_01234567_{'a' * 43}")[0] == 503
    assert not gate._wrong
    assert ask(gate, key="fixed") == (200, "in")


def test_a_key_sees_what_its_owner_sees(tmp_path, monkeypatch):
    """The team's in the list, a link's by its address, what is private as if it were not there."""
    monkeypatch.setenv("SEGMENTATION_EDITORS", "ada,bo")
    url = f"sqlite:///{tmp_path / 'library.sqlite'}"
    keys, library = Keys(url), Library(url)
    ids = {
        sharing: library.save(sharing, mall_model(), by="ada", sharing=sharing)
        for sharing in ("private", "team", "link")
    }
    texts = {who: keys.make(who, frozenset(SCOPES))[1] for who in ("ada", "bo", "gone")}
    seen = {"ada": (set(ids), set(ids)), "bo": ({"team"}, {"team", "link"}), "gone": (set(), set())}
    with TestClient(alone(service(library, Limits(keys=("fixed",)), keys))) as client:
        for owner, (listed, opened) in {**seen, "fixed": seen["bo"]}.items():
            header = {KEY_HEADER: texts.get(owner, owner)}
            found = client.get("/api/models", headers=header).json()["models"]
            assert {card["name"] for card in found} == listed, owner
            for name, id_ in ids.items():
                address, row = f"/api/models/{id_}", {"row": {"a": 1}}
                described = client.get(address, headers=header)
                scored = client.post(f"{address}/score/one", headers=header, json=row)
                for answer in (described, scored):
                    assert (answer.status_code != 404) == (name in opened), (owner, name)


def test_what_a_key_did_is_in_the_log_without_a_value(tmp_path):
    """Who described and scored what and how many; a refused row and a key of nobody leave none."""
    url = f"sqlite:///{tmp_path / 'library.sqlite'}"
    keys, library, log = Keys(url), Library(url), AuditLog(url)
    id_ = library.save("Mall", mall_model())
    header = {KEY_HEADER: keys.make("ada", frozenset(SCOPES))[1]}
    row = {INCOME: 86, SCORE_COLUMN: 82, "Name": "Grace Hopper"}
    sales = {"lines": [{"who": "Grace", "day": "2026-01-03"}], "customer": "who", "date": "day"}
    address = f"/api/models/{id_}"
    with TestClient(alone(service(library, Limits(keys=("fixed",)), keys, log))) as client:
        client.get(address, headers=header)
        client.post(f"{address}/score", headers=header, json={"rows": [row] * 3})
        client.post(f"{address}/score/one", headers=header, json={"row": row})
        client.post(f"{address}/score/one", headers=header, json={"row": []})
        client.post(f"{address}/score/one", headers={KEY_HEADER: "fixed"}, json={"row": row})
        assert client.post("/api/rfm", headers=header, json=sales).status_code == 200
    told = [(line.who, line.did, line.what, line.rows) for line in log.lines()]
    assert told == [
        ("ada", "opened", id_, None),
        ("ada", "scored", id_, 3),
        ("ada", "scored", id_, 1),
        ("ada", "scored", "rfm", 1),
    ]
    assert b"Grace" not in (tmp_path / "library.sqlite").read_bytes()


def test_no_answer_without_a_line_in_the_log(tmp_path):
    """What cannot be written down is not told."""
    url = f"sqlite:///{tmp_path / 'library.sqlite'}"
    keys, library = Keys(url), Library(url)
    header = {KEY_HEADER: keys.make("ada", frozenset(SCOPES))[1]}
    address = f"/api/models/{library.save('Mall', mall_model())}/score/one"
    down = AuditLog("postgresql://nobody@127.0.0.1:1/none")
    with TestClient(alone(service(library, Limits(), keys, down))) as client:
        found = client.post(address, headers=header, json={"row": {INCOME: 86, SCORE_COLUMN: 82}})
    assert found.status_code == 503
    assert "The audit log cannot be used" in found.json()["detail"]


CALLERS = {
    **{scope: frozenset({scope}) for scope in SCOPES},
    "all scopes": frozenset(SCOPES),
    "a wrong key": None,
    "no key, from elsewhere": None,
    "no key, on this machine": frozenset(SCOPES),
}
"""Who asks, and what is open to them."""


def far_or_near(app, *, near):
    """Let requests come from this machine, or from another."""

    async def placed(scope, receive, send):
        if scope["type"] == "http":
            host = "127.0.0.1" if near else "192.0.2.7"
            scope = {**scope, "client": (host, 5000), "server": (host, 8501)}
            others = [pair for pair in scope["headers"] if pair[0] != b"host"]
            scope["headers"] = [*others, (b"host", b"localhost:8501")]
        await app(scope, receive, send)

    return placed


@pytest.mark.parametrize("caller", CALLERS)
def test_the_fuzzer_finds_nothing_whoever_asks(tmp_path, caller):
    """What is not open is refused as described, what is open is answered; a right row or not."""
    url, opens = f"sqlite:///{tmp_path / 'library.sqlite'}", CALLERS[caller]
    keys, library = Keys(url), Library(url)
    id_, header = library.save("Mall", mall_model()), {}
    if "no key" not in caller:
        made_key = keys.make("ada", opens or frozenset(SCOPES))[1]
        header = {KEY_HEADER: made_key if opens else f"{made_key[:-5]}wrong"}
    limits = Limits(without_key="this machine" in caller, wrong_keys=10**9)
    app = far_or_near(alone(service(library, limits, keys)), near="this machine" in caller)
    described = schemathesis.openapi.from_dict(describe(limits))
    described.app = app
    refused = 403 if opens or "no key" in caller else 401
    for path, operations in described.raw_schema["paths"].items():
        for method in operations.keys() - {"parameters"}:
            needed = operations[method]["security"]
            is_open = not needed or needed[0]["key"][0] in (opens or ())
            operation = described[path][method]
            found = statuses_of(operation, header, id_, GenerationMode.POSITIVE)
            assert (refused not in found) if is_open else (found == {refused}), (path, method)
            if method == "post" or "{id}" in path:  # others have nothing that could be wrong
                found = statuses_of(operation, header, id_, GenerationMode.NEGATIVE)
                assert is_open or found <= {401, 403}, (path, method)


def statuses_of(operation, header, id_, mode):
    """Ask a few times and return how it was answered; what is wrong may be the key."""
    statuses = set()

    @settings(max_examples=5, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask_for(case):
        # Rows of the right form need not have the columns of this model, nor is an address wrong
        # any more once it is real.
        left_out = [positive_data_acceptance]
        if case.path_parameters:
            case.path_parameters["id"] = id_
            left_out.append(negative_data_rejection)
        answer = case.call_and_validate(headers=header, excluded_checks=left_out)
        statuses.add(answer.status_code)

    ask_for()
    return statuses
