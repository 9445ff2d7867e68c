"""Numbers of a phone read from a column with gaps are those that were written."""

import numpy as np
import pandas as pd

from segmentation.tables.contacts.whole_numbers import as_text


def test_a_column_with_gaps_keeps_its_digits():
    """No point, no exponent, nothing for a gap."""
    assert as_text(pd.Series([491701234567.0, np.nan, 30.0])) == ["491701234567", "", "30"]
    assert as_text(pd.Series([4917012345678])) == ["4917012345678"]
    assert as_text(pd.Series(["007", None, "x"])) == ["007", "", "x"]
    assert as_text(pd.Series([1.5])) == ["1.5"]
