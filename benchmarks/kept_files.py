"""Files that are written without end, and what must be there after who wrote them was killed."""

import sys
from collections.abc import Iterator
from itertools import chain, count, islice
from pathlib import Path

import pandas as pd
import pyarrow as pa

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "models"))
from made_models import mall_model

from segmentation.cli.files import write_table
from segmentation.engines.writing import write_pieces
from segmentation.models.model import load_model
from segmentation.tables.reading import read_table

LABELS = ("labels.csv", "labels.parquet", "labels.xlsx", "labels_in_pieces.parquet")
ROWS, N_PIECES = 2_000, 4
FRAME = pd.DataFrame({"customer": range(ROWS), "segment": [at % 5 for at in range(ROWS)]})
PIECE = (pa.table({"customer": range(ROWS // N_PIECES)}), FRAME[["segment"]][: ROWS // N_PIECES])


def left_beside(folder: Path, saves: Iterator[str], n_saves: int = 1) -> int:
    """Count hidden files of killed programs that are still there when all was saved once more."""
    list(islice(saves, n_saves))
    return len([*folder.glob(".*")])


def model_files(folder: Path) -> Iterator[str]:
    """Write a model over a model, as ``fit`` does."""
    model = mall_model()
    while True:
        model.save(folder / "model.json")
        yield "model.json"


def tables(folder: Path) -> Iterator[str]:
    """Write labels and lists over earlier ones, as ``--labels-out`` and ``audiences`` do."""
    for at in count():
        name = LABELS[at % len(LABELS)]
        if "pieces" in name:
            write_pieces([PIECE] * N_PIECES, folder / name)
        else:
            write_table(str(folder / name), FRAME)
        yield name


def lost_files(folder: Path, said: list[str]) -> int:
    """Look whether each that was said is there, and each that is there is whole."""
    there = [*folder.glob("labels*"), *folder.glob("model.json")]
    lost = len({*said} - {file.name for file in there}) + sum(not _is_whole(f) for f in there)
    again = chain(islice(model_files(folder), 1), tables(folder))
    return lost + left_beside(folder, again, 1 + len(LABELS))


def _is_whole(file: Path) -> bool:
    if file.suffix == ".json":
        return load_model(file).n_clusters == mall_model().n_clusters
    return len(read_table(file.read_bytes(), file.name).frame) == ROWS
