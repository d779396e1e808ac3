"""ตรวจคำ: what is found in a document, a plan and an analysis, and what one press does with it."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.actions import add_word, remove_word
from agencies.auditlog.models import AuditEvent
from agencies.enums import Role
from agencies.models import AgencyWord
from assessments.actions import save_finding
from assessments.models import Finding
from itaportal.editing.concurrency import StaleEdit
from measures.actions import StepEntry, add_measure, save_measure
from measures.models import Measure, Progress
from reports.completeness import check
from reports.models import Document, KeptWord
from reports.snapshot.building import build_snapshot
from reports.words import typed
from reports.words.findings import cards
from reports.words.known import known_of
from reports.words.pressing import press
from tests.conftest import member, signed_in
from tests.factories.world import entry, populated

SPOILED = "จัดทำคู่มือตามมาตราการส่งเสริมคุณธรรม"


@pytest.fixture
def world(agency, packs):
    member(agency, Role.CHIEF)
    populated(agency)
    measure = Measure.objects.get(title__startswith="จัดทำคู่มือ")
    steps = [StepEntry("ประชาสัมพันธ์"), StepEntry("เผยแพร่ข้อมูลเขาถึงได้ง่าย และไม่ ครอบคลุม หน่วยงานให้มี คุณธรรม")]
    save_measure(measure=measure, entry=entry(title=SPOILED, steps=steps), version=measure.version, by=None)
    return agency


@pytest.fixture
def document(world):
    return Document.objects.get(agency=world)


@pytest.fixture
def staff(world):
    return member(world, Role.STAFF)


def words_of(texts, agency):
    """Return which words are found in which fields."""
    known = known_of(agency, agency.assessments.get(fiscal_year=2565))
    return [(card.text.field, line.slip.word) for card in cards(texts, known) for line in card.lines]


def pressed(document, by, word, do, version=None):
    """Press a button beside a word of the document and return what is said."""
    texts = typed.of_document(document)
    found = cards(texts, known_of(document.agency, document.plan.assessment))
    text, slip = next(
        (card.text, line.slip) for card in found for line in card.lines if line.slip.word == word
    )
    return press(
        document=document,
        texts=texts,
        text=text.key,
        version=text.version if version is None else version,
        start=slip.start,
        end=slip.end,
        do=do,
        by=by,
    )[1]


def test_texts_of_document_plan_and_analysis_are_read(world, document):
    finding = Finding.objects.get(assessment__agency=world, code="4")
    save_finding(
        assessment=finding.assessment, code="4", version=finding.version, by=None,
        text="ได้คะแนน 97.52 คะแนน ในปี 2556", weakness_class=finding.weakness_class,
    )  # fmt: skip
    Progress.objects.update(result="แจ้งแกพนักงานแล้ว")
    of_plan = [("title", "มาตราการ"), ("text", "เขาถึงได้"), ("text", "ไม่ ครอบคลุม"), ("text", "มี คุณธรรม")]

    assert words_of(typed.of_plan(document.plan), world) == of_plan
    assert words_of(typed.of_document(document), world) == [*of_plan, ("result", "แกพนักงาน")]
    assert words_of(typed.of_assessment(finding.assessment), world) == [("text", "97.52")]


def test_the_check_hints_at_slips_unless_they_are_kept(world, document, staff):
    def hints():
        known = known_of(world, document.plan.assessment)
        found = check(build_snapshot(document), known)
        return [(issue.severity, issue.message) for issue in found if issue.rule == "spelling"]

    title, steps = hints()
    assert title[0] == "hint"
    assert title[1].endswith("“มาตราการ” อาจหมายถึง “มาตรการ” กรุณาตรวจคำ")
    assert "และอีก 2 แห่ง" in steps[1]

    pressed(document, staff, "มาตราการ", "keep")

    assert hints() == [steps]


def test_a_suggestion_taken_is_written_with_version_and_event(world, document, staff):
    before = Measure.objects.get(title=SPOILED)

    said = pressed(document, staff, "มาตราการ", "take-0")

    measure = Measure.objects.get(pk=before.pk)
    assert said == "แก้ “มาตราการ” เป็น “มาตรการ” แล้ว"
    assert measure.title == SPOILED.replace("มาตราการ", "มาตรการ")
    assert (measure.version, measure.updated_by) == (before.version + 1, staff)
    event = AuditEvent.objects.latest("pk")
    assert (event.action, json.loads(event.before), json.loads(event.after)) == (
        "measure.save", {"title": SPOILED}, {"title": measure.title},
    )  # fmt: skip


def test_a_step_keeps_everything_but_the_word(world, document, staff):
    pressed(document, staff, "เขาถึงได้", "take-0")

    steps = Measure.objects.get(title=SPOILED).steps.values_list("text", flat=True)
    assert list(steps) == [
        "ประชาสัมพันธ์", "เผยแพร่ข้อมูลเข้าถึงได้ง่าย และไม่ ครอบคลุม หน่วยงานให้มี คุณธรรม",
    ]  # fmt: skip


def test_all_spaces_of_a_text_are_taken_out_at_once(world, document, staff):
    assert pressed(document, staff, "ไม่ ครอบคลุม", "spaces") == "แก้การเว้นวรรคกลางคำ 2 แห่งแล้ว"

    text = Measure.objects.get(title=SPOILED).steps.last().text
    assert text == "เผยแพร่ข้อมูลเขาถึงได้ง่าย และไม่ครอบคลุม หน่วยงานให้มีคุณธรรม"


def test_texts_of_every_kind_can_be_mended(world, document, staff):
    plan, assessment = document.plan, document.plan.assessment
    Document.objects.update(subject="รายงานผลตามมาตราการ")
    Progress.objects.update(result="แจ้งแกพนักงานแล้ว")
    Finding.objects.filter(code="4").update(text="ขาดมาตราฐาน")
    plan.decided_in = "ตามกฏหมาย"
    plan.save()
    assessment.explanation = "ตามประกาศในเวบไซต์"
    assessment.save()
    document.refresh_from_db()

    pressed(document, staff, "มาตราการ", "take-0")
    pressed(document, staff, "แกพนักงาน", "take-0")
    pressed(document, staff, "ตามกฏหมาย", "take-0")
    for word in ("มาตราฐาน", "เวบไซต์"):
        texts = typed.of_assessment(assessment)
        known = known_of(world, assessment)
        text, slip = next(
            (c.text, line.slip) for c in cards(texts, known) for line in c.lines if line.slip.word == word
        )
        press(
            document=document, texts=texts, text=text.key, version=text.version,
            start=slip.start, end=slip.end, do="take-0", by=staff,
        )  # fmt: skip

    assert Document.objects.get().subject == "รายงานผลตามมาตรการ"
    assert Progress.objects.get().result == "แจ้งแก่พนักงานแล้ว"
    assert Finding.objects.get(code="4").text == "ขาดมาตรฐาน"
    assert type(plan).objects.get().decided_in == "ตามกฎหมาย"
    assert type(assessment).objects.get().explanation == "ตามประกาศในเว็บไซต์"


def test_a_text_saved_by_somebody_else_is_left_alone(world, document, staff):
    with pytest.raises(StaleEdit):
        pressed(document, staff, "มาตราการ", "take-0", version=1)
    with pytest.raises(StaleEdit):
        pressed(document, staff, "มาตราการ", "take-7")

    assert Measure.objects.filter(title=SPOILED).exists()


def test_a_suggestion_that_makes_the_text_too_long_is_refused(world, document, staff):
    limit = Measure._meta.get_field("title").limit
    word = "แกพนักงาน"
    Measure.objects.filter(title=SPOILED).update(title="-" * (limit - len(word)) + word)

    with pytest.raises(ValidationError):
        pressed(document, staff, word, "take-0")


def test_a_word_kept_is_asked_for_again_once_forgotten(world, document, staff):
    client = signed_in(staff)
    pressed(document, staff, "มาตราการ", "keep")
    pressed_again = KeptWord.objects.get(word="มาตราการ")
    assert ("title", "มาตราการ") not in words_of(typed.of_document(document), world)

    back = reverse("reports:document_words", args=[world.slug, document.pk])
    answer = client.post(reverse("reports:word_forget", args=[world.slug, pressed_again.pk]), {"back": back})

    assert (answer.status_code, answer.url) == (302, back)
    assert ("title", "มาตราการ") in words_of(typed.of_document(document), world)
    assert [event.action for event in AuditEvent.objects.order_by("-pk")[:2]] == ["kept.remove", "kept.add"]


def test_forgetting_leads_to_no_strange_page(world, staff):
    kept = KeptWord.objects.get()

    answer = signed_in(staff).post(
        reverse("reports:word_forget", args=[world.slug, kept.pk]), {"back": "https://example.com/"}
    )

    assert answer.url == reverse("reports:index", args=[world.slug])


def test_a_word_learnt_is_right_in_every_text(world, document, staff):
    pressed(document, staff, "มาตราการ", "learn")

    assert ("title", "มาตราการ") not in words_of(typed.of_plan(document.plan), world)
    event = AuditEvent.objects.latest("pk")
    assert (event.action, json.loads(event.after)) == ("word.add", {"word": "มาตราการ"})


def test_adding_and_removing_a_word_twice_is_told_once(world, staff):
    word = add_word(agency=world, word="ฮอมเฮ็ด", by=staff)
    assert add_word(agency=world, word="ฮอมเฮ็ด", by=staff) == word
    remove_word(word=word, by=staff)
    remove_word(word=word, by=staff)

    told = AuditEvent.objects.filter(action__startswith="word.").values_list("action", flat=True)
    assert sorted(told) == ["word.add", "word.remove"]


# --- the pages ---


def url_of(document):
    return reverse("reports:document_words", args=[document.agency.slug, document.pk])


def button(document, word, do):
    """Return what the browser sends for a button beside a word."""
    texts = typed.of_document(document)
    found = cards(texts, known_of(document.agency, document.plan.assessment))
    text, slip = next(
        (card.text, line.slip) for card in found for line in card.lines if line.slip.word == word
    )
    return {"text": text.key, "version": text.version, "start": slip.start, "end": slip.end, "do": do}


def test_the_page_shows_each_word_in_its_sentence_with_what_can_be_done(world, document, staff):
    page = signed_in(staff).get(url_of(document)).content.decode()

    assert "จัดทำคู่มือตาม<mark>มาตราการ</mark>ส่งเสริมคุณธรรม" in page
    assert 'value="take-0"' in page
    assert "เป็นคำของหน่วยงาน" in page
    assert "แก้เว้นวรรคทั้ง 2 แห่งในข้อความนี้" in page
    assert "คูมือ" in page


def test_the_hint_on_the_documents_page_leads_there(world, document, staff):
    page = signed_in(staff).get(reverse("reports:document", args=[world.slug, document.pk])).content.decode()

    hint = page[page.index("“มาตราการ” อาจหมายถึง “มาตรการ”") :]
    assert hint.split('href="')[1].startswith(url_of(document))


def test_somebody_who_only_reads_gets_no_buttons(world, document):
    page = signed_in(member(world, Role.SECRETARY)).get(url_of(document)).content.decode()

    assert "<mark>มาตราการ</mark>" in page
    assert "take-0" not in page
    assert "ตรวจอีก" not in page


def test_pressing_goes_on_to_the_next_text_and_stays_where_more_is_left(world, document, staff):
    client, pk = signed_in(staff), Measure.objects.get(title=SPOILED).pk
    next_text = f"{url_of(document)}#text-measure-{pk}-steps-1"

    answer = client.post(url_of(document), button(document, "มาตราการ", "take-0"))
    stays = client.post(url_of(document), button(document, "เขาถึงได้", "keep"))

    assert [(each.status_code, each.url) for each in (answer, stays)] == [(302, next_text)] * 2
    assert "แก้ “มาตราการ” เป็น “มาตรการ” แล้ว" in client.get(url_of(document)).content.decode()


def test_pressing_twice_or_late_changes_nothing_and_says_so(world, document, staff):
    client, sent = signed_in(staff), button(document, "มาตราการ", "take-0")
    client.post(url_of(document), sent)

    answer = client.post(url_of(document), sent)

    assert answer.status_code == 409
    assert "มีผู้แก้ไขหลังจากที่ท่านเปิดหน้านี้" in answer.content.decode()
    assert Measure.objects.filter(title__contains="มาตรการส่งเสริม").count() == 1


def test_a_frozen_letterhead_is_left_alone(world, document, staff):
    Document.objects.update(subject="รายงานผลตามมาตราการ", frozen=True)
    document.refresh_from_db()

    answer = signed_in(staff).post(url_of(document), button(document, "มาตราการ", "take-0"))

    assert answer.status_code == 409
    assert Document.objects.get().subject == "รายงานผลตามมาตราการ"


@pytest.mark.parametrize("sent", [{}, {"do": "take-0"}, {"text": "x" * 999, "do": "burn", "start": -1}])
def test_a_press_that_means_nothing_shows_the_page_again(world, document, staff, sent):
    answer = signed_in(staff).post(url_of(document), sent)

    assert (answer.status_code, answer.url) == (302, url_of(document))


def test_any_typed_text_gets_a_page(world, document, staff):
    for text in ("ก" * 300, "ปัญฺญา" * 50, "abcกขค" * 50, "1๓ " * 100, "่" * 300):
        Measure.objects.filter(title=SPOILED).update(follow_up=text)
        assert signed_in(staff).get(url_of(document)).status_code == 200


def test_the_words_are_managed_among_the_agencys_data(world):
    client = signed_in(member(world, Role.AGENCY_ADMIN))
    settings = reverse("agencies:settings", args=[world.slug])

    client.post(reverse("agencies:word_add", args=[world.slug]), {"word": " ตุ๊มฮอม "})
    assert "ตุ๊มฮอม" in client.get(settings).content.decode()
    word = AgencyWord.objects.get(word="ตุ๊มฮอม")
    answer = client.post(reverse("agencies:word_remove", args=[world.slug, word.pk]))

    assert answer.url == f"{settings}#words-title"
    assert not AgencyWord.objects.filter(pk=word.pk).exists()


def test_the_pages_ask_no_more_the_more_measures_there_are(world, document, staff):
    client = signed_in(staff)
    client.get(url_of(document))

    def queries():
        with CaptureQueriesContext(connection) as asked:
            client.get(url_of(document))
        return len(asked)

    before = queries()
    for number in range(3):
        add_measure(plan=document.plan, entry=entry(title=f"{SPOILED} {number}"), by=None)

    assert queries() == before
