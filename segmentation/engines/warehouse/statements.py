# ruff: noqa: S608 - statements are what this makes; names and texts are quoted by `text`
"""What is asked of a database, as SELECTs of its rows that any dialect can be made of.

Decided: a row is drawn where the MD5 of its cells and the seed begins low, so that the same rows
are drawn on every run, whatever their order, and in every database that writes cells alike. Rows
that repeat are numbered first: else all of them would be drawn, or none.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt

from segmentation.customers.cleaning import EXTREME, GAP, OUTSIDE
from segmentation.engines.reading.keeping import Keeping
from segmentation.engines.warehouse.relation import ROWS
from segmentation.models.sql.dialects import Dialect
from segmentation.models.sql.formulas import WHERE, formula_layers
from segmentation.models.sql.totals import layered
from segmentation.models.sql.values import gap, literal, number_of, text

DIGITS = 8
"""Of the MD5, that are looked at: one row in four billion cannot be told apart by them."""

SPARE = 5.0
"""Standard deviations by which more rows are drawn than are wanted; those of the highest MD5 go."""

DRAWN = "seg_drawn"


def sample_rows(
    columns: Sequence[str], n_rows: int, most: int, seed: int, dialect: Dialect, *, repeated: bool
) -> str:
    """Draw rows evenly.

    Parameters
    ----------
    columns : sequence of str
        All of the rows.
    n_rows, most : int
        How many there are, and how many are wanted.
    seed : int
    dialect : Dialect
    repeated : bool
        Whether rows repeat.

    Returns
    -------
    str
        The columns, and `DRAWN`, by which they are put in order: a few more than are wanted.
    """
    cells = [f"COALESCE(CAST({text(name, chr(34))} AS TEXT), '')" for name in columns]
    whole = " || '|' || ".join([*cells, text(str(seed))])
    layers = [{DRAWN: f"MD5({whole})"}]
    if repeated:
        place = "ROW_NUMBER() OVER (PARTITION BY seg_hash ORDER BY seg_hash)"
        layers = [
            {"seg_hash": f"MD5({whole})"},
            {"seg_place": place},
            {DRAWN: "MD5(seg_hash || CAST(seg_place AS TEXT))"},
        ]
    start, last = layered(layers, ROWS, dialect)
    names = ", ".join(text(name, '"') for name in columns)
    share = min(1.0, (most + SPARE * sqrt(most)) / n_rows)
    below = f"{int(share * 16**DIGITS):0{DIGITS}x}" if share < 1 else "g"
    return (
        f"{start} SELECT {names}, {DRAWN} FROM {last} "
        f"WHERE SUBSTR({DRAWN}, 1, {DIGITS}) < '{below}' LIMIT {2 * most}"
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class KeptRows:
    """The rows that are segmented, as `Keeping` chooses them, and questions about them.

    Attributes
    ----------
    keeping : Keeping
    numbers : frozenset of str
        Features that are numbers.
    dialect : Dialect
    """

    keeping: Keeping = field(repr=False)
    numbers: frozenset[str]
    dialect: Dialect

    def cell(self, name: str) -> str:
        """Return the column that holds a feature: a finite number, or its value."""
        return f"seg_x{self.keeping.features.index(name)}"

    @property
    def reasons(self) -> dict[str, str]:
        """Conditions under which a row is left out, by reason, the first that counts first."""
        keeping, reasons = self.keeping, {}
        if keeping.derivation.where is not None:
            outside = f"NOT COALESCE({WHERE}, FALSE)"
            reasons[OUTSIDE + keeping.derivation.condition] = outside
        if keeping.missing == "drop":
            reasons |= {GAP + name: f"{self.cell(name)} IS NULL" for name in keeping.features}
        for name, (low, high) in keeping.limits.items():
            cell, ends = self.cell(name), (literal(float(end), self.dialect) for end in (low, high))
            reasons[EXTREME + name] = f"NOT {cell} BETWEEN {' AND '.join(ends)}"
        return reasons

    def counts(self) -> str:
        """Ask how many rows there are for every combination of reasons.

        Returns
        -------
        str
            A column of 0 and 1 a reason, ``n``, and for every number how many of these rows hold
            something that is none.
        """
        start, last = self._rows()
        flags = [f"seg_g{at}" for at in range(len(self.reasons))]
        odd = [f"SUM(seg_o{at}) AS seg_o{at}" for at in self._places()]
        asked = ", ".join([*flags, "COUNT(*) AS n", *odd])
        grouped = f" GROUP BY {', '.join(flags)}" if flags else ""
        return f"{start} SELECT {asked} FROM {last}{grouped}"

    def summary(self, names: Iterable[str]) -> str:
        """Ask for counts, extremes and means of numbers.

        Returns
        -------
        str
            Five columns a number: values, lowest, highest, mean, values that are not whole.
        """
        asked = []
        for cell in map(self.cell, names):
            broken = f"SUM(CASE WHEN {cell} <> ROUND({cell}) THEN 1 ELSE 0 END)"
            figures = (f"COUNT({cell})", f"MIN({cell})", f"MAX({cell})", f"AVG({cell})", broken)
            asked += [f"{what} AS {cell}_{at}" for at, what in enumerate(figures)]
        return " ".join(self._of_kept(", ".join(asked)))

    def squares(self, means: Mapping[str, float]) -> str:
        """Ask for sums of squared distances from the means of numbers, a column each."""
        asked = []
        for name, mean in means.items():
            off = f"({self.cell(name)} - {literal(mean, self.dialect)})"
            asked.append(f"SUM({off} * {off}) AS {self.cell(name)}")
        return " ".join(self._of_kept(", ".join(asked)))

    def ranked(self, name: str, ranks: Iterable[int]) -> str:
        """Ask which values of a number lie at some ranks.

        Returns
        -------
        str
            ``v``, how often it occurs (``n``), and how many values are no larger (``up_to``).
        """
        cell = self.cell(name)
        start, values = self._of_kept(f"{cell} AS v, COUNT(*) AS n", "v", cell)
        holds = " OR ".join(f"(up_to - n <= {rank} AND {rank} < up_to)" for rank in ranks)
        return (
            f"{start}, seg_values AS ({values}), "
            f"seg_ends AS (SELECT v, n, SUM(n) OVER (ORDER BY v) AS up_to FROM seg_values) "
            f"SELECT v, n, up_to FROM seg_ends WHERE {holds} ORDER BY v"
        )

    def levels(self, name: str, most: int) -> str:
        """Ask for the values of a category, and how often each occurs, the most frequent first."""
        cell = self.cell(name)
        asked = " ".join(self._of_kept(f"{cell} AS v, COUNT(*) AS n", "v", cell))
        return f"{asked} ORDER BY n DESC, v LIMIT {most}"

    def _of_kept(self, asked: str, grouped: str = "", known: str = "") -> tuple[str, str]:
        """Return what a SELECT of the kept rows begins with, and itself."""
        start, last = self._rows()
        holds = [f"seg_g{at} = 0" for at in range(len(self.reasons))]
        holds += [f"NOT {known} IS NULL"] if known else []
        where = f" WHERE {' AND '.join(holds)}" if holds else ""
        by = f" GROUP BY {grouped}" if grouped else ""
        return start, f"SELECT {asked} FROM {last}{where}{by}"

    def _places(self) -> list[int]:
        features = self.keeping.features
        return [at for at, name in enumerate(features) if name in self.numbers]

    def _rows(self) -> tuple[str, str]:
        """Return the rows with cells, and why each is left out."""
        layers, made = formula_layers(self.keeping.derivation, self.dialect)
        cells, odd = {}, {}
        for at, name in enumerate(self.keeping.features):
            source = made.get(name) or text(name, '"')
            if name not in self.numbers:
                cells[f"seg_x{at}"] = source
                continue
            number = number_of(source, self.dialect)
            cells[f"seg_x{at}"] = f"CASE WHEN NOT {gap(source, self.dialect)} THEN {number} END"
            odd[f"seg_o{at}"] = (
                f"CASE WHEN NOT {source} IS NULL AND {number} IS NULL THEN 1 ELSE 0 END"
            )
        flags = {
            f"seg_g{at}": f"CASE WHEN {holds} THEN 1 ELSE 0 END"
            for at, holds in enumerate(self.reasons.values())
        }
        steps = [layer for layer in (*layers, cells | odd, flags) if layer]
        return layered(steps, ROWS, self.dialect)
