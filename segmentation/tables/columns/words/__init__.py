"""The words by which columns are known, as data: no rules stand here."""
