"""The portal's own PDFs as evidence: their data files are let in, nothing else that calls itself so."""

import io
import json
import zipfile
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from measures.evidence import UploadRefused, check
from reports.attachments.embedded import attachments_of
from reports.typesetting.rendering import AttachedFile, render_pdf
from tests.reports.snapshots import snapshot, typed

pytestmark = pytest.mark.pdf
HTML = '<html lang="th"><title>ก</title><body>รายงาน</body></html>'


def whole_snapshot():
    """Return a snapshot with all that the workbook shows."""
    return snapshot(history=[{"fiscal_year": 2565, "total": "91.10", "level": "A", "indicators": {}}])


def pdf(*attached):
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    return render_pdf(
        HTML,
        attachments=[AttachedFile(name, content, "ข้อมูล", moment) for name, content in attached],
    )


def packed(*names):
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return output.getvalue()


def refused(data):
    with pytest.raises(UploadRefused, match="แนบอยู่ข้างใน"):
        check("รายงาน.pdf", data)
    return True


def test_a_document_of_the_portal_is_taken():
    data = render_pdf(HTML, attachments=attachments_of(typed(whole_snapshot())))

    assert check("รายงาน.pdf", data).data == data


SNAPSHOT = json.dumps({"schema": 1, "kind": "progress-memo", "agency": {}, "plan": {}}).encode()


def test_the_snapshot_alone_is_taken():
    assert check("รายงาน.pdf", pdf(("snapshot.json", SNAPSHOT))).extension == "pdf"


@pytest.mark.parametrize(
    "attached",
    [
        ("a.exe", b"MZ"),
        ("snapshot.exe", SNAPSHOT),
        ("snapshot.json", b"MZ\x90"),
        ("snapshot.json", b"[1, 2]"),
        ("data.xlsx", b"MZ\x90"),
        ("data.xlsx", SNAPSHOT),
        ("data.xlsx", packed("xl/workbook.xml", "xl/vbaProject.bin")),
        ("data.xlsx", b"MZ" + packed("xl/workbook.xml")),
    ],
    ids=[
        "program",
        "other-name",
        "program-as-json",
        "other-json",
        "program-as-xlsx",
        "json-as-xlsx",
        "macro",
        "prefixed",
    ],
)
def test_any_other_attachment_is_refused(attached):
    assert refused(
        pdf(("snapshot.json", SNAPSHOT), attached) if attached[0] != "snapshot.json" else pdf(attached)
    )


def test_a_file_that_no_reader_is_told_of_is_refused():
    hidden = b"\n9999 0 obj\n<</Type /EmbeddedFile /Length 2>>\nstream\nMZ\nendstream\nendobj\n"
    data = pdf(("snapshot.json", SNAPSHOT))
    end = data.rindex(b"startxref")

    assert refused(data[:end] + hidden + data[end:])


def test_another_relationship_is_refused():
    writer = PdfWriter(PdfReader(io.BytesIO(pdf(("snapshot.json", SNAPSHOT)))))
    for part in writer._objects:
        if isinstance(part, dict) and "/AFRelationship" in part:
            part[NameObject("/AFRelationship")] = NameObject("/Unspecified")
    output = io.BytesIO()
    writer.write(output)

    assert refused(output.getvalue())


def test_a_script_beside_the_own_data_is_refused():
    writer = PdfWriter(PdfReader(io.BytesIO(pdf(("snapshot.json", SNAPSHOT)))))
    script = {
        NameObject("/S"): NameObject("/JavaScript"),
        NameObject("/JS"): TextStringObject("app.alert(1)"),
    }
    writer._root_object[NameObject("/OpenAction")] = DictionaryObject(script)
    output = io.BytesIO()
    writer.write(output)

    with pytest.raises(UploadRefused, match="JavaScript"):
        check("รายงาน.pdf", output.getvalue())
