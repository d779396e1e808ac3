"""Rules over the progress round that a document reports."""

from datetime import date
from typing import Any

from itaportal.thai import fiscal_year_start, long_date
from measures.enums import Status
from reports.completeness.parts import Found, Snapshot, measures

_BEGUN = (Status.IN_PROGRESS, Status.DONE)


def progress_missing(snapshot: Snapshot) -> Found:
    for measure, label in measures(snapshot):
        if not measure["progress"]:
            yield (
                f"{label} ยังไม่มีรายงานผล ณ วันที่ {_as_at(snapshot)} กรุณาบันทึกสถานะ",
                ("progress", measure["id"], "status"),
            )


def done_without_evidence(snapshot: Snapshot) -> Found:
    """Seed document 001 ticks two measures as done and tells nowhere how that can be seen; a note counts."""
    for measure, label, progress in _reported(snapshot, (Status.DONE,)):
        if not progress["evidence"] and not progress["note"]:
            yield (
                f"{label} ดำเนินการเสร็จแล้ว แต่ไม่มีหลักฐาน กรุณาแนบภาพ ไฟล์ หรือลิงก์ หรือเขียนในหมายเหตุว่าตรวจสอบได้ที่ใด",
                ("progress", measure["id"], "evidence"),
            )


def result_missing(snapshot: Snapshot) -> Found:
    for measure, label, progress in _reported(snapshot, _BEGUN):
        if not progress["result"]:
            yield (
                f"{label} ไม่มีผลการดำเนินการ กรุณาเขียนว่าทำอะไรเสร็จไปแล้วบ้าง",
                ("progress", measure["id"], "result"),
            )


def outcome_missing(snapshot: Snapshot) -> Found:
    for measure, label, progress in _reported(snapshot, (Status.DONE,)):
        if not progress["outcome"]:
            yield (
                f"{label} ไม่มีผลลัพธ์หรือความสำเร็จ กรุณาเขียนว่าเกิดผลดีอย่างไร",
                ("progress", measure["id"], "outcome"),
            )


def not_started_without_reason(snapshot: Snapshot) -> Found:
    for measure, label, progress in _reported(snapshot, (Status.NOT_STARTED,)):
        if not any(progress[name] for name in ("note", "result", "suggestion")):
            yield (
                f"{label} ยังไม่ดำเนินการ และไม่ได้บอกเหตุผล ควรเขียนเหตุผลหรือกำหนดเวลาในหมายเหตุ",
                ("progress", measure["id"], "note"),
            )


def later_result_missing(snapshot: Snapshot) -> Found:
    if snapshot["later"] is None:
        year = snapshot["plan"]["fiscal_year"]
        yield (
            f"ยังไม่มีผลการประเมินปี {year} จึงเทียบคะแนนก่อนและหลังดำเนินการไม่ได้ หากประกาศแล้ว ควรบันทึกคะแนน",
            ("years",),
        )


def round_before_plan(snapshot: Snapshot) -> Found:
    year = snapshot["plan"]["fiscal_year"]
    if date.fromisoformat(snapshot["round"]["as_at"]) < fiscal_year_start(year):
        yield (
            f"รายงานผล ณ วันที่ {_as_at(snapshot)} อยู่ก่อนปีงบประมาณของแผน {year} กรุณาเปิดรอบรายงานด้วยวันที่ที่ถูกต้อง",
            ("rounds",),
        )


def _reported(
    snapshot: Snapshot, statuses: tuple[Status, ...]
) -> list[tuple[dict[str, Any], str, dict[str, Any]]]:
    """Return the measures with one of the statuses, their labels and their progress."""
    return [
        (measure, label, measure["progress"])
        for measure, label in measures(snapshot)
        if measure["progress"] and measure["progress"]["status"] in statuses
    ]


def _as_at(snapshot: Snapshot) -> str:
    return long_date(date.fromisoformat(snapshot["round"]["as_at"]))
