"""What is asked can be asked of any warehouse; Spark answers it here, others are read back."""

from dataclasses import dataclass, field

import numpy as np
import pytest
import sqlglot
from warehouses import customers

import segmentation as sg
from segmentation.engines.reading.keeping import Keeping
from segmentation.engines.warehouse.fitting import totals_of
from segmentation.engines.warehouse.preparation import prepare
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
    """Features and totals of a sample that is everybody are those of memory; draws repeat."""
    frame = customers(200)
    rows = frame.astype(object).where(frame.notna(), None)
    spark.createDataFrame(rows).createOrReplaceTempView("warehouse_customers")
    spec = sg.SegmentationSpec(features=("a", "sex"), n_clusters=3)
    relation = open_relation(SparkDatabase(spark), table="warehouse_customers")
    made = prepare(relation, draw(relation), spec)
    there = sg.segment(sg.read_table(frame), spec).model
    ours, theirs = made.space.features[0], there.rule.space.features[0]
    assert (ours.center, ours.scale) == pytest.approx((theirs.center, theirs.scale))
    assert made.space.features[1] == there.rule.space.features[1]
    assert sorted(made.left_out.items()) == sorted(there.left_out)
    totals = totals_of(relation, made.keeping, there.rule)
    assert totals.sizes.tolist() == [each.size for each in there.segments]
    np.testing.assert_allclose(totals.means, [each.means for each in there.segments], rtol=1e-9)
    first, second = (draw(relation, most=50).table.frame for _ in range(2))
    assert first.equals(second)
