"""An agency's own wording: the page to edit it, what is stored, and what documents then say."""

import re

import pytest
from django.urls import reverse

from agencies.models import AuditEvent
from assessments.drafting.texts import sentences_of, standard_texts
from assessments.drafting.year import texts_of
from assessments.enums import DraftPart
from itaportal.sentences import fill_placeholders, unknown_placeholders
from reports.enums import Kind
from reports.kinds import progress_memo, wording
from reports.models import StandardSentence
from reports.pages import KINDS, document_html
from tests.conftest import signed_in
from tests.reports.snapshots import built, typed

OWN = "จึงเรียนมาเพื่อโปรดพิจารณา ผลของ{หน่วยงาน} ปี {ปีผลประเมิน}"


@pytest.fixture
def manager(sai_thong):
    return signed_in(sai_thong.memberships.get(role="agency_admin").user)


def url(kind=Kind.PROGRESS_MEMO):
    return reverse("reports:document_sentences", args=["sai-thong", kind])


def stored():
    return dict(StandardSentence.objects.values_list("name", "text"))


def test_the_page_shows_each_sentence_its_placeholders_and_how_it_is_printed(manager):
    page = manager.get(url()).content.decode()

    assert all(sentence.text in page for sentence in progress_memo.SENTENCES.values())
    assert all(f"{{{name}}}" in page for name in (*wording.PLACEHOLDERS, *progress_memo.PLACEHOLDERS))
    assert "มีค่าคะแนนเท่ากับ ๘๑.๒๕ คะแนน อยู่ในระดับ B" in page
    assert "ลงวันที่ ๓๐ มกราคม ๒๕๖๕" in page


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_its_page_and_names_what_it_fills_in(manager, kind):
    module = KINDS[kind]
    known = {**wording.PLACEHOLDERS, **getattr(module, "PLACEHOLDERS", {})}

    assert manager.get(url(kind)).status_code == 200
    assert all(sentence.label for sentence in module.SENTENCES.values())
    for sentence in module.SENTENCES.values():
        assert unknown_placeholders(sentence.text, known) == []


def test_own_wording_is_stored_printed_and_told_in_the_log(manager, memo):
    response = manager.post(url(), {"closing": OWN, "opening": "", "report": ""})

    assert response.url == url()
    assert stored() == {"closing": OWN}
    printed = "ผลขององค์การบริหารส่วนตำบลทรายทอง ปี ๒๕๖๔"
    assert printed in re.sub("<[^>]+>", "", document_html(typed(built(memo))))
    assert printed in manager.get(url()).content.decode()
    event = AuditEvent.objects.get(action="sentences.save")
    assert "โปรดพิจารณา" in event.after
    assert event.actor_name


def test_emptied_or_standard_wording_is_the_standard_one_again(manager):
    manager.post(url(), {"closing": OWN, "opening": OWN})
    manager.post(url(), {"closing": "", "opening": progress_memo.SENTENCES["opening"].text})

    assert stored() == {}
    assert AuditEvent.objects.filter(action="sentences.save").count() == 2


def test_saving_without_a_change_leaves_no_trace(manager):
    manager.post(url(), {"closing": progress_memo.SENTENCES["closing"].text})

    assert not AuditEvent.objects.filter(action__startswith="sentences").exists()


def test_a_sentence_belongs_to_its_kind_and_agency(manager, other_agency):
    manager.post(url(Kind.OUTCOME_REPORT), {"purpose": "ขอรายงานผล"})

    row = StandardSentence.objects.get()
    assert (row.kind, row.agency.slug) == ("outcome-report", "sai-thong")
    assert not other_agency.standard_sentences.exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ของ{หน่วยงาม}", "ไม่มีคำแทน {หน่วยงาม}"),
        ("ก" * 2001, "เกินที่รับได้ 2,000"),
        ("ขอบคุณ 😀", "พิมพ์ลงเอกสารราชการไม่ได้"),
    ],
)
def test_bad_wording_is_told_and_kept(manager, text, message):
    page = manager.post(url(), {"closing": text}).content.decode()

    assert message in page
    assert text in page
    assert stored() == {}


def test_a_placeholder_of_another_kind_is_refused(manager):
    page = manager.post(url(Kind.OUTCOME_REPORT), {"purpose": "{ลงวันที่}"}).content.decode()

    assert "ไม่มีคำแทน {ลงวันที่}" in page


def test_a_new_agency_sees_the_standard_sentences_without_a_preview(agency):
    from tests.conftest import member

    client = signed_in(member(agency, "agency_admin"))
    page = client.get(reverse("reports:document_sentences", args=[agency.slug, Kind.PROGRESS_MEMO]))

    assert progress_memo.SENTENCES["closing"].text in page.content.decode()
    assert "เมื่อพิมพ์ในเอกสาร" not in page.content.decode()


def test_an_unknown_kind_is_not_found(manager):
    assert manager.get(url("letter-of-love")).status_code == 404


def test_filling_leaves_unknown_words_and_no_double_space():
    text = "ของ{หน่วยงาน} {ลงวันที่} และ { ปีแผน } {ไม่รู้จัก} {}"

    filled = fill_placeholders(text, {"หน่วยงาน": "อบต. {ปีแผน}", "ลงวันที่": "", "ปีแผน": "2566"})

    assert filled == "ของอบต. {ปีแผน} และ 2566 {ไม่รู้จัก} {}"


def test_what_is_not_known_is_a_dash(memo):
    snapshot = built(memo)
    snapshot["assessment"] |= {"total": "", "level": ""}

    assert wording.sentence(typed(snapshot), "closing", "{คะแนน} {ระดับ}") == "– –"


@pytest.mark.parametrize("text", ["{หน่วยงาน {x", "ของ{หน่วยงาน", "ของหน่วยงาน}"])
def test_a_brace_without_its_partner_is_refused_with_the_words_to_use(manager, text):
    page = manager.post(url(Kind.OUTCOME_REPORT), {"purpose": text}).content.decode()

    assert "ไม่ครบคู่" in page
    assert "คำแทนที่ใช้ได้ คือ {หน่วยงาน} {สถานที่}" in page
    assert text in page


@pytest.mark.parametrize("part", DraftPart)
def test_every_part_of_drafts_has_its_page(manager, part):
    page = manager.get(url(part)).content.decode()

    assert all(f"ประโยคมาตรฐาน: {sentence.text}" in page for sentence in sentences_of(part).values())


def test_a_drafts_own_wording_is_shown_with_a_score_used_and_taken_back(manager, sai_thong):
    own = "คะแนนของตัวชี้วัดนี้{ผล} ({คะแนน} คะแนน)"

    response = manager.post(url(DraftPart.OPENING), {"IIT-1": own})

    assert response.url == url(DraftPart.OPENING)
    assert texts_of(sai_thong)[DraftPart.OPENING, "IIT"][0] == own
    assert re.search(
        r"คะแนนของตัวชี้วัดนี้อยู่ในเกณฑ์\S+ \([๐-๙.]+ คะแนน\)", manager.get(url(DraftPart.OPENING)).content.decode()
    )
    manager.post(url(DraftPart.OPENING), {"IIT-1": ""})
    assert texts_of(sai_thong) is standard_texts()
    assert [event.action for event in AuditEvent.objects.filter(action="sentences.save")] == [
        "sentences.save"
    ] * 2


@pytest.mark.parametrize(
    ("part", "name", "text", "message"),
    [
        (DraftPart.OPENING, "IIT-1", "ผลการประเมิน{ผล}", "ข้อความนี้ต้องมี ({คะแนน} คะแนน)"),
        (DraftPart.LOW, "EIT-2", "จึงต้องแก้ไข", "ข้อความนี้ต้องมี {เรื่อง}"),
        (DraftPart.WEAK, "lowest-1", "ต่ำที่สุด {ผลต่าง}", "ไม่มีคำแทน {ผลต่าง}"),
        (DraftPart.STRONG, "up-1", "เพิ่มขึ้น {ขาดอีก}", "ไม่มีคำแทน {ขาดอีก}"),
    ],
)
def test_a_draft_that_cannot_be_filled_is_refused(manager, part, name, text, message):
    page = manager.post(url(part), {name: text}).content.decode()

    assert message in page
    assert text in page
    assert stored() == {}
