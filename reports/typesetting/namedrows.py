"""What a table's tree is given before it is laid out, so that rowbreaks.py can say what goes on over a page's end."""

from collections.abc import Iterator
from copy import deepcopy
from xml.etree.ElementTree import Element, SubElement

from reports.blocks.tables import CONTINUED


def prepare(root: Element) -> None:
    """Give each table whose rows may be torn a heading row for what goes on, and each row the name it goes on by.

    Titled tables that follow each other become one, with their titles as rows: the column headings stand once a page.
    """
    for parent in list(root.iter()):
        if parent.find("table") is None:
            continue
        _join_titled(parent)
        for table in parent.findall("table"):
            head, body = table.find("thead"), table.find("tbody")
            if "lined" in table.get("class", "").split() and head is not None and body is not None:
                _name_rows(head, body, above="narrow" in parent.get("class", "").split())
                if _ends_everything(parent, table):
                    table.set("data-last", "")


def _join_titled(parent: Element) -> None:
    """Make each run of titled tables, and of headings and paragraphs that stand for one, a single table."""
    for run in list(_runs(parent)):
        place = list(parent).index(run[0])
        first = next(table for table in run if table.tag == "table")
        columns = len(_part(first, "colgroup"))
        joined = Element("table", {"class": first.get("class", "").replace("titled", "")})
        joined.extend(part for part in first if part.tag == "colgroup")
        head, body = deepcopy(_part(first, "thead")), Element("tbody")
        head.remove(head[0])  # the title
        for piece in run:
            body.extend(_rows_of(piece, columns))
            parent.remove(piece)
        joined.extend((head, body))
        parent.insert(place, joined)


def _runs(parent: Element) -> Iterator[list[Element]]:
    """Yield what can be one table, in which at least one is."""
    run: list[Element] = []
    for child in [*parent, Element("end")]:
        words = child.get("class", "").split()
        if (child.tag == "table" and "titled" in words) or child.tag == "h3" or (run and "body" in words):
            run.append(child)
            continue
        if any(each.tag == "table" for each in run):
            yield run
        run = []


def _rows_of(piece: Element, columns: int) -> Iterator[Element]:
    """Yield a title and its rows, or a heading or paragraph in a row of its own."""
    if piece.tag == "table":
        yield from _rows_of(_part(piece, "thead")[0][0][0], columns)
        yield from _part(piece, "tbody")
        return
    heading = piece.tag == "h3"
    row = Element("tr", {"class": "section"} if heading else {})
    cell = SubElement(row, "th" if heading else "td", {"colspan": str(columns)})
    if heading:
        cell.set("scope", "rowgroup")
        cell.append(piece)
        piece.tail = None
    else:
        cell.text = piece.text
        cell.extend(list(piece))
    yield row


def _ends_everything(parent: Element, table: Element) -> bool:
    return "landscape" in parent.get("class", "") and list(parent)[-1] is table


def _name_rows(head: Element, body: Element, *, above: bool) -> None:
    """Name what goes on: ``above`` beside the page's number, where headings are high, else under the headings."""
    part = ""
    for row in body:
        if "section" in row.get("class", "").split():
            part = _text(row[0])
            continue
        row.set("data-part", part)
        named = next((cell for cell in row if cell.get("data-continued")), None)
        own = named.get("data-continued", "") if named is not None else ""
        row.set("data-name", own.removesuffix(CONTINUED).strip())
    columns = sum(int(cell.get("colspan", "1")) for cell in head[-1 if len(head) == 1 else 0])
    row = SubElement(head, "tr", {"class": "continued"})
    if above:
        row.set("data-above", "")
    SubElement(row, "td", {"colspan": str(columns)}).text = CONTINUED


def _part(table: Element, tag: str) -> Element:
    part = table.find(tag)
    assert part is not None  # templates/reports/pdf/blocks/table.html
    return part


def _text(element: Element) -> str:
    return "".join(element.itertext()).strip()
