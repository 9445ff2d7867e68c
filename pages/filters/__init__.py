"""Who is looked at: a filter chosen without a formula, on every page, and said wherever it acts."""
