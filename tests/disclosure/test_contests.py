"""Contesting preliminary OIT scores: what is entered, its files, its window, and the memo for the executive."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from docx import Document as Word

from agencies.auditlog.models import AuditEvent
from agencies.enums import Role
from deadlines.enums import Source
from deadlines.queries import due_in_year
from disclosure.actions import add_files, delete_file, save_contest, save_window
from disclosure.models import Contest, ContestFile, ContestWindow
from disclosure.queries.contests import official_windows
from disclosure.queries.items import criteria_of
from measures.actions import TooMuchEvidence
from reports.completeness.check import check
from reports.enums import Kind
from reports.kinds import oit_contest
from reports.models import Document
from reports.pages import document_html
from reports.queries import startable
from reports.snapshot.building import build_snapshot
from reports.snapshot.model import PublicSnapshot
from reports.snapshot.reading import canonical, data_of
from reports.words.mending import mend
from reports.words.typed import of_document
from tests.conftest import member, signed_in
from tests.factories.files import photo
from tests.factories.measures import MeasureFactory, PlanFactory
from tests.factories.world import checked_photo

YEAR = 2566


def page(agency, name="contests", *more, year=YEAR):
    return reverse(f"disclosure:{name}", args=[agency.slug, year, *more])


def contest(agency, code="O6", **values):
    told = {"score": Decimal(0), "is_disputed": True, "reason": "เผยแพร่แล้ว"} | values
    return save_contest(agency=agency, fiscal_year=YEAR, code=code, version=0, by=None, **told)


@pytest.fixture
def plan(agency, packs):
    """A plan of 2566 with a measure; the year has 43 O-items."""
    plan = PlanFactory(assessment__agency=agency, assessment__fiscal_year=YEAR - 1)
    MeasureFactory(plan=plan)
    return plan


def memo_of(plan):
    return build_snapshot(
        Document(agency=plan.agency, kind=Kind.OIT_CONTEST, plan=plan, subject="ก", addressee="นายก")
    )


def test_a_score_is_entered_contested_and_told_to_the_log(agency, packs, clerk_client):
    sent = {
        "score": "0",
        "is_disputed": "on",
        "reason": "เผยแพร่ตั้งแต่ 1 มีนาคม",
        "addresses": "https://a.go.th/6",
    }

    answer = clerk_client.post(page(agency, "contest", "O6"), {**sent, "version": 0})

    row = Contest.objects.get()
    assert answer.url == page(agency) + "#O6"
    assert (row.score, row.is_disputed, row.links) == (0, True, ["https://a.go.th/6"])
    assert AuditEvent.objects.filter(action="contest.save").count() == 1
    shown = clerk_client.get(page(agency))
    assert [line.code for line in shown.context["disputed"]] == ["O6"]
    assert len(shown.context["lines"]) == 43
    assert clerk_client.get(page(agency, "contest", "O99")).status_code == 404


def test_a_contested_item_needs_its_score(agency, packs, clerk_client):
    answer = clerk_client.post(page(agency, "contest", "O6"), {"is_disputed": "on", "version": 0})

    assert "score" in answer.context["form"].errors
    assert not Contest.objects.exists()


def test_who_opened_an_older_entry_sees_both(agency, packs, clerk_client):
    contest(agency, reason="ของเขา")
    answer = clerk_client.post(page(agency, "contest", "O6"), {"reason": "ของฉันเอง", "version": 0})

    assert answer.status_code == 409
    assert Contest.objects.get().reason == "ของเขา"


def test_the_list_says_what_a_contested_item_lacks(agency, packs, clerk_client):
    contest(agency, reason="")
    [line] = clerk_client.get(page(agency)).context["disputed"]

    assert line.lacks == ["เหตุผล", "หลักฐาน"]


def test_files_are_checked_by_content_stored_by_hash_and_served_to_be_saved(agency, packs, clerk_client):
    row = contest(agency)
    sent = {
        "title": "ภาพหน้าเว็บ",
        "files": [
            SimpleUploadedFile("หน้าเว็บ.jpg", photo()),
            SimpleUploadedFile("ไวรัส.pdf", b"MZ not a pdf"),
        ],
    }

    answer = clerk_client.post(page(agency, "contest_files", "O6"), sent, follow=True)

    [file] = ContestFile.objects.all()
    told = [str(message) for message in answer.context["messages"]]
    assert any("1" in text or "๑" in text for text in told)
    assert any("ไวรัส.pdf" in text for text in told)
    served = clerk_client.get(page(agency, "contest_file", "O6", file.pk))
    assert b"".join(served.streaming_content)[:2] == b"\xff\xd8"
    assert served["Content-Disposition"].startswith("attachment")
    assert "sandbox" in served["Content-Security-Policy"]
    assert clerk_client.get(page(agency, "contest_file", "O7", file.pk)).status_code == 404
    assert row.files.count() == 1


def test_files_wait_for_the_item_and_have_a_limit(agency, packs, clerk_client):
    sent = {"title": "ภาพ", "files": [SimpleUploadedFile("ก.jpg", photo())]}
    answer = clerk_client.post(page(agency, "contest_files", "O6"), sent)
    assert answer.url == page(agency, "contest", "O6")
    assert not ContestFile.objects.exists()

    row = contest(agency)
    add_files(contest=row, pieces=[checked_photo()] * 10, title="ภาพ", by=None)
    with pytest.raises(TooMuchEvidence):
        add_files(contest=row, pieces=[checked_photo()], title="ภาพ", by=None)


def test_the_bytes_go_with_the_last_file_that_has_them(
    agency, packs, clerk, django_capture_on_commit_callbacks
):
    row = contest(agency)
    first, second = add_files(contest=row, pieces=[checked_photo()] * 2, title="ภาพ", by=None)
    assert first.file.name == second.file.name

    with django_capture_on_commit_callbacks(execute=True):
        delete_file(file=first, by=clerk)
    assert default_storage.exists(second.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        delete_file(file=second, by=clerk)
    assert not default_storage.exists(second.file.name)


def test_the_window_is_the_agencys_own_and_stands_in_its_calendar(agency, packs, clerk_client):
    sent = {"opens_on": "1/6/2566", "closes_on": "15/6/2566", "told_by": "ประกาศในระบบ ITAS", "version": 0}
    clerk_client.post(page(agency, "contest_window"), sent)

    window = ContestWindow.objects.get()
    assert (window.opens_on, window.closes_on) == (date(2023, 6, 1), date(2023, 6, 15))
    [due] = [due for due in due_in_year(agency, YEAR) if due.key.startswith("contest-")]
    assert (due.day, due.source, due.page, due.is_done) == (
        date(2023, 6, 15),
        Source.OWN,
        page(agency),
        False,
    )


@pytest.mark.parametrize(
    "sent", [{"opens_on": "15/6/2566", "closes_on": "1/6/2566"}, {"opens_on": "15/6/2566", "closes_on": ""}]
)
def test_a_window_has_an_end_after_its_beginning(agency, packs, clerk_client, sent):
    answer = clerk_client.post(page(agency, "contest_window"), {**sent, "version": 0})

    assert "closes_on" in answer.context["form"].errors
    with pytest.raises(IntegrityError), transaction.atomic():
        ContestWindow.objects.create(
            agency=agency, fiscal_year=YEAR, opens_on=date(2023, 6, 15), closes_on=date(2023, 6, 1)
        )


def test_official_days_are_those_that_a_source_backs(packs):
    [(what, start, end, source)] = official_windows(criteria_of(2565))
    assert (what, start, end) == ("ชี้แจงเพิ่มเติม", date(2022, 6, 1), date(2022, 6, 15))
    assert source
    assert official_windows(criteria_of(2569)) == []


def test_the_memo_tells_each_contested_item(plan):
    agency = plan.agency
    row = contest(agency, addresses="https://a.go.th/6", reason="เผยแพร่ตั้งแต่ 1 มีนาคม\nครบทุกไตรมาส")
    add_files(contest=row, pieces=[checked_photo()] * 2, title="ภาพหน้าเว็บ", by=None)
    contest(agency, "O1", is_disputed=False, score=Decimal(100), reason="")
    save_window(agency=agency, fiscal_year=YEAR, version=0, by=None, closes_on=date(2023, 6, 15))

    snapshot = memo_of(plan)
    [table] = [block for block in oit_contest.build(snapshot) if hasattr(block, "rows")]

    opening = oit_contest.word_sentence(snapshot, "opening")
    assert "จำนวน 1 ข้อ ซึ่งต้องยื่นภายในวันที่ 15 มิถุนายน 2566" in opening
    assert [cell.lines for cell in table.rows[0]][1:] == [
        ("0.00",),
        ("เผยแพร่ตั้งแต่ 1 มีนาคม", "ครบทุกไตรมาส"),
        ("https://a.go.th/6", "ภาพหน้าเว็บ (2 ไฟล์)"),
    ]
    assert "https://a.go.th/6" in document_html(snapshot)
    public = data_of(PublicSnapshot.model_validate(_approved(data_of(snapshot))))
    assert public["contested"]["items"][0]["files"][0]["title"] == "ภาพหน้าเว็บ"
    assert "รูป.jpg" not in str(public)


def _approved(data):
    told = {"code": "7F3K-9QWD-2M", "url": "https://a.go.th/v/1", "edition": 1, "submitted_on": "2023-06-01"}
    return {**data, "approval": told}


def test_what_must_be_there_before_it_goes_out(plan):
    assert "nothing_contested" in {issue.rule for issue in check(memo_of(plan))}

    contest(plan.agency, score=None, reason="")
    rules = {issue.rule for issue in check(memo_of(plan))}
    assert {"contested_without_score", "contested_without_reason", "contested_without_evidence"} <= rules
    assert "nothing_contested" not in rules
    assert not any("measure" in rule for rule in rules)


def test_it_is_offered_where_something_is_contested(plan):
    assert Kind.OIT_CONTEST not in {option.kind for option in startable(plan.agency)}
    contest(plan.agency)
    assert Kind.OIT_CONTEST in {option.kind for option in startable(plan.agency)}


def test_the_page_begins_the_memo_once(plan, clerk_client):
    contest(plan.agency)
    for _ in range(2):
        shown = clerk_client.get(page(plan.agency))
        clerk_client.post(shown.context["memo_url"], {"kind": "oit-contest"})

    document = Document.objects.get(kind=Kind.OIT_CONTEST)
    word = clerk_client.get(reverse("reports:document_docx", args=[plan.agency.slug, document.pk]))
    content = b"".join(word.streaming_content) if word.streaming else word.content
    told = "\n".join(cell.text for table in Word(BytesIO(content)).tables for cell in table._cells)
    assert "เผยแพร่แล้ว" in told


def test_a_slip_in_a_reason_is_mended_where_it_stands(plan, clerk):
    contest(plan.agency, reason="เผยแพร่เเล้ว")
    document = Document(agency=plan.agency, kind=Kind.OIT_CONTEST, plan=plan, subject="ก")
    [text] = [text for text in of_document(document) if text.field == "reason"]
    mend(text=text, slips=[], by=clerk)
    assert text.target == ("contest", "O6", "reason")


def test_other_documents_store_nothing_of_it(plan):
    contest(plan.agency)
    other = build_snapshot(Document(agency=plan.agency, kind=Kind.OIT_MEMO, plan=plan))
    assert "contested" not in canonical(other)


def test_who_reads_sees_and_who_does_not_enter_changes_nothing(agency, packs, client):
    row = contest(agency)
    add_files(contest=row, pieces=[checked_photo()], title="ภาพ", by=None)
    reader = signed_in(member(agency, Role.VIEWER))

    assert "เผยแพร่แล้ว" in reader.get(page(agency)).content.decode()
    assert reader.get(page(agency, "contest", "O6")).status_code == 403
    assert reader.post(page(agency, "contest_files", "O6"), {}).status_code == 403
