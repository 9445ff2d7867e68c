"""A fault of ours has a number on the screen and once in the log, which holds no values."""

import io
import logging
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_models import mall_model
from starlette.testclient import TestClient

from segmentation.models.library import Library
from segmentation.service import api
from segmentation.service.api import alone, service
from segmentation.service.auth import KEY_HEADER, Limits
from segmentation.service.front import faults

MARK = "Zaphod Beeblebrox, 42 Heart-of-Gold Street"
VALUES = st.text(min_size=1).map(lambda text: f"{MARK}{text}%s%(a)s")
KINDS = st.sampled_from([KeyError, ValueError, ZeroDivisionError, OSError, UnicodeError, Exception])


@pytest.fixture(autouse=True)
def discreet():
    """Keep values out of the log, for one test."""
    before = logging.getLogRecordFactory()
    faults.keep_values_out_of_the_log()
    yield
    logging.setLogRecordFactory(before)


def written(write, name="segmentation.anything"):
    """Return what a logger writes, whatever a server of another test has set it to."""
    text, logger = io.StringIO(), logging.getLogger(name)
    handler = logging.StreamHandler(text)
    before = logger.propagate, logger.level, logger.disabled
    logger.addHandler(handler)
    logger.propagate, logger.disabled = False, False
    logger.setLevel(logging.DEBUG)
    try:
        write(logger)
    finally:
        logger.removeHandler(handler)
        logger.propagate, logger.disabled = before[0], before[2]
        logger.setLevel(before[1])
    return text.getvalue()


def raised(kinds, value):
    """Return an exception that was raised while others were handled, values everywhere."""
    table = {"name": value}

    def fail(left):
        try:
            if left[1:]:
                fail(left[1:])
        finally:
            raise left[0](value, table)

    with pytest.raises(kinds[0]) as found:
        fail(kinds)
    return found.value


@given(value=VALUES, kinds=st.lists(KINDS, min_size=1, max_size=3))
def test_no_value_of_an_exception_reaches_the_log(value, kinds):
    """Neither by its message, its causes or the lines of the code, however it is logged."""
    error = raised(kinds, value)
    number = faults.fault_number(error)
    ways = (
        lambda log: log.error("It failed", exc_info=error),
        lambda log: log.error("It failed for %s", "a%b", exc_info=error),
        lambda log: log.critical("It failed", exc_info=(type(error), error, error.__traceback__)),
    )
    for way in ways:
        text = written(way)
        assert MARK not in text
        assert text.count(number) == 1
        assert type(error).__name__ in text
        assert "tests/service/front/test_faults.py:" in text
        assert "Traceback" not in text
    for way in (lambda log: log.error("Failed: %s", error), lambda log: log.error(error)):
        assert MARK not in written(way)


def test_what_an_address_asks_for_is_not_in_the_log():
    """A filter names customers: what follows the question mark is left out by the server's log."""
    path = f"/plan?where=name%3D{MARK}"
    line = '%s - "%s %s HTTP/%s" %d'
    for name in ("uvicorn.access", "uvicorn.error"):
        text = written(lambda log: log.error(line, "1.2.3.4:5", "GET", path, "1.1", 200), name)
        assert text == '1.2.3.4:5 - "GET /plan HTTP/1.1" 200\n'
    assert written(lambda log: log.error("%s", "why?")) == "why?\n"


def test_it_is_said_once_that_the_log_is_discreet():
    """A second program in this process changes nothing."""
    first = logging.getLogRecordFactory()
    faults.keep_values_out_of_the_log()
    assert logging.getLogRecordFactory() is first


def test_a_fault_of_the_service_has_its_number(tmp_path, monkeypatch):
    """The answer has it, and so has the one line that the server writes of it."""

    def fails(_):
        raise ValueError(MARK)

    monkeypatch.setattr(api, "card", fails)
    library = Library(f"sqlite:///{tmp_path / 'library.sqlite'}")
    library.save("Mall", mall_model())
    made = alone(service(library, Limits(keys=("secret",))))
    answers = []

    def serve(log):
        # As a server does with what an application raises.
        client = TestClient(made, headers={KEY_HEADER: "secret"}, raise_server_exceptions=False)
        answers.append(client.get("/api/models"))
        with pytest.raises(ValueError, match="Zaphod") as found:
            TestClient(made, headers={KEY_HEADER: "secret"}).get("/api/models")
        log.error("Exception in ASGI application", exc_info=found.value)

    text = written(serve, "uvicorn.error")
    number = re.search(r"number (\w{8})", answers[0].json()["detail"])
    assert answers[0].status_code == 500
    assert number
    assert MARK not in text + answers[0].text
    assert len(re.findall(r"fault \w{8}", text)) == 1
