"""A table with dates, yes or no, personal data and texts that would run, and its report."""

import numpy as np
import pandas as pd
import pytest

import segmentation as sg
from segmentation.exports.report.material import gather
from segmentation.exports.report.sections import tell

FORMULA = '=HYPERLINK("http://evil.example","x")'


@pytest.fixture(scope="session")
def result():
    """Segment sixty customers; one has no income and is in no segment."""
    n = 60
    frame = pd.DataFrame({"id": [f"@c{i}" for i in range(n)]})
    frame["income (k€)"] = np.where(np.arange(n) < 30, 10.25, 90.5) + np.arange(n) % 7
    frame["visits"] = np.where(np.arange(n) < 30, 1, 40) + np.arange(n) % 5
    frame["since"] = pd.date_range("2020-01-01", periods=n)
    frame["seen"] = pd.date_range("2020-01-01 10:30", periods=n, freq="7h")
    frame["founded"] = pd.to_datetime(["1850-05-01"] + ["2001-01-01"] * (n - 1))
    frame["member"] = np.arange(n) % 3 == 0
    frame["e-mail"] = [f"person{i}@mail.example" for i in range(n)]
    frame["=1+1"] = [FORMULA, "+49 30 1", "-x", "@sum(1)", "\tt", "\rr"] * (n // 6)
    frame.loc[7, "income (k€)"] = np.nan
    table = sg.read_table(frame, "made")
    spec = sg.SegmentationSpec(features=("income (k€)", "visits"), n_clusters=2)
    return sg.segment(table, spec)


@pytest.fixture(scope="session")
def story(result):
    """Take every section of its report."""
    return tell(gather(result))
