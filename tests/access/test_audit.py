"""The log takes new lines, gives them back and refuses every other change."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from segmentation.access.audit import ACTIONS, AuditLog

START = datetime(2026, 5, 4, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgres"])
def url(request, tmp_path):
    """Run a test on a file, and on a server."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'library.sqlite'}"
        return
    address = request.getfixturevalue("postgres")
    yield address
    with sa.create_engine(address, poolclass=sa.pool.NullPool).begin() as connection:
        connection.exec_driver_sql("DROP TABLE IF EXISTS audit_log")


def test_lines_come_back_in_their_order_and_by_what_is_asked(url):
    """By person, by thing and by day."""
    now = [START]
    log = AuditLog(url, clock=lambda: now[0])
    for who, did, what, rows in (
        ("ada", "scored", "a" * 16, 10_000),
        ("bo", "opened", "a" * 16, None),
        ("ada", "exported", "list.csv", None),
    ):
        log.write(who, did, what, rows)
        now[0] += timedelta(days=1)
    lines = log.lines()
    assert [line.did for line in lines] == ["scored", "opened", "exported"]
    assert [line.rows for line in lines] == [10_000, None, None]
    assert [line.at for line in lines] == [START + timedelta(days=day) for day in range(3)]
    assert [line.did for line in log.lines(who="ada")] == ["scored", "exported"]
    assert [line.who for line in log.lines(what="a" * 16)] == ["ada", "bo"]
    assert len(log.lines(since=START + timedelta(days=1))) == 2
    assert {line.did for line in lines} <= set(ACTIONS)


@pytest.mark.parametrize("change", ["UPDATE audit_log SET who = 'eve'", "DELETE FROM audit_log"])
def test_the_database_refuses_to_change_or_delete_a_line(url, change):
    """Whatever program asks."""
    log = AuditLog(url)
    log.write("ada", "opened", "a" * 16)
    engine = sa.create_engine(url, poolclass=sa.pool.NullPool)
    with pytest.raises(sa.exc.DBAPIError, match="takes new rows alone"), engine.begin() as made:
        made.exec_driver_sql(change)
    assert [line.who for line in log.lines()] == ["ada"]
