"""What PDF/A-3u and PDF/UA-1 ask of every kind's file, before and after it is signed; by veraPDF where it is there."""

import base64
import io
import json
import shutil
import subprocess
from datetime import UTC, date, datetime

import pytest
from PIL import Image
from pypdf import PdfReader

from approvals.signing.appearance import Waiting, Words, draw_decision, draw_waiting
from approvals.signing.fields import add_signature_fields, certify
from approvals.signing.looks import MORE, OPINION, field_spaces, space_of
from approvals.signing.seal import local_authority
from approvals.signing.sign import sign
from approvals.signing.trust import Trust
from approvals.signing.verdict import verify_file
from reports.actions import frozen_pdf
from reports.enums import Kind
from tests.conftest import ROOT
from tests.pdftext import EXTRACTORS, render
from tests.reports.pdfrules import ED, PDF_A, PDF_UA, File, broken, kids, rows_of
from tests.reports.snapshots import approval, typed
from tests.reports.test_stored_snapshots import STORED

pytestmark = pytest.mark.pdf
_VERAPDF = shutil.which("verapdf")
OPINION_TEXT = "เห็นชอบตามที่เสนอ ให้ทุกส่วนราชการดำเนินการตาม ITA Guideline และรายงานผล " * 13


@pytest.fixture(scope="module")
def made():
    """Files by their kind: each is rendered once for all tests."""
    return {}


@pytest.fixture(scope="module")
def seal(tmp_path_factory):
    return local_authority(tmp_path_factory.mktemp("portal") / "signing")


@pytest.fixture(params=Kind, ids=str)
def files(request, made, seal, db):
    """The PDF of each kind, from a document of the demo: as it is submitted, and signed by two of three."""
    kind = request.param
    if kind not in made:
        made[kind] = submitted_and_signed({**json.loads(STORED), "kind": kind.value}, seal)
    return made[kind]


def submitted_and_signed(snapshot, seal):
    told = approval()
    pdf, places = frozen_pdf(typed({**snapshot, "approval": told}))
    waiting = [Waiting(f"step-{number}", **step) for number, step in enumerate(told["steps"], 1)]
    looks = draw_waiting(waiting, {place.name: space_of(place) for place in places})
    now = datetime.now(UTC)
    empty = certify(add_signature_fields(pdf, places, looks), seal, reason="เสนอ", audit_head="", at=now)
    signed = empty
    for step, (mark, opinion) in enumerate((("", ""), ("เห็นชอบ", OPINION_TEXT)), 1):
        name, day = told["steps"][step - 1]["name"], date(2026, 11, 21)
        words = Words(name, "ปลัดเทศบาล", day, opinion=opinion, mark=mark, heading="ความเห็น")
        looks = draw_decision(f"step-{step}", field_spaces(signed), words)
        texts = {"reason": "เห็นชอบ", "name": name, "location": "เทศบาล", "audit_head": ""}
        signed = sign(
            signed,
            field=f"step-{step}",
            signer=seal,
            looks=looks,
            timestamp=None,
            trust=Trust(),
            at=now,
            **texts,
        ).pdf
    return empty, signed


def test_files_keep_the_rules_before_and_after_they_are_signed(files, seal):
    empty, signed = files

    assert broken(empty, PDF_A, PDF_UA) == {}
    assert broken(signed, PDF_A, PDF_UA) == {}
    assert not verify_file(signed, trust_pems=(seal.root,)).altered


def test_an_opinion_is_reached_through_the_tags(files):
    file = File(files[1])
    forms = {
        element["/T"]: kids(element)[0]["/Obj"].get_object()
        for element in file.elements
        if element["/S"] == "/Form"
    }

    assert forms[f"step-2{OPINION}"]["/TU"] == "ความเห็นของ ปลัดเทศบาล"
    assert forms[f"step-2{OPINION}"]["/V"] == OPINION_TEXT.strip()
    assert forms[f"step-2{MORE}"]["/V"]
    assert "/V" not in forms[f"step-3{OPINION}"]
    assert forms["step-2"]["/V"]["/Name"] == "นายสมชาย ตัวอย่าง"


def test_the_file_is_bookmarked_and_carries_its_data_and_what_it_is_known_by(files):
    reader = PdfReader(io.BytesIO(files[0]))
    file = File(files[0])

    assert reader.outline
    assert sorted(reader.attachments) == ["data.xlsx", "snapshot.json"]
    assert {entry.get_object()["/AFRelationship"] for entry in file.root["/AF"]} == {"/Data"}
    told = [file.text(f"{ED}Document{name}") for name in ("OID", "ReferenceID", "Version")]
    assert told == ["7F3K-9QWD-2M", "นฐ 70001/12", "2"]
    assert file.text(f"{ED}DocumentFileName").endswith("-2-7F3K9QWD2M.pdf")


def test_a_table_over_pages_is_one_with_its_heads_once_and_a_list_has_labels():
    rows = "".join(f'<tr><th scope="row">{number}</th><td>ข้อความ</td></tr>' for number in range(90))
    table = f'<table><thead><tr><th scope="col">ที่</th><th scope="col">เรื่อง</th></tr></thead>{rows}</table>'
    points = '<ul style="list-style: none"><li><span class="label-of-point">๑.</span> ก</li></ul>'
    pdf = render(f"<h1>ก</h1><h3>ข</h3>{table}{points}<p>ตาม ITA Guideline ข้อ ๑</p>")
    file = File(pdf)

    (one,) = [element for element in file.elements if element["/S"] == "/Table"]
    assert len(file.pages) > 1
    assert len(rows_of(one)) == 91
    assert [element["/S"] for element in file.elements if element["/S"][:2] == "/H"] == ["/H1", "/H2"]
    (item,) = [element for element in file.elements if element["/S"] == "/LI"]
    assert [child["/S"] for child in kids(item)] == ["/Lbl", "/LBody"]
    assert b"/Span <</Lang (en)>> BDC" in file.pages[-1].get_contents().get_data()
    assert broken(pdf, PDF_A, PDF_UA) == {}


def test_what_the_font_does_not_have_is_marked_and_read_as_it_was_typed():
    pdf = render("<p>ดี 👍🏽 ธง 🇹🇭 ปุ่ม 1️⃣ [?] 日本</p>")

    assert "ดี 👍🏽 ธง 🇹🇭 ปุ่ม 1️⃣ [?] 日本" in EXTRACTORS[0](pdf)
    assert broken(pdf, PDF_A) == {}
    fonts = {font["/BaseFont"].partition("+")[2] for font in File(pdf).of_type("/Font")}
    assert fonts == {"Memo"}


def test_a_picture_is_not_smoothed_and_a_rule_that_is_broken_is_named():
    drawn = io.BytesIO()
    Image.new("RGB", (9, 9), "red").save(drawn, "PNG")
    address = base64.b64encode(drawn.getvalue()).decode()
    pdf = render(f'<h1>ก</h1><p><img alt="ตรา" src="data:image/png;base64,{address}"></p>')

    assert broken(pdf, PDF_A, PDF_UA) == {}
    smoothed = pdf.replace(b"/Interpolate false", b"/Interpolate true ")
    assert list(broken(smoothed, PDF_A)) == ["6.2.8 pictures_are_not_interpolated"]
    assert list(broken(pdf + b"%behind\n", PDF_A)) == ["6.1.3 nothing_behind_the_end"]


@pytest.mark.skipif(
    _VERAPDF is None, reason="veraPDF is not installed; the tests above check its main points"
)
def test_verapdf_finds_nothing(files, tmp_path):
    for number, content in enumerate(files):
        (tmp_path / f"{number}.pdf").write_bytes(content)
    command = [ROOT / "scripts" / "verapdf.sh", *sorted(tmp_path.glob("*.pdf"))]
    result = subprocess.run(command, capture_output=True, text=True, check=False)

    assert result.returncode == 0, result.stdout
