"""Files as people send them, and as nobody should: made when a test asks for them."""

import io
import zipfile

OFFICE = {
    "xlsx": {"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"},
    "docx": {"[Content_Types].xml": "<Types/>", "word/document.xml": "<document/>"},
}
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(document.cookie)</script></svg>'
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(200)
PROGRAM = b"MZ\x90\x00\x03" + bytes(300)


def photo(size=(400, 300), *, turned=False, place=False, seed=1, form="JPEG") -> bytes:
    """Return a picture of coloured squares; ``turned`` lies on its side by EXIF, ``place`` tells where it was taken."""
    from PIL import Image

    exif = Image.Exif()
    if turned:
        exif[0x0112] = 6
    if place:
        exif[0x010F] = "SecretCamera"
        exif.get_ifd(0x8825).update({1: "N", 2: (16.0, 25.0, 1.0), 3: "E", 4: (102.0, 50.0, 1.0)})
    output = io.BytesIO()
    picture(size, seed).save(output, form, exif=exif, **({"comment": b"hidden"} if form == "JPEG" else {}))
    return output.getvalue()


def picture(size, seed):
    """Return a picture whose 16 × 12 squares depend on the seed; its upper left corner is red."""
    import random

    from PIL import Image

    numbers = random.Random(seed)
    small = Image.new("RGB", (16, 12))
    small.putdata([tuple(numbers.choices(range(256), k=3)) for _ in range(16 * 12)])
    large = small.resize(size, Image.Resampling.NEAREST)
    large.paste((255, 0, 0), (0, 0, size[0] // 4, size[1] // 4))
    return large


def huge_png(edge: int) -> bytes:
    """Return a PNG of edge × edge black points in a few kilobytes."""
    from PIL import Image

    output = io.BytesIO()
    Image.new("1", (edge, edge)).save(output, "PNG")
    return output.getvalue()


def office(kind: str, **more: bytes) -> bytes:
    """Return an xlsx or docx with the parts it must have and more by name (``__`` stands for a slash)."""
    return packed({**OFFICE[kind], **{name.replace("__", "/"): data for name, data in more.items()}})


def packed(members: dict[str, bytes | str], method=zipfile.ZIP_DEFLATED) -> bytes:
    """Return the members as a zip."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return output.getvalue()


RELATION = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" '
    'Target="%s" TargetMode="External"/></Relationships>'
)


def office_relation(kind: str, target: str) -> bytes:
    """Return a docx with a relation of that kind to a place outside of it."""
    return packed({**OFFICE["docx"], "word/_rels/document.xml.rels": RELATION % (kind, target)})


def office_field(*runs: str) -> bytes:
    """Return a docx with a field whose instruction is cut into runs."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    parts = "".join(f"<w:r><w:instrText>{run}</w:instrText></w:r>" for run in runs)
    body = f'<w:document xmlns:w="{word}"><w:p><w:r><w:fldChar/></w:r>{parts}<w:r><w:fldChar/></w:r></w:p></w:document>'
    return packed({**OFFICE["docx"], "word/document.xml": body})


def pdf(**root) -> bytes:
    """Return a PDF of one empty page; ``root`` adds entries to its catalogue, hidden in no compressed stream."""
    from pypdf import PdfWriter
    from pypdf.generic import NameObject

    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    for name, value in root.items():
        writer.root_object[NameObject(f"/{name}")] = writer._add_object(value)
    return written(writer)


def written(writer) -> bytes:
    """Return what the writer holds."""
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def action(kind: str, **values):
    """Return a PDF action, ``action("JavaScript", JS="…")`` for example."""
    from pypdf.generic import DictionaryObject, NameObject, TextStringObject

    entries = {NameObject(f"/{name}"): TextStringObject(value) for name, value in values.items()}
    return DictionaryObject({NameObject("/S"): NameObject(f"/{kind}"), **entries})


def stream(content: bytes, filters=(), **values):
    """Return a stream of a PDF as it stands in the file."""
    from pypdf.generic import ArrayObject, NameObject, StreamObject, TextStringObject

    made = StreamObject()
    made._data = content
    made[NameObject("/Filter")] = ArrayObject(NameObject(f"/{name}") for name in filters)
    made.update({NameObject(f"/{name}"): TextStringObject(value) for name, value in values.items()})
    return made


def flate_bomb():
    """Return a stream of a kilobyte that unpacks, twice, to 300 megabytes."""
    import zlib

    return stream(zlib.compress(zlib.compress(bytes(300 << 20))), ("FlateDecode", "FlateDecode"))


def object_stream(content: bytes) -> bytes:
    """Return a packed stream of objects that stands behind a file and in no table of it."""
    import zlib

    packed_objects = zlib.compress(b"9 0 " + content)
    head = b"8 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n" % len(packed_objects)
    return head + packed_objects + b"\nendstream\nendobj\n"


def compressed_pdf(catalogue: bytes) -> bytes:
    """Return a PDF whose objects lie in a compressed stream, where no search of the bytes finds a name."""
    import zlib

    objects = [
        b"<</Type/Catalog/Pages 2 0 R" + catalogue + b">>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
    ]
    offsets = [sum(len(entry) + 1 for entry in objects[:number]) for number in range(3)]
    index = b" ".join(b"%d %d" % (number, offset) for number, offset in enumerate(offsets, start=1)) + b" "
    packed_objects = zlib.compress(index + b"\n".join(objects))
    head = b"%PDF-1.7\n"
    stream = b"4 0 obj\n<</Type/ObjStm/N 3/First %d/Filter/FlateDecode/Length %d>>stream\n%s\nendstream\nendobj\n" % (
        len(index), len(packed_objects), packed_objects,
    )  # fmt: skip
    places = [(0, 0, 255), (2, 4, 0), (2, 4, 1), (2, 4, 2), (1, len(head), 0), (1, len(head + stream), 0)]
    table = b"".join(bytes([kind]) + place.to_bytes(2, "big") + bytes([more]) for kind, place, more in places)
    xref = b"5 0 obj\n<</Type/XRef/Size 6/W[1 2 1]/Root 1 0 R/Length %d>>stream\n%s\nendstream\nendobj\n" % (
        len(table), table,
    )  # fmt: skip
    return head + stream + xref + b"startxref\n%d\n%%%%EOF" % len(head + stream)
