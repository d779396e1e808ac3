"""Bringing files in: kept, compared, confirmed once, undone while nothing was built on them."""

import pytest
from django.core.files.storage import default_storage

from agencies.models import AuditEvent
from exchange.actions import (
    ImportBlocked,
    PreviewOutdated,
    UndoBlocked,
    confirm,
    read_import,
    refused_workbook,
    stages,
    undo,
)
from exchange.enums import Blank, ImportState, Mode
from exchange.exports import delimited as exported
from exchange.exports import workbook
from exchange.models import ImportedRow
from exchange.reading.files import read
from itaportal.editing.modelfields import label_of
from measures.actions import add_link, entry_of, save_measure
from measures.models import Measure
from tests.exchange.books import brought, delimited
from tests.factories.world import entry

SCORES = delimited(("ตัวชี้วัดที่", "คะแนน"), ("4", "79"), ("5", "85.65"), ("I3", "70"))


def test_a_file_is_kept_once_and_compared(scored, scope, clerk):
    first = brought(scope("scores"), SCORES, name="C:\\งาน\\คะแนน.csv", by=clerk)
    second = brought(scope("scores"), SCORES, by=clerk)
    assert (first.name, first.state, first.progress) == ("คะแนน.csv", ImportState.READY, 100)
    assert first.file.name == second.file.name == f"imports/{first.sha256}"
    with default_storage.open(first.file.name) as kept:
        assert kept.read() == SCORES
    assert first.counts == {"new": 1, "changed": 1, "unchanged": 1, "refused": 0}
    first.refresh_from_db()
    assert first.preview.rows[0].fields[0].after == "79.00"


def test_a_file_that_cannot_be_taken_says_why(scored, scope):
    failed = brought(scope("scores"), b"PK\x03\x04 broken")
    assert failed.state == ImportState.FAILED
    assert failed.problem
    failed = brought(scope("scores"), delimited(("ก", "ข"), ("1", "2")))
    assert "ไม่พบตารางคะแนนในไฟล์" in failed.problem
    with pytest.raises(ImportBlocked):
        confirm(started=failed, by=None)


def test_confirm_writes_once_with_audit(scored, scope, clerk):
    started = confirm(started=brought(scope("scores"), SCORES, by=clerk), by=clerk)
    assert started.state == ImportState.DONE
    scored.refresh_from_db()
    assert (scored.version, scored.updated_by) == (2, clerk)
    assert scored.item_scores.get().code == "I3"
    assert [row.version for row in started.imported_rows.all()] == [2]
    actions = list(AuditEvent.objects.order_by("pk").values_list("action", flat=True))
    assert actions[-3:] == ["import.upload", "assessment.save_scores", "import.confirm"]
    with pytest.raises(ImportBlocked, match="ไม่ได้รอยืนยันแล้ว"):
        confirm(started=started, by=clerk)


def test_stop_skip_update(planned, scope):
    rows = (("มาตรการ", "จุดอ่อน"), ("อบรมการใช้ทรัพย์สิน", "ใหม่"), ("เพิ่มช่องทาง", "ก"))
    stopped = brought(scope("measures"), delimited(*rows), mode=Mode.STOP)
    with pytest.raises(ImportBlocked, match="ต่างจากเดิม 1 แถว"):
        confirm(started=stopped, by=None)
    stopped.refresh_from_db()
    assert stopped.state == ImportState.READY
    stages.begin_again(stopped, mode=Mode.SKIP, blank=Blank.KEEP)
    confirm(started=read_import(started=stopped), by=None)
    assert list(planned.measures.values_list("weak_point", flat=True)) == ["", "", "ก"]
    confirm(started=brought(scope("measures"), delimited(*rows), mode=Mode.UPDATE), by=None)
    assert list(planned.measures.values_list("weak_point", flat=True)) == ["", "ใหม่", "ก"]


def test_stop_also_stops_at_refused_rows(scored, scope):
    started = brought(
        scope("scores"), delimited(("ตัวชี้วัดที่", "คะแนน"), ("I3", "70"), ("99", "1")), mode=Mode.STOP
    )
    with pytest.raises(ImportBlocked, match="รับไม่ได้ 1 แถว"):
        confirm(started=started, by=None)
    assert not scored.item_scores.exists()


def test_nothing_to_write_is_no_import(scored, scope):
    with pytest.raises(ImportBlocked, match="ไม่มีแถวใดให้นำเข้า"):
        confirm(started=brought(scope("scores"), delimited(("ตัวชี้วัดที่", "คะแนน"), ("5", "85.65"))), by=None)


def test_other_choices_are_compared_again(planned, scope):
    rows = delimited(("มาตรการ", "ขั้นตอน"), ("อบรมการใช้ทรัพย์สิน", ""))
    started = brought(scope("measures"), rows)
    assert started.counts["unchanged"] == 1
    stages.begin_again(started, mode=Mode.UPDATE, blank=Blank.CLEAR)
    assert read_import(started=started).counts["changed"] == 1


def test_what_changed_after_the_preview_is_shown_again(planned, scope):
    measure = planned.measures.last()
    started = brought(scope("measures"), delimited(("มาตรการ", "จุดอ่อน"), (measure.title, "ใหม่")))
    save_measure(measure=measure, entry=entry(title=measure.title, weak_point="ของผู้อื่น"), version=1, by=None)
    with pytest.raises(PreviewOutdated):
        confirm(started=started, by=None)
    started.refresh_from_db()
    assert started.state == ImportState.READY
    assert [change.before for change in started.preview.rows[0].fields] == ["ของผู้อื่น"]
    assert confirm(started=started, by=None).state == ImportState.DONE


def test_all_or_nothing(planned, scope, monkeypatch):
    from measures.actions import measures as actions

    started = brought(scope("measures"), delimited(("มาตรการ", "จุดอ่อน"), ("หนึ่ง", "ก"), ("สอง", "ข")))
    added, write = [], actions._write

    def fail_at_second(measure, new):
        added.append(new.title)
        if len(added) == 2:
            raise RuntimeError
        write(measure, new)

    monkeypatch.setattr(actions, "_write", fail_at_second)
    with pytest.raises(RuntimeError):
        confirm(started=started, by=None)
    assert added == ["หนึ่ง", "สอง"]
    assert planned.measures.count() == 2
    started.refresh_from_db()
    assert started.state == ImportState.READY


def everything(scope, planned):
    """Import something new and something changed into every table; return the imports."""
    files = {
        "scores": SCORES,
        "findings": delimited(("ที่", "ผลการวิเคราะห์"), ("4", "แก้ไข")),
        "measures": delimited(
            ("มาตรการ", "จุดอ่อน", "ขั้นตอน"), ("อบรมการใช้ทรัพย์สิน", "ใหม่", "1. ก"), ("เพิ่มช่องทาง", "ก", "")
        ),
        "progress": delimited(("ที่", "สถานะ"), ("1", "not_started"), ("2", "done")),
    }
    return [
        confirm(started=brought(scope(table, planned.rounds.get()), data), by=None)
        for table, data in files.items()
    ]


def test_undo_puts_everything_back(planned, scope):
    def stored():
        return {
            table: exported(scope(table, planned.rounds.get()))
            for table in ("scores", "findings", "measures", "progress")
        }

    before = stored()
    imports = everything(scope, planned)
    assert all(after != before[table] for table, after in stored().items())
    for started in imports[::-1]:
        assert undo(started=started, by=None).state == ImportState.UNDONE
    assert stored() == before
    assert AuditEvent.objects.filter(action="import.undo").count() == 4
    with pytest.raises(UndoBlocked, match="หรือเลิกไปแล้ว"):
        undo(started=imports[0], by=None)


def test_undo_is_refused_once_something_was_changed(planned, scope):
    started = everything(scope, planned)[2]
    measure = planned.measures.get(title="เพิ่มช่องทาง")
    save_measure(measure=measure, entry=entry(title="แก้แล้ว"), version=measure.version, by=None)
    with pytest.raises(UndoBlocked, match="มีการแก้ไขหลังนำเข้าแล้ว: แก้แล้ว"):
        undo(started=started, by=None)
    started.refresh_from_db()
    assert started.state == ImportState.DONE
    assert planned.measures.get(title="อบรมการใช้ทรัพย์สิน").weak_point == "ใหม่"


def test_undo_is_refused_once_something_was_built_on_it(planned, scope):
    imports = everything(scope, planned)
    reported = planned.rounds.get().entries.get(measure__title="อบรมการใช้ทรัพย์สิน")
    add_link(entry=reported, url="https://example.go.th/", caption="", event_date=None, by=None)
    with pytest.raises(UndoBlocked, match="มีหลักฐานแนบ"):
        undo(started=imports[3], by=None)
    more = brought(scope("progress", planned.rounds.get()), delimited(("ที่", "สถานะ"), ("3", "done")))
    confirm(started=more, by=None)
    with pytest.raises(UndoBlocked, match="มีผลการดำเนินการ"):
        undo(started=imports[2], by=None)


def test_undo_of_a_year_that_the_import_started(packs, scope, agency):
    started = confirm(started=brought(scope("scores"), SCORES), by=None)
    assert undo(started=started, by=None).state == ImportState.UNDONE
    assert not agency.assessments.exists()
    again = confirm(started=brought(scope("scores"), SCORES), by=None)
    confirm(
        started=brought(scope("findings"), delimited(("ที่", "ผลการวิเคราะห์", "จัดเป็น"), ("5", "ก", "3"))),
        by=None,
    )
    with pytest.raises(UndoBlocked, match="มีผลการวิเคราะห์"):
        undo(started=again, by=None)


def test_undo_tells_of_rows_deleted_meanwhile(planned, scope):
    started = everything(scope, planned)[2]
    Measure.objects.get(title="เพิ่มช่องทาง").delete()
    with pytest.raises(UndoBlocked, match="รายการที่ถูกลบไปแล้ว"):
        undo(started=started, by=None)


def test_refused_rows_go_out_with_reasons_and_come_back(planned, scope):
    rows = (("มาตรการ", "ส่วนราชการ", "จุดอ่อน"), ("ดี", "กองคลัง", "=1+1"), ("ไม่ดี", "กองช่าง", "-"))
    started = brought(scope("measures"), delimited(*rows))
    [sheet] = read(refused_workbook(started), "แก้ไข.xlsx").sheets
    heading, row = (dict(enumerate(values)) for _, values in sheet.rows)
    assert heading[0] == "เหตุผลที่ไม่รับ"
    assert row[0].startswith(f"{label_of(Measure, 'departments')}: ไม่มี “กองช่าง”")
    again = brought(scope("measures"), refused_workbook(started))
    assert again.counts == {"new": 0, "changed": 0, "unchanged": 0, "refused": 1}
    assert again.preview.unknown == ()


def test_refused_steps_go_out_on_their_own_sheet(planned, scope):
    from exchange.engine.layout import of_table
    from exchange.tables import table_of
    from exchange.writing.files import as_xlsx

    main, steps = of_table(table_of(scope("measures")))
    broken = [dict(row) for row in steps.rows]
    broken[1]["text"] = "ก" * 2001
    data = as_xlsx([main, type(steps)(steps.title, steps.columns, tuple(broken))])
    started = brought(scope("measures"), data)
    assert started.counts["refused"] == 1
    names = {sheet.name: sheet for sheet in read(refused_workbook(started), "แก้ไข.xlsx").sheets}
    assert list(names) == ["มาตรการ", "ขั้นตอน"]
    assert "เกินที่รับได้ 2,000" in names["ขั้นตอน"].rows[1][1][0]
    assert "แก้แถวของรายการนี้ในแผ่นอื่น" in names["มาตรการ"].rows[1][1][0]


def test_imports_are_visible_where_the_agency_is(scored, scope, clerk, outsider):
    from exchange.models import Import

    brought(scope("scores"), SCORES)
    assert Import.objects.visible_to(clerk).count() == 1
    assert Import.objects.visible_to(outsider).count() == 0


def test_an_export_of_measures_comes_back_after_a_change(planned, scope):
    data = workbook(scope("measures"))
    measure = planned.measures.first()
    save_measure(measure=measure, entry=entry(title="แก้", steps=()), version=1, by=None)
    confirm(started=brought(scope("measures"), data), by=None)
    assert entry_of(planned.measures.first()) == entry()
    assert ImportedRow.objects.get().before["title"] == "แก้"
