"""Segments of the same million rows from Spark and from memory: time, inertia and agreement.

A million customers with five numbers in eight groups go from Parquet to a model and labels in
Parquet, by ``python -m segmentation fit`` and by ``spark-fit`` on two local cores, the start of
Spark included. On one machine Spark can only cost; what counts is what it costs and that both find
the same.
"""

import sys
import tempfile
from pathlib import Path

import harness
import numpy as np
import pandas as pd
from bench_large import COLUMNS, inertia, pieces, run, write

import segmentation as sg
from segmentation.clustering.result import adjusted_rand, overlap

ROWS, K = 1_000_000, 8


def main() -> int:
    """Measure both, one after the other, and save the figures."""
    figures: dict = {"rows": ROWS, "columns": len(COLUMNS), "k": K}
    labels, models = {}, {}
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "customers.parquet"
        write(pieces(ROWS), source)
        asked = ["--features", *COLUMNS, "--k", K]
        ways = {
            "fit": ["fit", source, *asked, "--out"],
            "spark": [
                "spark-fit",
                "--master",
                "local[2]",
                "--input",
                source,
                *asked,
                "--model-out",
            ],
        }
        for way, command in ways.items():
            model, out = (Path(folder) / f"{way}{ending}" for ending in (".json", ".parquet"))
            words = [sys.executable, "-m", "segmentation", *command, model, "--labels-out", out]
            told = run(words)
            models[way] = sg.load_model(model)
            told["inertia"] = inertia(source, models[way].rule.centers)
            figures[way] = {name: told[name] for name in ("seconds", "inertia")}
            found = pd.read_parquet(out, columns=[*COLUMNS, "segment"])
            labels[way] = found.sort_values(list(COLUMNS))["segment"].to_numpy(dtype=int)
    table = overlap(labels["spark"], labels["fit"])
    figures["seconds_ratio"] = round(figures["spark"]["seconds"] / figures["fit"]["seconds"], 2)
    figures["inertia_ratio"] = round(figures["spark"]["inertia"] / figures["fit"]["inertia"], 6)
    figures["adjusted_rand"] = round(adjusted_rand(table), 4)
    centers = [models[way].rule.centers for way in ("spark", "fit")]
    apart = np.sqrt(((centers[0][:, None] - centers[1]) ** 2).sum(axis=2)).min(axis=1)
    figures["centers_apart"] = float(apart.max())
    harness.save("spark", figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
