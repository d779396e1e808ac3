"""How a position and the authority to act for another are printed below a name; pure."""

# The words of acting for somebody, in the forms that Thai orders use.
_ACTING = ("รักษาราชการแทน", "รักษาการแทน", "ปฏิบัติราชการแทน", "ปฏิบัติหน้าที่แทน", "รักษาการในตำแหน่ง", "ทำการแทน")

# Stands below the name of who signs more than one step of a document.
TWICE = "(ลงนามมากกว่าหนึ่งลำดับตามข้อกำหนดของหน่วยงาน)"


def title_lines(position: str, authority: str) -> tuple[str, str]:
    """Return two lines: "รองปลัด รักษาราชการแทน" and "ปลัด"; the second is empty in one's own right.

    The usual authority text begins with the position, which is not to be printed twice. Words of an order that are
    not of that form stay in one piece.
    """
    if not authority:
        return position, ""
    rest = authority.removeprefix(position).lstrip() if position else authority
    for words in _ACTING:
        if rest.startswith(words):
            return f"{position} {words}".strip(), rest.removeprefix(words).strip()
    if position and authority.startswith(f"{position} "):
        return authority, ""
    return position, authority
