from datetime import date

import pytest
from django.urls import reverse

from measures.enums import Status
from measures.models import Progress, ProgressRound
from reports.actions import start_document
from reports.enums import Kind
from tests.factories.measures import (
    AssessmentFactory,
    MeasureFactory,
    PlanFactory,
    ProgressFactory,
)

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"measures:{name}", args=["tua-yang", *args])


def messages(response):
    return [str(message) for message in response.context["messages"]]


def shown(client, address):
    """Return what the form of all statuses shows, as a browser would send it back unchanged."""
    sent = {}
    for form in client.get(address).context["forms"]:
        for field in form:
            value = "" if field.value() is None else field.value()
            sent[field.html_name] = value
            if field.field.show_hidden_initial:
                sent[field.html_initial_name] = value
    return {name: value for name, value in sent.items() if value != "" or "status" not in name}


def memo_of(progress_round):
    return start_document(
        kind=Kind.PROGRESS_MEMO, plan=progress_round.plan, progress_round=progress_round, dated=None, by=None
    )


def test_index_leads_to_the_latest_plan_with_measures(clerk_client, agency, measure):
    PlanFactory(assessment=AssessmentFactory(agency=agency, fiscal_year=2565))

    assert clerk_client.get(url("progress_index")).url == url("progress", 2565)


def test_index_without_plan_teaches(clerk_client, agency):
    page = clerk_client.get(url("progress_index")).content.decode()

    assert "ยังไม่มีมาตรการให้รายงานผล" in page
    assert url("index") in page


def test_rounds_tell_their_counts(clerk_client, measure, progress_round):
    ProgressFactory(round=progress_round, measure=measure, status=Status.DONE)
    MeasureFactory(plan=measure.plan)

    page = clerk_client.get(url("progress", 2565)).content.decode()

    assert "ณ วันที่ 31 มีนาคม 2565" in page
    assert "1 จาก 2" in page
    assert "ยังไม่รายงาน 1" in page


def test_usual_days_that_are_taken_are_not_offered(clerk_client, measure, progress_round):
    response = clerk_client.get(url("progress", 2565))

    assert response.context["suggested"] == [date(2022, 9, 30)]


@pytest.mark.parametrize("typed", ["2022-09-30", "๓๐ กันยายน ๒๕๖๕"])
def test_open_goes_to_the_round(clerk_client, measure, typed):
    response = clerk_client.post(url("progress", 2565), {"as_at": typed}, follow=True)

    opened = ProgressRound.objects.get()
    assert opened.as_at == date(2022, 9, 30)
    assert response.redirect_chain[0][0] == url("progress_round", 2565, opened.pk)
    assert messages(response) == []


def test_open_the_same_day_again_leads_to_the_round_that_is_there(clerk_client, measure, progress_round):
    response = clerk_client.post(url("progress", 2565), {"as_at": "31/3/2565"})

    assert response.context["form"].errors == {
        "as_at": ["มีรอบรายงาน ณ วันนี้แล้ว กรุณาบันทึกต่อในรอบเดิม หรือเลือกวันอื่น"]
    }
    page = response.content.decode()
    assert f'href="{url("progress_round", 2565, progress_round.pk)}">ไปที่รอบ' in page
    assert 'value="31/3/2565"' in page
    assert ProgressRound.objects.count() == 1


def test_open_outside_the_fiscal_year_warns(clerk_client, measure):
    response = clerk_client.post(url("progress", 2565), {"as_at": "31/10/2565"}, follow=True)

    assert ProgressRound.objects.get().as_at == date(2022, 10, 31)
    assert messages(response) == ["วันที่ของรอบนี้อยู่นอกปีงบประมาณ 2565 หากไม่ได้ตั้งใจ ให้ลบรอบนี้แล้วเปิดใหม่"]


@pytest.mark.parametrize("typed", ["", "พรุ่งนี้", "31/3/2555"])
def test_open_with_a_bad_day_is_told_at_the_field(clerk_client, measure, typed):
    response = clerk_client.post(url("progress", 2565), {"as_at": typed})

    assert response.context["form"].errors.keys() == {"as_at"}
    assert not ProgressRound.objects.exists()


def test_open_without_measures_is_refused(clerk_client, assessment):
    response = clerk_client.post(url("progress", 2565), {"as_at": "31/3/2565"})

    assert "แผนปี 2565 ยังไม่มีมาตรการ" in response.context["form"].errors["as_at"][0]
    assert not ProgressRound.objects.exists()


def test_a_new_round_asks_for_all_statuses(clerk_client, measure, progress_round):
    response = clerk_client.get(url("progress_round", 2565, progress_round.pk))

    assert response.context["as_form"]


def test_a_round_shows_status_note_and_a_short_result(clerk_client, measure, progress_round):
    ProgressFactory(round=progress_round, measure=measure, note="ดูเว็บไซต์", result="อบรมแล้ว " + "ก" * 300)

    response = clerk_client.get(url("progress_round", 2565, progress_round.pk))

    page = response.content.decode()
    assert not response.context["as_form"]
    assert "อยู่ระหว่างดำเนินการ" in page
    assert "ดูเว็บไซต์" in page
    assert "ก" * 90 in page
    assert "ก" * 300 not in page
    assert url("progress_entry", 2565, progress_round.pk, measure.pk) in page


def test_a_viewer_never_gets_the_form(viewer_client, measure, progress_round):
    response = viewer_client.get(url("progress_round", 2565, progress_round.pk) + "?all")

    assert not response.context["as_form"]
    assert "ยังไม่รายงาน" in response.content.decode()


def test_statuses_are_saved_at_once_and_open_rows_stay_unreported(clerk_client, plan, progress_round):
    first, second, third = MeasureFactory.create_batch(3, plan=plan)
    address = url("progress_round", 2565, progress_round.pk)
    sent = shown(clerk_client, address) | {
        f"m{first.pk}-status": "done", f"m{first.pk}-note": "ครบ", f"m{third.pk}-status": "not_started",
    }  # fmt: skip

    response = clerk_client.post(address, sent, follow=True)

    saved = Progress.objects.order_by("measure__position").values_list("measure", "status", "note")
    assert list(saved) == [(first.pk, "done", "ครบ"), (third.pk, "not_started", "")]
    assert messages(response) == ["บันทึกสถานะ 2 มาตรการแล้ว"]


def test_one_bad_row_saves_none(clerk_client, plan, progress_round):
    first, second = MeasureFactory.create_batch(2, plan=plan)
    sent = {f"m{first.pk}-status": "done", f"m{second.pk}-note": "ลืมเลือกสถานะ"}

    response = clerk_client.post(url("progress_round", 2565, progress_round.pk), sent)

    page = response.content.decode()
    assert "กรุณาเลือกสถานะด้วย จึงจะบันทึกหมายเหตุได้" in page
    assert "ลืมเลือกสถานะ" in page
    assert f'id="id_m{first.pk}-status_2" checked' in page
    assert not Progress.objects.exists()


def test_statuses_sent_twice_are_no_conflict(clerk_client, measure, progress_round):
    address = url("progress_round", 2565, progress_round.pk)
    sent = shown(clerk_client, address) | {f"m{measure.pk}-status": "done"}

    clerk_client.post(address, sent)
    response = clerk_client.post(address, sent)

    assert response.status_code == 302
    assert Progress.objects.get().version == 1


def test_a_row_somebody_else_changed_does_not_disturb_the_others(
    clerk_client, second_clerk_client, plan, progress_round
):
    mine, theirs = MeasureFactory.create_batch(2, plan=plan)
    address = url("progress_round", 2565, progress_round.pk)
    form = shown(clerk_client, address)
    second_clerk_client.post(address, form | {f"m{theirs.pk}-status": "done"})

    response = clerk_client.post(address, form | {f"m{mine.pk}-status": "in_progress"})

    assert response.status_code == 302
    assert dict(Progress.objects.values_list("measure", "status")) == {
        mine.pk: "in_progress",
        theirs.pk: "done",
    }


def test_a_conflict_shows_both_and_going_back_to_the_old_status_is_possible(
    clerk_client, second_clerk_client, measure, progress_round
):
    ProgressFactory(round=progress_round, measure=measure, status=Status.NOT_STARTED)
    address = url("progress_round", 2565, progress_round.pk)
    form = shown(clerk_client, address + "?all")
    name = f"m{measure.pk}-status"
    second_clerk_client.post(address, form | {name: "done"})

    response = clerk_client.post(address, form | {name: "in_progress"})

    assert response.status_code == 409
    rows = {row["label"]: (row["theirs"], row["yours"]) for row in response.context["conflict"]["rows"]}
    assert rows["มาตรการที่ 1 สถานะ"] == ("ดำเนินการเสร็จเรียบร้อยแล้ว", "อยู่ระหว่างดำเนินการ")
    assert Progress.objects.get().status == "done"
    [row] = response.context["forms"]
    again = {bound.html_name: bound.value() or "" for bound in row}
    again |= {
        row[field].html_initial_name: row.data[row[field].html_initial_name] for field in ("status", "note")
    }
    clerk_client.post(address, again | {name: "not_started"})
    assert Progress.objects.get().status == "not_started"


def test_a_complete_round_leads_to_the_memo(clerk_client, measure, progress_round):
    ProgressFactory(round=progress_round, measure=measure)
    address = url("progress_round", 2565, progress_round.pk)

    page = clerk_client.get(address).content.decode()

    assert reverse("reports:document_start", args=["tua-yang", progress_round.pk]) in page
    document = memo_of(progress_round)
    page = clerk_client.get(address).content.decode()
    assert reverse("reports:document", args=["tua-yang", document.pk]) in page
    assert reverse("reports:document_start", args=["tua-yang", progress_round.pk]) not in page


def test_delete_round_asks_first(clerk_client, measure, progress_round):
    ProgressFactory(round=progress_round, measure=measure)
    address = url("progress_round_delete", 2565, progress_round.pk)

    assert "ผลการดำเนินการที่บันทึกไว้ในรอบนี้จะถูกลบทั้งหมด" in clerk_client.get(address).content.decode()
    assert ProgressRound.objects.exists()
    assert clerk_client.post(address).url == url("progress", 2565)
    assert not ProgressRound.objects.exists()


def test_delete_round_with_a_document_is_refused_and_explained(clerk_client, progress_round):
    memo_of(progress_round)
    address = url("progress_round_delete", 2565, progress_round.pk)

    assert "btn-danger" not in clerk_client.get(address).content.decode()
    response = clerk_client.post(address, follow=True)

    assert messages(response) == [
        "ลบรอบนี้ไม่ได้ เพราะมีเอกสารที่ทำจากรอบนี้ หากยังไม่เคยเสนอ กรุณาลบเอกสารก่อน หากเคยเสนอแล้ว ต้องเก็บรอบนี้ไว้"
    ]
    assert ProgressRound.objects.exists()


def test_a_round_names_its_documents_and_asks_for_the_memo_alone(clerk_client, measure, progress_round):
    ProgressFactory(round=progress_round, measure=measure)
    address = url("progress_round", 2565, progress_round.pk)
    start = reverse("reports:document_start", args=["tua-yang", progress_round.pk])
    for kind in (Kind.OUTCOME_REPORT, Kind.TOPIC_REPORT):
        start_document(
            kind=kind, plan=progress_round.plan, progress_round=progress_round, dated=None, by=None
        )

    page = clerk_client.get(address).content.decode()

    assert "เปิดบันทึกข้อความ" not in page
    assert "เปิดสรุปผลการดำเนินการและผลลัพธ์ตามมาตรการ" in page
    assert "เปิดรายงานผลการดำเนินการตาม ๗ ประเด็น" in page or "เปิดรายงานผลการดำเนินการตาม 7 ประเด็น" in page
    assert start in page
    memo_of(progress_round)
    page = clerk_client.get(address).content.decode()
    assert page.count("เปิดบันทึกข้อความ") == 1
    assert start not in page


@pytest.mark.parametrize("removed", ["measure", "round"])
def test_what_was_typed_for_a_removed_entry_is_shown(clerk_client, measure, progress_round, removed):
    address = url("progress_entry", 2565, progress_round.pk, measure.pk)
    sent = {"status": "done", "action_taken": "ประชุมชี้แจง\nแจกคู่มือ", "result": "มีคู่มือ <b>"}
    {"measure": measure, "round": progress_round}[removed].delete()

    response = clerk_client.post(address, sent)

    page = response.content.decode()
    assert response.status_code == 404
    assert "รายการนี้ถูกลบแล้ว" in page
    assert "แจกคู่มือ" in page
    assert "มีคู่มือ &lt;b&gt;" in page
    assert clerk_client.get(address).status_code == 404
