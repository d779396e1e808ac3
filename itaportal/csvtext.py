"""Text in CSV files that people open in spreadsheet programs, which take what begins like this for a formula."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def begins_formula(text: str) -> bool:
    """Tell whether a spreadsheet would compute the text."""
    return text.startswith(_FORMULA)


def harmless(text: str) -> str:
    """Return the text as a cell that shows it: with an apostrophe where it would begin a formula."""
    return f"'{text}" if begins_formula(text) else text
