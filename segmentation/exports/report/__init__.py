"""The report: one list of sections that every form is made of, so that all say the same."""
