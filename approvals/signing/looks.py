"""What is seen in the fields of a document: how much room they have, and pictures and texts that are put into them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from reports.typesetting.laidout import MarkedBox

# What follows the name of a step's signature field in the names of its others.
OPINION, MORE = "-opinion", "-more"
# What is read aloud where an opinion goes on; its own field has all of it.
GOES_ON = "(ต่อจากหน้าก่อน)"


@dataclass(frozen=True, slots=True)
class Space:
    """The page (from 0) and size in points of a field."""

    page: int
    width: float
    height: float

    @property
    def number(self) -> int:
        """The page as readers count it."""
        return self.page + 1


@dataclass(frozen=True, slots=True)
class Looks:
    """Pages of one PDF, each the look of a field, in the order of ``fields``; and the text of an opinion in them."""

    pdf: bytes
    fields: tuple[str, ...]
    text: str = ""


def space_of(place: MarkedBox) -> Space:
    """Return the space that a field at the place has."""
    left, bottom, right, top = map(round, place.box)
    return Space(place.page, right - left, top - bottom)


def fields_by_name(writer) -> dict:
    """Return the fields of the document's form, which has no levels."""
    fields = (reference.get_object() for reference in writer.root["/AcroForm"]["/Fields"])
    return {str(field["/T"]): field for field in fields}


def show(writer, names: Sequence[str], forms: Sequence) -> None:
    """Let the fields look like the forms."""
    from pyhanko.pdf_utils import content

    fields = fields_by_name(writer)
    for name, form in zip(names, forms, strict=True):
        fields[name]["/AP"] = content.AnnotAppearances(form).as_pdf_object()
        writer.update_container(fields[name])


def fill_opinion(writer, looks: Looks, forms: Sequence) -> None:
    """Put what is seen and read of an opinion into its fields; the first look is that of the signature."""
    from pyhanko.pdf_utils import generic

    show(writer, looks.fields[1:], forms[1:])
    fields = fields_by_name(writer)
    for name in looks.fields[1:]:
        text = looks.text if name.endswith(OPINION) else GOES_ON
        fields[name][generic.pdf_name("/V")] = generic.TextStringObject(text)


def field_spaces(pdf: bytes) -> dict[str, Space]:
    """Return the spaces of all fields by their names."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    spaces = {}
    for number, page in enumerate(_pages(PdfFileReader(BytesIO(pdf)).root["/Pages"])):
        for reference in page.get("/Annots", ()):
            widget = reference.get_object()
            if "/T" in widget:
                left, bottom, right, top = (float(edge) for edge in widget["/Rect"])
                spaces[str(widget["/T"])] = Space(number, abs(right - left), abs(top - bottom))
    return spaces


def _pages(node) -> Iterator:
    """Yield the pages of a page tree in their order."""
    for kid in node["/Kids"]:
        found = kid.get_object()
        if "/Kids" in found:
            yield from _pages(found)
        else:
            yield found
