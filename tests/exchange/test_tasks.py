"""Long imports: done by a worker, found again, given up when their process was killed, tried again."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from exchange import tasks
from exchange.actions import ImportBlocked, imports, stages, upload
from exchange.enums import Blank, CountryTableName, ImportState, Mode
from exchange.models import Import
from measures.actions import save_measure
from tests.exchange.books import brought, delimited
from tests.factories.world import entry

SCORES = delimited(("ตัวชี้วัดที่", "คะแนน"), ("4", "79"))
WORKER = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def later(settings, monkeypatch):
    """Tasks wait for a worker; call the fixture to let one work until nothing is left."""
    from django_tasks_db.models import DBTaskResult

    settings.TASKS = WORKER
    monkeypatch.setattr(stages, "LONG_ROWS", 0)

    def work(*, fails: bool = False):
        call_command("db_worker", "--batch", "--interval", "0", "--no-startup-delay", verbosity=0)
        failed = DBTaskResult.objects.filter(status="FAILED")
        assert failed.exists() == fails
        return failed.first()

    return work


def address(started, name=""):
    return reverse(f"exchange:import{name}", args=[started.agency.slug, started.pk])


def uploaded(client, agency, data=SCORES):
    form = {
        "what": "scores-2565",
        "file": SimpleUploadedFile("ยาว.csv", data),
        "mode": "update",
        "blank": "keep",
    }
    page = client.post(reverse("exchange:upload", args=[agency.slug]), form, follow=True)
    return Import.objects.latest("pk"), page.content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_long_file_is_read_and_written_by_the_worker(later, scored, agency, clerk_client):
    started, page = uploaded(clerk_client, agency)
    assert started.state == ImportState.UPLOADED
    assert '<noscript><meta http-equiv="refresh"' in page
    assert "<progress" in page
    assert clerk_client.get(address(started, "_progress")).json() == {
        "working": True, "progress": 0, "label": "รับไฟล์แล้ว 0%",
    }  # fmt: skip
    later()
    page = clerk_client.get(address(started))
    assert "ยืนยันนำเข้า 1 แถว" in page.content.decode()
    confirmed = clerk_client.post(address(started, "_confirm"), {"seen": page.context["seen"]}, follow=True)
    assert "กำลังนำเข้า" in confirmed.content.decode()
    # It can be left and is found again in the list.
    listed = clerk_client.get(reverse("exchange:index", args=[agency.slug])).content.decode()
    assert address(started) in listed
    assert "กำลังนำเข้า" in listed
    later()
    assert not clerk_client.get(address(started, "_progress")).json()["working"]
    assert scored.indicator_scores.get(code="4").score == 79


def broken(*args, **kwargs):
    raise RuntimeError("a bug")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("part", ["reading", "writing"])
def test_a_bug_in_the_worker_gives_the_import_up_at_once(
    later, scored, agency, clerk_client, monkeypatch, part
):
    started, _ = uploaded(clerk_client, agency)
    if part == "reading":
        monkeypatch.setattr(imports, "_compare", broken)
    else:
        later()
        seen = clerk_client.get(address(started)).context["seen"]
        clerk_client.post(address(started, "_confirm"), {"seen": seen})
        monkeypatch.setattr(imports, "record", broken)
    failed = later(fails=True)
    assert "a bug" in failed.traceback
    started.refresh_from_db()
    assert (started.state, started.problem) == (ImportState.FAILED, stages._BROKEN)
    assert not started.imported_rows.exists()
    assert str(scored.indicator_scores.get(code="4").score) == "79.52"
    page = clerk_client.get(address(started)).content.decode()
    assert "เกิดข้อผิดพลาดในระบบ ยังไม่มีข้อมูลใดถูกบันทึก" in page
    assert "ลองใหม่" in page
    assert not clerk_client.get(address(started, "_progress")).json()["working"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("module", "name"), [(imports, "_compare"), (imports, "_book_of")])
def test_a_bug_while_the_person_waits_is_logged_and_told_on_the_page(
    scored, agency, clerk_client, monkeypatch, caplog, module, name
):
    with monkeypatch.context() as patched:
        patched.setattr(module, name, broken)
        started, page = uploaded(clerk_client, agency)
        assert started.state == ImportState.FAILED
        assert "เกิดข้อผิดพลาดในระบบ" in page
        assert "RuntimeError: a bug" in caplog.text
    again = clerk_client.post(address(started, "_again"), follow=True)
    assert "ยืนยันนำเข้า 1 แถว" in again.content.decode()
    with monkeypatch.context() as patched:
        patched.setattr(imports, "record", broken)
        confirmed = clerk_client.post(
            address(started, "_confirm"), {"seen": again.context["seen"]}, follow=True
        )
        assert "เกิดข้อผิดพลาดในระบบ" in confirmed.content.decode()
    assert str(scored.indicator_scores.get(code="4").score) == "79.52"
    started.refresh_from_db()
    started.file.delete(save=False)
    Import.objects.filter(pk=started.pk).update(file="imports/gone")
    lost = clerk_client.post(address(started, "_again"), follow=True)
    assert "เกิดข้อผิดพลาดในระบบ" in lost.content.decode()


def test_many_agencies_are_given_up_the_same_way(packs, monkeypatch):
    data = "รหัสหน่วยงาน,1\nก,80\n".encode()
    started = upload(
        agency=None, table=CountryTableName.KNOWN, fiscal_year=2565, name="ก.csv", data=data, by=None
    )
    monkeypatch.setattr(imports, "_compare", broken)
    with pytest.raises(RuntimeError):
        stages.read_begun(started.pk)
    started.refresh_from_db()
    assert (started.state, started.problem) == (ImportState.FAILED, stages._BROKEN)


def test_a_worker_told_to_stop_at_once_leaves_nothing_working(scored, scope, monkeypatch):
    started = brought(scope("scores"), SCORES)
    Import.objects.filter(pk=started.pk).update(state=ImportState.READING)

    def stopped(*args):
        raise SystemExit

    monkeypatch.setattr(imports, "_compare", stopped)
    with pytest.raises(SystemExit):
        stages.read_begun(started.pk)
    started.refresh_from_db()
    assert (started.state, started.problem) == (ImportState.FAILED, stages._ENDED)


def test_what_cannot_be_handed_to_the_worker_is_given_up(later, scored, agency, clerk_client, monkeypatch):
    monkeypatch.setattr(type(tasks.read_import), "enqueue", broken)
    started, page = uploaded(clerk_client, agency)
    assert "เกิดข้อผิดพลาดในระบบ" in page
    assert started.state == ImportState.FAILED


def test_what_is_long():
    assert stages.is_long_file(b"1,2\n" * 501)
    assert not stages.is_long_file(b"1,2\n" * 500)
    assert stages.is_long_file(b"PK" + bytes(stages.LONG_BYTES))
    assert not stages.is_long_file(b"PK" + b"\n" * 501)


def test_a_task_that_runs_twice_does_nothing_the_second_time(scored, scope, clerk):
    started = brought(scope("scores"), SCORES)
    preview = started.preview_json
    tasks.read_import.enqueue(started.pk)
    started.refresh_from_db()
    assert (started.state, started.preview_json) == (ImportState.READY, preview)
    tasks.apply_import.enqueue(started.pk)  # nobody confirmed it
    assert not started.imported_rows.exists()
    stages.begin_writing(started, clerk)
    with pytest.raises(ImportBlocked):
        stages.begin_writing(started, clerk)
    for _ in range(2):
        tasks.apply_import.enqueue(started.pk)
    started.refresh_from_db()
    assert (started.state, started.by) == (ImportState.DONE, clerk)
    assert started.imported_rows.count() == 1


def test_what_stops_the_worker_waits_to_be_seen(planned, scope, clerk):
    measure = planned.measures.last()
    started = brought(scope("measures"), delimited(("มาตรการ", "จุดอ่อน"), (measure.title, "ใหม่")))
    stages.begin_writing(started, clerk)
    save_measure(measure=measure, entry=entry(title=measure.title, weak_point="ของผู้อื่น"), version=1, by=None)
    tasks.apply_import.enqueue(started.pk)
    started.refresh_from_db()
    assert (started.state, started.problem) == (ImportState.READY, stages.OUTDATED)
    assert started.preview.rows[0].fields[0].before == "ของผู้อื่น"
    nothing = brought(scope("scores"), delimited(("ตัวชี้วัดที่", "คะแนน"), ("5", "85.65")))
    stages.begin_writing(nothing, clerk)
    tasks.apply_import.enqueue(nothing.pk)
    nothing.refresh_from_db()
    assert (nothing.state, nothing.problem) == (ImportState.READY, "ไม่มีแถวใดให้นำเข้า")


def test_what_the_file_was_compared_with_is_gone(scored, scope, clerk):
    started = brought(scope("findings"), delimited(("ที่", "ผลการวิเคราะห์", "จัดเป็น"), ("4", "ก", "1")))
    stages.begin_writing(started, clerk)
    scored.delete()
    tasks.apply_import.enqueue(started.pk)
    started.refresh_from_db()
    assert started.state == ImportState.READY
    assert "ยังไม่มีคะแนนปี 2565" in started.problem


@pytest.mark.parametrize("state", [ImportState.UPLOADED, ImportState.READING, ImportState.IMPORTING])
def test_what_a_killed_process_left_is_given_up_and_tried_again(scored, scope, clerk_client, state, capsys):
    started = brought(scope("scores"), SCORES)
    Import.objects.filter(pk=started.pk).update(state=state)
    call_command("reap_imports")
    started.refresh_from_db()
    assert started.state == state  # it may still be at work
    again = clerk_client.post(address(started, "_again"), {"mode": "update", "blank": "keep"}, follow=True)
    assert "กำลังทำงานอยู่" in again.content.decode()
    Import.objects.filter(pk=started.pk).update(at=timezone.now() - stages.PATIENCE - timedelta(seconds=1))
    # The page says so before anybody has cleaned up.
    page = clerk_client.get(address(started)).content.decode()
    assert "หยุดกลางคัน" in page
    assert "ลองใหม่" in page
    call_command("reap_imports")
    started.refresh_from_db()
    assert started.state == ImportState.FAILED
    assert "ยังไม่มีข้อมูลใดถูกบันทึก" in started.problem
    again = clerk_client.post(address(started, "_again"), follow=True)
    assert "ยืนยันนำเข้า 1 แถว" in again.content.decode()


def test_before_a_worker_starts_nothing_can_be_at_work(scored, scope):
    started = brought(scope("scores"), SCORES)
    Import.objects.filter(pk=started.pk).update(state=ImportState.READING)
    call_command("reap_imports", "--all")
    started.refresh_from_db()
    assert started.state == ImportState.FAILED


def test_an_import_that_was_done_is_not_read_again(scored, scope, clerk):
    started = brought(scope("scores"), SCORES)
    stages.begin_writing(started, clerk)
    stages.write_begun(started.pk)
    started.refresh_from_db()
    with pytest.raises(ImportBlocked):
        stages.begin_again(started, mode=Mode.UPDATE, blank=Blank.KEEP)
    assert stages.reap(everything=True) == 0


def test_a_new_upload_waits_to_be_read(scored, agency):
    started = upload(agency=agency, table="scores", fiscal_year=2565, name="a.csv", data=SCORES, by=None)
    assert stages.is_working(started)
    tasks.read_import.enqueue(started.pk)
    started.refresh_from_db()
    assert not stages.is_working(started)
