"""Saving and reopening a segmentation, beside the fit that it saves; and killing the save.

A library that forgets makes the user fit again: the fit is what saving and reopening are compared
with. Two hundred programs are then killed in the middle of saving.
"""

import sys
import tempfile
import time
from pathlib import Path

import harness
import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "models"))
from killing import kill_while_saving

import segmentation as sg
from segmentation.models.library import Library

KILLS, REPEATS = 200, 50


def main() -> int:
    """Save, reopen, fit; then kill."""
    chance = np.random.default_rng(0)
    table = sg.read_table(pd.DataFrame(chance.normal(size=(10_000, 5))), "made")
    spec = sg.SegmentationSpec(features=tuple(table.frame.columns), n_clusters=6)
    begun = time.perf_counter()
    model = sg.segment(table, spec).model
    fit = time.perf_counter() - begun
    times: dict[str, list[float]] = {"save": [], "reopen": []}
    with tempfile.TemporaryDirectory() as folder:
        library = Library(f"sqlite:///{folder}/library.sqlite")
        for _ in range(REPEATS):
            begun = time.perf_counter()
            id_ = library.save("Made", model, plan={"notes": "x" * 500})
            times["save"].append(time.perf_counter() - begun)
            begun = time.perf_counter()
            library.open(id_)
            times["reopen"].append(time.perf_counter() - begun)
        figures: dict[str, object] = {name: harness.summary(found) for name, found in times.items()}
        figures["fit_ms"] = round(1000 * fit)
        figures["model_kb"] = round(len(model.to_bytes()) / 1000, 1)
        n_said, n_lost = kill_while_saving(f"sqlite:///{folder}/killed.sqlite", KILLS)
    figures["killed"] = {"kills": KILLS, "saves_said_done": n_said, "lost_or_half": n_lost}
    harness.save(Path(__file__).stem.removeprefix("bench_"), figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
