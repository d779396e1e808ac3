"""Rules over the progress round that a document reports."""

from collections.abc import Callable

from itaportal.thai import fiscal_year_start, long_date
from measures.enums import Status
from reports.completeness.parts import Found, Snapshot, measures
from reports.snapshot.plan import Progress

_BEGUN = (Status.IN_PROGRESS, Status.DONE)


def progress_missing(snapshot: Snapshot) -> Found:
    for measure, label in measures(snapshot):
        if not measure.progress:
            yield (
                f"{label} ยังไม่มีรายงานผล ณ วันที่ {long_date(snapshot.as_at)} กรุณาบันทึก{Progress.title_of('status')}",
                ("progress", measure.id, "status"),
            )


def done_without_evidence(snapshot: Snapshot) -> Found:
    """Seed document 001 ticks two measures as done and tells nowhere how that can be seen; a note counts."""
    for measure, label in measures(snapshot, Status.DONE):
        if not measure.progress.evidence and not measure.progress.note:
            yield (
                f"{label} ดำเนินการเสร็จแล้ว แต่ไม่มีหลักฐาน กรุณาแนบภาพ ไฟล์ หรือลิงก์ "
                f"หรือเขียนใน{Progress.title_of('note')}ว่าตรวจสอบได้ที่ใด",
                ("progress", measure.id, "evidence"),
            )


def _missing(field: str, statuses: tuple[Status, ...], advice: str) -> Callable[[Snapshot], Found]:
    """Return the rule that progress of these statuses tells the field."""

    def check(snapshot: Snapshot) -> Found:
        for measure, label in measures(snapshot, *statuses):
            if not getattr(measure.progress, field):
                yield f"{label} ไม่มี{Progress.title_of(field)} {advice}", ("progress", measure.id, field)

    check.__name__ = f"{field}_missing"
    return check


result_missing = _missing("result", _BEGUN, "กรุณาเขียนว่าทำอะไรเสร็จไปแล้วบ้าง")
outcome_missing = _missing("outcome", (Status.DONE,), "กรุณาเขียนว่าเกิดผลดีอย่างไร")


def not_started_without_reason(snapshot: Snapshot) -> Found:
    for measure, label in measures(snapshot, Status.NOT_STARTED):
        told = measure.progress
        if not (told.note or told.result or told.suggestion):
            yield (
                f"{label} ยังไม่ดำเนินการ และไม่ได้บอกเหตุผล ควรเขียนเหตุผลหรือกำหนดเวลาใน{Progress.title_of('note')}",
                ("progress", measure.id, "note"),
            )


def later_result_missing(snapshot: Snapshot) -> Found:
    if snapshot.later is None:
        year = snapshot.plan.fiscal_year
        yield (
            f"ยังไม่มีผลการประเมินปี {year} จึงเทียบคะแนนก่อนและหลังดำเนินการไม่ได้ หากประกาศแล้ว ควรบันทึกคะแนน",
            ("years",),
        )


def round_before_plan(snapshot: Snapshot) -> Found:
    year = snapshot.plan.fiscal_year
    if snapshot.as_at < fiscal_year_start(year):
        yield (
            f"รายงานผล ณ วันที่ {long_date(snapshot.as_at)} อยู่ก่อนปีงบประมาณของแผน {year} "
            "กรุณาเปิดรอบรายงานด้วยวันที่ที่ถูกต้อง",
            ("rounds",),
        )
