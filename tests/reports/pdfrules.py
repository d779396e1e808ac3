"""The rules of PDF/A-3u (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) that can be seen without a validator, as a table.

Each rule returns what breaks it; none of it replaces veraPDF (scripts/verapdf.sh), which few have at hand.
"""

import io
import re

# ruff: noqa: E712 - booleans of a PDF are objects of their own, all of them true
from collections.abc import Callable, Iterator
from xml.etree import ElementTree

from fontTools.ttLib import TTFont
from pypdf import PdfReader
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, IndirectObject, StreamObject

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
ED = "{urn:etda:pdfa:ElectronicDocument:1p0:standard#}"
PRINT, FORBIDDEN_FLAGS = 4, 1 | 2 | 32 | 256  # invisible, hidden, no view, toggle no view
PDF_A: dict[str, Callable] = {}
PDF_UA: dict[str, Callable] = {}


def rule(table: dict[str, Callable], clause: str):
    def add(check):
        table[f"{clause} {check.__name__}"] = check
        return check

    return add


def broken(pdf: bytes, *tables: dict[str, Callable]) -> dict[str, list]:
    """Return the rules that the file breaks, each with the first findings."""
    file = File(pdf)
    found = {name: list(check(file))[:4] for table in tables for name, check in table.items()}
    return {name: findings for name, findings in found.items() if findings}


class File:
    """A PDF, and what several rules look at."""

    def __init__(self, content: bytes):
        self.content = content
        self.read: dict[int, tuple] = {}
        self.reader = PdfReader(io.BytesIO(content))
        self.root = self.reader.trailer["/Root"]
        self.pages = list(self.reader.pages)
        self.contents = [page.get_contents() for page in self.pages]
        self.widgets = [each for each in self.annotations if each["/Subtype"] == "/Widget"]
        self.objects = list(self._objects())
        self.drawn = list(self._drawn())
        self.xmp = ElementTree.fromstring(self.root["/Metadata"].get_data())
        self.elements = list(structure(self.root["/StructTreeRoot"]))

    @property
    def annotations(self) -> list:
        return [each.get_object() for page in self.pages for each in page.get("/Annots", ())]

    def _objects(self) -> Iterator:
        """Yield every dictionary that the trailer leads to."""
        seen, pending = set(), [self.reader.trailer]
        while pending:
            each = pending.pop()
            if isinstance(each, IndirectObject):
                if each.idnum in seen:
                    continue
                seen.add(each.idnum)
                each = each.get_object()
            if isinstance(each, DictionaryObject):
                yield each
                pending.extend(each.raw_get(key) for key in each)
            elif isinstance(each, ArrayObject):
                pending.extend(each)

    def _drawn(self) -> Iterator[tuple[str, StreamObject, DictionaryObject]]:
        """Yield where it is drawn, each content stream and its resources."""
        seen = set()
        for number, page in enumerate(self.pages, 1):
            pending = [(f"page {number}", self.contents[number - 1], page["/Resources"])]
            for each in page.get("/Annots", ()):
                if "/AP" in each.get_object():
                    form = each.get_object()["/AP"]["/N"]
                    pending.append((f"field on page {number}", form, form["/Resources"]))
            while pending:
                where, content, resources = pending.pop()
                yield where, content, resources.get_object()
                for kind in ("/XObject", "/Pattern"):
                    for name, each in resources.get_object().get(kind, {}).items():
                        form = each.get_object()
                        if id(form) not in seen and "/Resources" in form:
                            seen.add(id(form))
                            pending.append((f"{where} {name}", form, form["/Resources"]))

    def operators(self, content) -> list:
        """Return the operators of a stream, read once for all rules."""
        if id(content) not in self.read:
            self.read[id(content)] = content, ContentStream(content, self.reader).operations
        return self.read[id(content)][1]

    def of_type(self, *kinds: str) -> list:
        return [each for each in self.objects if each.get("/Type") in kinds]

    def text(self, name: str) -> str:
        """Return a property of the metadata, written as an element or as an attribute."""
        for description in self.xmp.iter(f"{RDF}Description"):
            if name in description.attrib:
                return description.attrib[name]
            if (found := description.find(name)) is not None:
                return "".join(found.itertext()).strip()
        return ""


def structure(element) -> Iterator[DictionaryObject]:
    """Yield the structure elements below one, in reading order."""
    for child in kids(element):
        if "/S" in child:
            yield child
            yield from structure(child)


def kids(element) -> list[DictionaryObject]:
    """Return the children that are dictionaries: elements, references to objects and to marked content."""
    children = element.get("/K", ())
    children = children if isinstance(children, ArrayObject) else [children]
    found = [child.get_object() for child in children]
    return [child for child in found if isinstance(child, DictionaryObject)]


def parent_tree(root) -> dict[int, object]:
    """Return what each number of the tree of parents leads to."""
    found, pending = {}, [root["/StructTreeRoot"]["/ParentTree"].get_object()]
    while pending:
        node = pending.pop()
        pending.extend(each.get_object() for each in node.get("/Kids", ()))
        numbers = node.get("/Nums", ())
        found |= {int(numbers[at]): numbers[at + 1].get_object() for at in range(0, len(numbers), 2)}
    return found


# PDF/A-3u


@rule(PDF_A, "6.1.2")
def header_and_comment(file):
    if not re.match(rb"%PDF-1\.[0-7]\n%[\x80-\xff]{4}", file.content):
        yield file.content[:20]


@rule(PDF_A, "6.1.3")
def identified_and_not_encrypted(file):
    identifier = file.reader.trailer.get("/ID", ())
    if len(identifier) != 2 or not all(identifier) or "/Encrypt" in file.reader.trailer:
        yield identifier


@rule(PDF_A, "6.1.3")
def nothing_behind_the_end(file):
    if not file.content.rstrip(b"\r\n").endswith(b"%%EOF"):
        yield file.content[-20:]


@rule(PDF_A, "6.1.7")
def streams_of_this_file_without_lzw(file):
    for each in file.objects:
        if isinstance(each, StreamObject):
            filters = each.get("/Filter", ())
            if {"/F", "/FFilter"} & set(each) or "/LZWDecode" in str(filters) or "/Crypt" in str(filters):
                yield each


@rule(PDF_A, "6.2.3")
def one_output_intent_with_a_profile(file):
    intents = [intent.get_object() for intent in file.root.get("/OutputIntents", ())]
    pdfa = [intent for intent in intents if intent["/S"] == "/GTS_PDFA1"]
    if len(pdfa) != 1 or pdfa[0]["/DestOutputProfile"].get_object().get_data()[36:40] != b"acsp":
        yield intents


@rule(PDF_A, "6.2.4.3")
def device_colours_are_those_of_the_intent(file):
    for where, content, _ in file.drawn:
        for operands, operator in file.operators(content):
            named = operands and str(operands[0]) in ("/DeviceCMYK", "/Separation", "/DeviceN")
            if operator in (b"k", b"K") or (operator in (b"cs", b"CS") and named):
                yield where


@rule(PDF_A, "6.2.5")
def no_transfer_functions_or_halftones(file):
    for each in file.of_type("/ExtGState"):
        if {"/TR", "/HTP", "/HTO"} & set(each) or each.get("/TR2", "/Default") != "/Default":
            yield each


@rule(PDF_A, "6.2.8")
def pictures_are_not_interpolated(file):
    for each in file.objects:
        odd = each.get("/Interpolate", False) == True or {"/Alternates", "/OPI"} & set(each)
        if each.get("/Subtype") == "/Image" and odd:
            yield dict(each)


@rule(PDF_A, "6.2.9")
def no_postscript_and_no_references(file):
    for each in file.objects:
        if each.get("/Subtype") == "/PS" or (each.get("/Subtype") == "/Form" and "/Ref" in each):
            yield each


@rule(PDF_A, "6.2.10")
def blended_only_in_a_colour_space(file):
    """The output intent gives it to pages; groups of their own name one."""
    for each in file.objects:
        if each.get("/S") == "/Transparency" and "/CS" not in each and "/OutputIntents" not in file.root:
            yield each
        if each.get("/BM", "/Normal") not in ("/Normal", "/Compatible", "/Multiply", "/Screen", "/Darken"):
            yield each


@rule(PDF_A, "6.2.2")
def resources_are_there_by_name(file):
    for where, content, resources in file.drawn:
        for operands, operator in file.operators(content):
            kind = {b"Tf": "/Font", b"gs": "/ExtGState", b"Do": "/XObject", b"sh": "/Shading"}.get(operator)
            if kind and str(operands[0]) not in resources.get(kind, {}):
                yield where, operator, operands


@rule(PDF_A, "6.2.11.4")
def fonts_are_embedded_with_their_maps(file):
    for font in file.of_type("/Font"):
        if font["/Subtype"] == "/Type0":
            descendant = font["/DescendantFonts"][0].get_object()
            descriptor = descendant["/FontDescriptor"].get_object()
            if not {"/FontFile2", "/FontFile3"} & set(descriptor):
                yield font["/BaseFont"]
            if descendant["/Subtype"] == "/CIDFontType2" and descendant.get("/CIDToGIDMap") is None:
                yield font["/BaseFont"], "no CIDToGIDMap"
            if "/CIDSet" in descriptor:
                yield font["/BaseFont"], "a CIDSet, which must then be whole"
        elif font["/Subtype"] not in ("/CIDFontType2", "/CIDFontType0"):
            yield font["/BaseFont"], "not composite"


def used_glyphs(file) -> dict[int, tuple[DictionaryObject, set[int]]]:
    """Return each font with the glyphs of it that are drawn."""
    used: dict[int, tuple[DictionaryObject, set[int]]] = {}
    for _, content, resources in file.drawn:
        glyphs: set[int] = set()
        for operands, operator in file.operators(content):
            if operator == b"Tf":
                font = resources["/Font"][operands[0]].get_object()
                glyphs = used.setdefault(id(font), (font, set()))[1]
            elif operator in (b"Tj", b"TJ"):
                for piece in operands[0] if operator == b"TJ" else operands:
                    codes = getattr(piece, "original_bytes", piece if isinstance(piece, bytes) else b"")
                    glyphs.update(int.from_bytes(codes[at : at + 2]) for at in range(0, len(codes), 2))
    return used


@rule(PDF_A, "6.2.11.4.1, 6.2.11.5")
def drawn_glyphs_are_there_as_wide_as_told(file):
    for font, glyphs in used_glyphs(file).values():
        descendant = font["/DescendantFonts"][0].get_object()
        program = descendant["/FontDescriptor"]["/FontFile2"].get_object().get_data()
        opened = TTFont(io.BytesIO(program))
        scale, order = 1000 / opened["head"].unitsPerEm, opened.getGlyphOrder()
        told = widths(descendant)
        for glyph in glyphs:
            if (
                glyph >= len(order)
                or abs(opened["hmtx"][order[glyph]][0] * scale - told.get(glyph, 1000)) > 1
            ):
                yield font["/BaseFont"], glyph


def widths(font) -> dict[int, float]:
    told: dict[int, float] = {}
    entries = list(font.get("/W", ()))
    while entries:
        first, second = int(entries.pop(0)), entries.pop(0)
        if isinstance(second, ArrayObject):
            told |= {first + at: float(width) for at, width in enumerate(second)}
        else:
            told |= dict.fromkeys(range(first, int(second) + 1), float(entries.pop(0)))
    return told


@rule(PDF_A, "6.2.11.7.2")
def drawn_glyphs_have_a_text(file):
    for font, glyphs in used_glyphs(file).values():
        entries = re.findall(rb"<([0-9a-f]{4})>\s*<([0-9a-f]+)>", font["/ToUnicode"].get_data())
        told = {int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in entries}
        yield from (
            (font["/BaseFont"], glyph) for glyph in glyphs if not told.get(glyph, "").strip("\0\ufeff\ufffe")
        )


@rule(PDF_A, "6.2.11.8")
def no_glyph_is_the_missing_one(file):
    for font, glyphs in used_glyphs(file).values():
        if 0 in glyphs:
            yield font["/BaseFont"]


@rule(PDF_A, "6.3.1")
def annotations_of_allowed_kinds(file):
    yield from ({each["/Subtype"] for each in file.annotations} - {"/Link", "/Widget"})


@rule(PDF_A, "6.3.2")
def annotations_are_printed_and_never_hidden(file):
    for each in file.annotations:
        if not int(each.get("/F", 0)) & PRINT or int(each["/F"]) & FORBIDDEN_FLAGS:
            yield each["/Subtype"], each.get("/T"), each.get("/F")


@rule(PDF_A, "6.3.3")
def annotations_look_one_way(file):
    for each in file.annotations:
        left, bottom, right, top = (float(edge) for edge in each["/Rect"])
        if each["/Subtype"] != "/Link" and left != right and bottom != top and "/AP" not in each:
            yield each.get("/T")
        if "/AP" in each and set(each["/AP"]) != {"/N"}:
            yield each.get("/T"), "more than /N"


@rule(PDF_A, "6.4.1")
def forms_are_drawn_by_nobody(file):
    form = file.root.get("/AcroForm", DictionaryObject())
    if form.get("/NeedAppearances", False) == True or "/XFA" in form:
        yield form
    yield from (each.get("/T") for each in file.widgets if {"/A", "/AA"} & set(each))


@rule(PDF_A, "6.4.3")
def signatures_cover_the_file(file):
    for each in file.of_type("/Sig", "/DocTimeStamp"):
        start, length, rest, end = (int(number) for number in each["/ByteRange"])
        if start or file.content[length] != ord("<") or file.content[rest - 1] != ord(">"):
            yield each["/ByteRange"]
        if end + rest > len(file.content):
            yield each["/ByteRange"]


@rule(PDF_A, "6.5")
def no_actions_but_addresses(file):
    yield from ({"/AA", "/OpenAction"} & set(file.root))
    for each in file.objects:
        if each.get("/S") in (
            "/Launch",
            "/Sound",
            "/Movie",
            "/ResetForm",
            "/ImportData",
            "/JavaScript",
            "/Hide",
        ):
            yield each
        if {"/JS", "/AA"} & set(each):
            yield each


@rule(PDF_A, "6.6.2")
def metadata_names_the_standard(file):
    space = "{http://www.aiim.org/pdfa/ns/id/}"
    if (file.text(f"{space}part"), file.text(f"{space}conformance")) != ("3", "U"):
        yield file.xmp.attrib


@rule(PDF_A, "6.6.2.1")
def metadata_is_one_readable_package(file):
    stream = file.root["/Metadata"].get_object()
    data = stream.get_data()
    if (
        "/Type" not in stream
        or stream["/Subtype"] != "/XML"
        or b'encoding="' in data[:100]
        or b"bytes=" in data[:100]
    ):
        yield data[:100]
    if len(file.xmp.findall(f"{RDF}RDF")) != 1:
        yield "rdf:RDF"


@rule(PDF_A, "6.6.2.3")
def properties_of_other_schemas_are_described(file):
    known = (
        "http://www.aiim.org/pdfa/",
        "http://purl.org/dc/",
        "http://ns.adobe.com/",
        RDF[1:-1],
        "http://www.w3.org/XML",
    )
    described = {
        (schema.findtext("{http://www.aiim.org/pdfa/ns/schema#}namespaceURI"), name.text)
        for schema in file.xmp.iter(f"{RDF}li")
        for name in schema.iter("{http://www.aiim.org/pdfa/ns/property#}name")
    }
    for description in file.xmp.iter(f"{RDF}Description"):
        for name in (*description.attrib, *(child.tag for child in description)):
            space, _, local = name[1:].partition("}")
            if not space.startswith(known) and (space, local) not in described:
                yield name


@rule(PDF_A, "6.6.3")
def information_agrees_with_metadata(file):
    dc, pdf = "{http://purl.org/dc/elements/1.1/}", "{http://ns.adobe.com/pdf/1.3/}"
    names = {"/Title": f"{dc}title", "/Author": f"{dc}creator", "/Producer": f"{pdf}Producer"}
    information = file.reader.metadata or {}
    for key, text in information.items():
        if key not in names or file.text(names[key]) != text:
            yield key, text


@rule(PDF_A, "6.8")
def attached_files_are_told_once_with_all_they_need(file):
    listed = [each.get_object() for each in file.root.get("/AF", ())]
    named = file.root.get("/Names", {}).get("/EmbeddedFiles", DictionaryObject()).get("/Names", ())[1::2]
    if len(listed) != len({id(each) for each in listed}) or len(listed) != len(named):
        yield [each["/UF"] for each in listed]
    for each in file.of_type("/Filespec"):
        stream = each["/EF"]["/F"].get_object()
        if not {"/F", "/UF", "/AFRelationship", "/Desc"} <= set(each) or not stream.get("/Subtype"):
            yield each
        if "/ModDate" not in stream["/Params"]:
            yield each["/UF"]


@rule(PDF_A, "6.9, 6.10")
def no_layers_no_alternates(file):
    yield from ({"/OCProperties", "/Requirements", "/Perms"} & set(file.root) - {"/Perms"})
    yield from ({"/AlternatePresentations", "/URLS"} & set(file.root.get("/Names", {})))
    yield from (page for page in file.pages if "/PresSteps" in page)


# PDF/UA-1


@rule(PDF_UA, "5")
def metadata_names_pdf_ua(file):
    if file.text("{http://www.aiim.org/pdfua/ns/id/}part") != "1":
        yield "pdfuaid:part"


@rule(PDF_UA, "7.1")
def title_is_shown(file):
    if file.root["/ViewerPreferences"].get("/DisplayDocTitle") != True:
        yield file.root["/ViewerPreferences"]
    if not file.text("{http://purl.org/dc/elements/1.1/}title"):
        yield "dc:title"


@rule(PDF_UA, "7.1")
def marked_and_in_a_language(file):
    mark = file.root["/MarkInfo"]
    if mark.get("/Marked") != True or mark.get("/Suspects", False) == True or not file.root.get("/Lang"):
        yield mark


@rule(PDF_UA, "7.1")
def everything_drawn_is_tagged_or_an_artifact(file):
    for number, content in enumerate(file.contents, 1):
        marks = []
        for operands, operator in file.operators(content):
            if operator in (b"BDC", b"BMC"):
                known = operands[0] == "/Artifact" or (len(operands) > 1 and "/MCID" in operands[1])
                marks.append(known or any(marks))
                if operands[0] == "/Artifact" and any(marks[:-1]):
                    yield number, "an artifact in what is tagged"
            elif operator == b"EMC":
                marks.pop()
            elif operator in (b"TJ", b"Tj", b"S", b"s", b"f", b"f*", b"B", b"B*", b"Do", b"sh") and not any(
                marks
            ):
                yield number, operator
        yield from (number for _ in marks)


@rule(PDF_UA, "7.1")
def marked_content_is_in_the_tree(file):
    parents = parent_tree(file.root)
    told = {
        (element.get("/Pg").indirect_reference.idnum, int(child))
        for element in file.elements
        for child in (element["/K"] if isinstance(element.get("/K"), ArrayObject) else [element.get("/K")])
        if isinstance(child, int)
    }
    for number, page in enumerate(file.pages, 1):
        of_page = parents[page["/StructParents"]]
        for operands, operator in file.operators(file.contents[number - 1]):
            if operator == b"BDC" and "/MCID" in operands[1]:
                mark = int(operands[1]["/MCID"])
                if (page.indirect_reference.idnum, mark) not in told or mark >= len(of_page):
                    yield number, mark


@rule(PDF_UA, "7.1")
def elements_know_their_parents(file):
    pending = [file.root["/StructTreeRoot"]]
    while pending:
        parent = pending.pop()
        for child in kids(parent):
            if "/S" in child:
                pending.append(child)
                if child["/P"].get_object() is not parent:
                    yield child["/S"], parent.get("/S")


@rule(PDF_UA, "7.2")
def text_fields_and_spans_have_known_languages(file):
    for _, content, _ in file.drawn:
        for operands, operator in file.operators(content):
            if operator == b"BDC" and "/Lang" in operands[1] and operands[1]["/Lang"] != "en":
                yield operands


@rule(PDF_UA, "7.2, 7.5")
def tables_are_regular(file):
    allowed = {
        "/Table": {"/THead", "/TBody", "/TFoot", "/TR", "/Caption"}, "/THead": {"/TR"}, "/TBody": {"/TR"}, "/TR": {"/TH", "/TD"},
    }  # fmt: skip
    for element in file.elements:
        below = {child["/S"] for child in kids(element) if "/S" in child}
        if element["/S"] in allowed and not below <= allowed[element["/S"]]:
            yield element["/S"], below
        if element["/S"] == "/Table" and len(columns := _columns(element)) != 1:
            yield "columns", columns


def rows_of(table) -> list:
    return [each for each in structure(table) if each["/S"] == "/TR"]


def _columns(table) -> set[int]:
    """Return how many cells stand beside each other in the rows, those from rows above among them."""
    found, over = set(), {}
    for row in rows_of(table):
        column = 0
        for cell in kids(row):
            while over.get(column, 0):
                column += 1
            attributes = cell.get("/A", DictionaryObject())
            for _ in range(int(attributes.get("/ColSpan", 1))):
                over[column] = over.get(column, 0) + int(attributes.get("/RowSpan", 1))
                column += 1
        found.add(sum(left > 0 for left in over.values()))
        over = {column: left - 1 for column, left in over.items() if left > 0}
    return found


@rule(PDF_UA, "7.5")
def headers_say_what_they_head(file):
    for element in file.elements:
        if element["/S"] == "/TH" and element.get("/A", {}).get("/Scope") not in ("/Column", "/Row", "/Both"):
            yield element
        if element["/S"] == "/Table" and "/TH" not in {each["/S"] for each in structure(element)}:
            yield "a table without headers"


@rule(PDF_UA, "7.6")
def lists_have_items_with_bodies(file):
    for element in file.elements:
        below = {child["/S"] for child in kids(element) if "/S" in child}
        if element["/S"] == "/L" and not below <= {"/L", "/LI", "/Caption"}:
            yield below
        if element["/S"] == "/LI" and not ({"/LBody"} <= below <= {"/Lbl", "/LBody"}):
            yield below
        if {"/LI"} & below and element["/S"] != "/L":
            yield element["/S"]


@rule(PDF_UA, "7.3")
def figures_have_words_and_a_place(file):
    for element in file.elements:
        if element["/S"] == "/Figure":
            left, bottom, right, top = (float(edge) for edge in element["/A"]["/BBox"])
            width, height = (float(edge) for edge in element["/Pg"]["/MediaBox"][2:])
            if not element.get("/Alt") or not (
                -1 < left < right < width + 1 and -1 < bottom < top < height + 1
            ):
                yield element.get("/Alt"), element["/A"]["/BBox"]


@rule(PDF_UA, "7.4.2")
def no_level_of_headings_is_skipped(file):
    levels = [int(element["/S"][2:]) for element in file.elements if re.fullmatch("/H[1-6]", element["/S"])]
    yield from (
        (above, level) for above, level in zip([0, *levels], levels, strict=False) if level > above + 1
    )


@rule(PDF_UA, "7.18")
def annotations_are_in_the_tree_with_words(file):
    parents = parent_tree(file.root)
    for page in file.pages:
        if "/Annots" in page and page.get("/Tabs") != "/S":
            yield "tabs"
    for each in file.annotations:
        if is_off_the_page(each):
            continue
        element = parents.get(each.get("/StructParent"))
        wanted = {"/Link": "/Link", "/Widget": "/Form"}[each["/Subtype"]]
        if element is None or element["/S"] != wanted:
            yield each["/Subtype"], each.get("/T")
        elif not any("/Obj" in child and child["/Obj"].get_object() is each for child in kids(element)):
            yield each.get("/T"), "not named by its element"
        if not (each.get("/TU") if wanted == "/Form" else each.get("/Contents")):
            yield each["/Subtype"], "no words"


def is_off_the_page(annotation) -> bool:
    return all(float(edge) < 0 for edge in annotation["/Rect"])


@rule(PDF_UA, "7.21")
def fonts_keep_to_pdf_a(file):
    yield from PDF_A["6.2.11.4 fonts_are_embedded_with_their_maps"](file)
