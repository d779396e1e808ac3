"""Rules over the progress round that a document reports."""

from collections.abc import Callable

from itaportal.language import gettext, gettext_lazy
from itaportal.thai.dates import fiscal_year_start, long_date
from measures.enums import Status
from reports.completeness.parts import Faults, MeasureFaults, Snapshot, each_measure
from reports.snapshot.plan import Measure, Progress

_BEGUN = (Status.IN_PROGRESS, Status.DONE)


@each_measure
def progress_missing(measure: Measure, snapshot: Snapshot) -> MeasureFaults:
    if snapshot.as_at and not measure.progress:
        yield (
            gettext("ยังไม่มีรายงานผล ณ วันที่ {as_at} กรุณาบันทึก{value}").format(
                as_at=long_date(snapshot.as_at), value=Progress.title_of("status")
            ),
            "progress.status",
        )


@each_measure
def done_without_evidence(measure: Measure, snapshot: Snapshot) -> MeasureFaults:
    """Seed document 001 ticks two measures as done and tells nowhere how that can be seen; a note counts."""
    told = measure.progress
    if told and told.status == Status.DONE and not (told.evidence or told.note):
        yield (
            gettext(
                "ดำเนินการเสร็จแล้ว แต่ไม่มีหลักฐาน กรุณาแนบภาพ ไฟล์ หรือลิงก์ หรือเขียนใน{value}ว่าตรวจสอบได้ที่ใด"
            ).format(value=Progress.title_of("note")),
            "progress.evidence",
        )


def _missing(field: str, statuses: tuple[Status, ...], advice: str) -> Callable[[Snapshot], Faults]:
    """Return the rule that progress of these statuses tells the field."""

    def look(measure: Measure, snapshot: Snapshot) -> MeasureFaults:
        told = measure.progress
        if told and told.status in statuses and not getattr(told, field):
            yield (
                gettext("ไม่มี{field} {advice}").format(field=Progress.title_of(field), advice=advice),
                f"progress.{field}",
            )

    look.__name__ = f"{field}_missing"
    return each_measure(look)


result_missing = _missing("result", _BEGUN, gettext_lazy("กรุณาเขียนว่าทำอะไรเสร็จไปแล้วบ้าง"))
outcome_missing = _missing("outcome", (Status.DONE,), gettext_lazy("กรุณาเขียนว่าเกิดผลดีอย่างไร"))


@each_measure
def not_started_without_reason(measure: Measure, snapshot: Snapshot) -> MeasureFaults:
    told = measure.progress
    if told and told.status == Status.NOT_STARTED and not (told.note or told.result or told.suggestion):
        yield (
            gettext("ยังไม่ดำเนินการ และไม่ได้บอกเหตุผล ควรเขียนเหตุผลหรือกำหนดเวลาใน{value}").format(
                value=Progress.title_of("note")
            ),
            "progress.note",
        )


def later_result_missing(snapshot: Snapshot) -> Faults:
    if snapshot.later is None:
        year = snapshot.plan.fiscal_year
        yield (
            gettext(
                "ยังไม่มีผลการประเมินปี {year} จึงเทียบคะแนนก่อนและหลังดำเนินการไม่ได้ หากประกาศแล้ว ควรบันทึกคะแนน"
            ).format(year=year),
            ("years",),
        )


def round_before_plan(snapshot: Snapshot) -> Faults:
    year = snapshot.plan.fiscal_year
    if snapshot.as_at and snapshot.as_at < fiscal_year_start(year):
        yield (
            gettext("รายงานผล ณ วันที่ {as_at} อยู่ก่อนปีงบประมาณของแผน {year} กรุณาเปิดรอบรายงานด้วยวันที่ที่ถูกต้อง").format(
                as_at=long_date(snapshot.as_at), year=year
            ),
            ("rounds",),
        )
