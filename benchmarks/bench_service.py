"""Requests to the scoring service, beside a bare Starlette route that returns a constant.

Both run under uvicorn with one worker; the same client asks both, in turns, over connections that
stay open. The bare route answers without reading: it is the floor of what any service could take.
"""

import http.client
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import harness
import numpy as np

import segmentation as sg
from segmentation.models.library import Library

ROOT = Path(__file__).parents[1]
KEY = "benchmark"
SECONDS, ROUNDS, CONNECTIONS = 3.0, 3, 4
FLOOR = """
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route
async def constant(request):
    return Response(b'{"segment": 0}', media_type="application/json")
app = Starlette(routes=[Route("/{rest:path}", constant, methods=["GET", "POST"])])
"""


@contextmanager
def served(app: str, folder: str, **environment: str) -> Iterator[int]:
    """Run an application under uvicorn with one worker; yield its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "uvicorn", app, "--port", str(port), "--log-level", "error"]
    paths = os.pathsep.join([str(ROOT), folder])
    process = subprocess.Popen(
        command, cwd=folder, env=os.environ | environment | {"PYTHONPATH": paths}
    )
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/api/health", timeout=1)
                break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait()


def ask(port: int, path: str, body: bytes) -> list[float]:
    """Ask over several connections for some seconds; return how long each answer took."""
    headers = {"Content-Type": "application/json", "X-API-Key": KEY}
    end, times = time.perf_counter() + SECONDS, []

    def client() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        while time.perf_counter() < end:
            begun = time.perf_counter()
            connection.request("POST", path, body, headers)
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 200
            times.append(time.perf_counter() - begun)
        connection.close()

    threads = [threading.Thread(target=client) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def main() -> int:
    """Ask for one customer and for a thousand, in turns."""
    frame = sg.load_sample("mall_customers").frame
    columns = ("Age", "Annual Income (k$)", "Spending Score (1-100)")
    spec = sg.SegmentationSpec(features=columns, n_clusters=6)
    model = sg.segment(sg.load_sample("mall_customers"), spec).model
    rows = frame.sample(1_000, replace=True, random_state=0).to_dict("records")
    figures: dict[str, dict] = {}
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/library.sqlite"
        id_ = Library(url).save("Mall", model)
        (Path(folder) / "floor.py").write_text(FLOOR, encoding="utf-8")
        bodies = {
            "one customer, with reasons": ("score/one", {"row": rows[0]}),
            "one customer": ("score", {"rows": rows[:1]}),
            "1,000 customers": ("score", {"rows": rows}),
        }
        settings = {"SEGMENTATION_LIBRARY": url, "SEGMENTATION_API_KEYS": KEY}
        with (
            served("segmentation.service.api:app", folder, **settings) as ours,
            served("floor:app", folder) as floor,
        ):
            for name, (path, content) in bodies.items():
                body, address = json.dumps(content).encode(), f"/api/models/{id_}/{path}"
                times: dict[str, list[float]] = {"ours": [], "naive": []}
                ask(ours, address, body)
                for _ in range(ROUNDS):
                    times["ours"] += ask(ours, address, body)
                    times["naive"] += ask(floor, address, body)
                figures[name] = {
                    side: harness.summary(found)
                    | {"per_second": round(len(found) / (SECONDS * ROUNDS))}
                    for side, found in times.items()
                }
                figures[name]["ratio"] = harness.ratios(
                    figures[name]["ours"], figures[name]["naive"]
                )
    figures["cores"] = int(np.int64(os.cpu_count() or 1))
    harness.save(Path(__file__).stem.removeprefix("bench_"), figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
