"""What the benchmarks share: the two pages that are compared, statistics, and the results file."""

import json
import os
import platform
import statistics
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote

NAIVE = ("naive_app.py", Path(__file__).parent)
"""Script and folder: there it runs with Streamlit's default settings, not with ours."""

OURS = ("server.py", Path(__file__).parents[1])
FEATURES = ("Age", "Annual Income", "Spending Score")
"""As our link calls the three columns of the naive page."""

RESULTS = Path(__file__).parent / "results"
LIBRARIES = ("streamlit", "scikit-learn", "plotly", "pandas", "numpy")


def our_query(k: int, scaling: str = "None (raw units)") -> str:
    """Return the link to our page that shows what the naive page shows."""
    features = "".join(f"&features={name.replace(' ', '+')}" for name in FEATURES)
    return f"?view=3D&scaling={quote(scaling)}&k={k}{features}"


def summary(seconds: Iterable[float]) -> dict[str, float]:
    """Return median and 95th percentile in milliseconds, and how many there were."""
    values = sorted(value * 1000 for value in seconds)
    return {
        "median_ms": round(statistics.median(values), 2),
        "p95_ms": round(values[round(0.95 * (len(values) - 1))], 2),
        "n": len(values),
    }


def ratios(ours: dict[str, float], naive: dict[str, float]) -> dict[str, float]:
    """Return our figures as shares of the naive ones."""
    return {
        name.removesuffix("_ms"): round(ours[name] / naive[name], 3)
        for name in ("median_ms", "p95_ms")
    }


def peak_mb(pid: int) -> float:
    """Return the most memory a process has held."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def family(pid: int) -> list[int]:
    """Return a process and those that it has started (Linux)."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()
    return [pid, *(own for child in children for own in family(int(child)))]


def processor_seconds(pid: int | str) -> float:
    """Return what a process has used of the processor (Linux)."""
    numbers = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(numbers[11]) + int(numbers[12])) / os.sysconf("SC_CLK_TCK")


def save(name: str, figures: dict) -> None:
    """Write the figures of a benchmark, with what they were measured on, and print them."""
    RESULTS.mkdir(exist_ok=True)
    where = {"python": platform.python_version(), "system": platform.system()}
    where |= {library: version(library) for library in LIBRARIES}
    record = {"benchmark": name, "figures": figures, "measured_with": where}
    text = json.dumps(record, indent=2) + "\n"
    (RESULTS / f"{name}.json").write_text(text, encoding="utf-8")
    print(text)
