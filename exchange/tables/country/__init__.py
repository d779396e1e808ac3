"""The scores of many agencies in one file: a row for each agency and year."""
