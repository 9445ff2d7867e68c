"""What is asked can be asked of any warehouse; Spark answers it here, others are read back."""

from dataclasses import dataclass, field

import numpy as np
import pytest
import sqlglot
from warehouses import customers

import segmentation as sg
from segmentation.engines.reading.keeping import Keeping
from segmentation.engines.warehouse.fitting import fit_warehouse
from segmentation.engines.warehouse.relation import open_relation, over
from segmentation.engines.warehouse.sampling import draw
from segmentation.engines.warehouse.statements import KeptRows, sample_rows
from segmentation.models.sql.dialects import DIALECTS, TESTED
from segmentation.models.sql.statement import written

KEEPING = Keeping(features=("a", "b c", "sex"), limits={"a": (-1.0, 2.5)})
NOT_RUN = [name for name in DIALECTS if name not in TESTED and DIALECTS[name].is_offered]


def every_statement(dialect):
    """Write everything that is asked."""
    row = DIALECTS[dialect]
    kept = KeptRows(keeping=KEEPING, numbers=frozenset({"a", "b c"}), dialect=row)
    columns = ["id", "a", "b c", "sex"]
    return [
        sample_rows(columns, 1_000_000, 20_000, 0, row, repeated=False),
        sample_rows(columns, 1_000_000, 20_000, 0, row, repeated=True),
        kept.counts(),
        kept.summary(["a", "b c"]),
        kept.squares({"a": -1.5, "b c": 2.0}),
        kept.ranked("a", [0, 9]),
        kept.levels("sex", 100),
    ]


@pytest.mark.parametrize("dialect", NOT_RUN)
def test_statements_are_read_back(dialect):
    """Not run here: the text is one SELECT of that dialect."""
    for statement in every_statement(dialect):
        whole = over("SELECT * FROM shop.customers", written(statement, DIALECTS[dialect]))
        assert len(sqlglot.parse(whole, read=dialect)) == 1


@dataclass(frozen=True)
class SparkDatabase:
    """Spark as a database."""

    spark: object = field(repr=False)
    dialect: object = DIALECTS["spark"]

    def fetch(self, statement, values=()):
        """Return what a SELECT answers."""
        assert not values
        frame = self.spark.sql(statement)
        return frame.columns, [tuple(row) for row in frame.collect()]


def test_spark_answers(spark):
    """A fit on a sample that is everybody is that of memory."""
    frame = customers(600)
    spark.createDataFrame(frame.astype(object).where(frame.notna(), None)).createOrReplaceTempView(
        "warehouse_customers"
    )
    spec = sg.SegmentationSpec(features=("a", "b €", "sex", "member"), n_clusters=3)
    relation = open_relation(SparkDatabase(spark), table="warehouse_customers")
    model = fit_warehouse(relation, draw(relation), spec).model
    there = sg.segment(sg.read_table(frame), spec).model
    np.testing.assert_allclose(model.rule.centers, there.rule.centers, atol=1e-9)
    assert [each.size for each in model.segments] == [each.size for each in there.segments]
    assert model.left_out == there.left_out
    first, second = (draw(relation, most=100).table.frame for _ in range(2))
    assert first.equals(second)
