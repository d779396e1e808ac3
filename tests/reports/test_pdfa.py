"""What PDF/A-3u and tagging ask of every kind's file; by veraPDF where it is installed, else point by point."""

import io
import re
import shutil
import subprocess

import pytest
from pypdf import PdfReader

from reports.actions import frozen_pdf, rendered
from reports.enums import Format, Kind
from tests.reports.snapshots import approval, built, typed

pytestmark = pytest.mark.pdf
_VERAPDF = shutil.which("verapdf")


@pytest.fixture(scope="module")
def made():
    """Files by their kind: each is rendered once for all tests."""
    return {}


@pytest.fixture(params=[*Kind, "submitted"], ids=str)
def content(request, made, sample):
    """The PDF of each kind, from its sample agency, and of a memo that was submitted."""
    kind = request.param
    if kind not in made:
        made[kind] = _submitted(sample) if kind == "submitted" else _rendered(sample(kind))
    return made[kind]


def _submitted(sample):
    return frozen_pdf(typed({**built(sample(Kind.PROGRESS_MEMO)), "approval": approval()}))[0]


def _rendered(document):
    with rendered(document, Format.PDF).file.open("rb") as file:
        return file.read()


def fonts_of(reader):
    """Return the fonts of all pages and of the drawings in them, each once."""
    found = {}
    pending = [page.get("/Resources") for page in reader.pages]
    while pending:
        resources = pending.pop()
        if resources is None:
            continue
        resources = resources.get_object()
        for font in resources.get("/Font", {}).values():
            found[font.get_object()["/BaseFont"]] = font.get_object()
        for drawing in resources.get("/XObject", {}).values():
            pending.append(drawing.get_object().get("/Resources"))
    return found.values()


def structure(element):
    """Yield the structure elements below one, as dictionaries."""
    children = element.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        child = child.get_object() if hasattr(child, "get_object") else child
        if hasattr(child, "get") and "/S" in child:
            yield child
            yield from structure(child)


def test_the_file_meets_what_pdf_a_and_tagging_ask(content):
    reader = PdfReader(io.BytesIO(content))
    root = reader.trailer["/Root"]
    metadata = root["/Metadata"].get_data()

    assert re.search(rb"pdfaid:part(>|=.)3", metadata)
    assert re.search(rb"pdfaid:conformance(>|=.)U", metadata)
    assert [intent.get_object()["/S"] for intent in root["/OutputIntents"]] == ["/GTS_PDFA1"]
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - a PDF object of its own
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    assert root["/Lang"] == "th"
    assert reader.metadata.title
    assert not reader.is_encrypted
    assert b"/JavaScript" not in content
    for font in fonts_of(reader):
        assert "/ToUnicode" in font
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(descriptor.get_object())


def test_the_file_is_tagged_bookmarked_and_carries_its_data(content):
    reader = PdfReader(io.BytesIO(content))
    root = reader.trailer["/Root"]
    elements = list(structure(root["/StructTreeRoot"]))
    kinds = {element["/S"] for element in elements}

    assert {"/Table", "/TR", "/TH", "/TD", "/P"} <= kinds
    assert all(element.get("/Alt") for element in elements if element["/S"] == "/Figure")
    assert reader.outline
    assert sorted(reader.attachments) == ["data.xlsx", "snapshot.json"]
    relations = {entry.get_object()["/AFRelationship"] for entry in root["/AF"]}
    assert relations == {"/Data"}


@pytest.mark.skipif(
    _VERAPDF is None, reason="veraPDF is not installed; the tests above check its main points"
)
def test_verapdf_finds_nothing(content, tmp_path):
    file = tmp_path / "document.pdf"
    file.write_bytes(content)

    result = subprocess.run(
        [_VERAPDF, "--flavour", "3u", "--format", "text", file], capture_output=True, text=True, check=False
    )
    assert result.stdout.startswith("PASS"), result.stdout
