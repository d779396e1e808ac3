"""A plan's measures beside what every round reported on them: the wide table that clerks keep in Excel.

A row is a measure, not a step: status and evidence are reported on measures, so filtering and counting rows counts
measures, and a round added later adds columns without moving rows. The steps stand numbered in one cell.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import Count

from exchange.engine.columns import CellKind, Column
from exchange.engine.layout import Layout, of_list
from exchange.tables.measure_columns import STEPS
from exchange.tables.model_columns import model_column
from itaportal.language import in_thai
from itaportal.thai.dates import numeric_date
from measures.models import Measure, Plan, Progress, ProgressRound, Step
from measures.queries.plans import MeasureCard, measure_cards, measures_of

NOT_REPORTED = "ยังไม่รายงาน"
KEPT = 2  # columns that tell which measure a row is
_MEASURE = (
    Column("number", "ลำดับ", CellKind.INTEGER, width=8),
    Column("title", "มาตรการ / โครงการ / กิจกรรม", CellKind.TEXT, width=36),
    Column("answers", "ตัวชี้วัด / ประเด็น / ข้อคำถาม", CellKind.TEXT, width=28),
    Column("weak_point", "ข้อบกพร่อง / จุดอ่อน หรือผลการวิเคราะห์ตัวชี้วัด", CellKind.TEXT, width=44),
    model_column(Measure, "activities", width=28),
    model_column(Step, "text", key="steps", width=44),
    Column("responsible", "ผู้รับผิดชอบ", CellKind.TEXT, width=22),
    Column("period", "ระยะเวลาดำเนินการ", CellKind.LINE, width=18),
    model_column(Measure, "budget"),
    model_column(Measure, "follow_up", width=28),
)
_IN_A_ROUND = (
    model_column(Progress, "status", kind=CellKind.LINE, width=24),
    *(model_column(Progress, name, width=36) for name in ("action_taken", "result")),
    model_column(Progress, "note", width=24),
    Column("pieces", "หลักฐาน (ชิ้น)", CellKind.INTEGER, width=28),
)
_LATEST = {"outcome": 36, "suggestion": 30}


def _latest(name: str, width: int) -> Column:
    column = model_column(Progress, name, width=width)
    return replace(column, heading=f"{column.heading} (ล่าสุดที่บันทึก)")


_IN_THE_END = (
    Column("last_status", "สถานะล่าสุด", CellKind.LINE, width=24),
    Column("last_day", "รายงานล่าสุด ณ วันที่", CellKind.DATE, width=20),
    *(_latest(name, width) for name, width in _LATEST.items()),
)


@in_thai()
def matrix_list(plan: Plan) -> Layout:
    """Return the plan's measures with their progress in every round; six queries."""
    rounds = list(plan.rounds.all())
    above = (
        f"มาตรการและผลการดำเนินการ แผนปีงบประมาณ พ.ศ. {plan.fiscal_year} {plan.agency.name}",
        f"จัดทำจากผลการประเมินปี {plan.assessment.fiscal_year} หนึ่งแถวต่อหนึ่งมาตรการ",
    )
    title = f"มาตรการและผล {plan.fiscal_year}"
    return of_list(title, columns(rounds), rows(plan, rounds), above=above, kept=KEPT)


def columns(rounds: Sequence[ProgressRound]) -> tuple[Column, ...]:
    """Return the columns: a group for each round, whose headings name its day and so differ from round to round."""
    groups = (
        Column(
            _key(each, column), f"รอบ {numeric_date(each.as_at)}: {column.heading}", column.kind, width=column.width
        )
        for each in rounds
        for column in _IN_A_ROUND
    )  # fmt: skip
    return (*_MEASURE, *groups, *_IN_THE_END)


def rows(plan: Plan, rounds: Sequence[ProgressRound]) -> Iterator[dict[str, Any]]:
    """Yield one row for each measure in the plan's order; five queries whatever the number of measures and rounds."""
    findings = dict(plan.assessment.findings.values_list("code", "text"))
    entries = _entries(plan)
    cards = measure_cards(measures_of(plan), plan.assessment.criteria)
    for number, card in enumerate(cards, start=1):
        reported = entries.get(card.measure.pk, {})
        yield {
            "number": number,
            **_plan_cells(card, findings),
            **_in_rounds(rounds, reported),
            **_in_the_end([(each, reported[each.pk]) for each in rounds if each.pk in reported]),
        }


def _key(progress_round: ProgressRound, column: Column) -> str:
    return f"{column.key}_{progress_round.pk}"


def _entries(plan: Plan) -> dict[int, dict[int, Progress]]:
    """Return measure → round → entry with its pieces of evidence counted."""
    found: dict[int, dict[int, Progress]] = {}
    for entry in Progress.objects.filter(round__plan=plan).annotate(pieces=Count("evidence")):
        found.setdefault(entry.measure_id, {})[entry.round_id] = entry
    return found


def _plan_cells(card: MeasureCard, findings: dict[str, str]) -> dict[str, Any]:
    measure = card.measure
    answers = [
        *(f"ตัวชี้วัดที่ {each.code} {each.name}" for each in card.indicators),
        *(f"ประเด็นที่ {each.number} {each.name}" for each in card.topics),
        *([f"ข้อ {', '.join(measure.item_codes)}"] if measure.item_codes else []),
    ]
    # Most plans answer the findings and name no weak point of their own.
    found = (
        f"ตัวชี้วัดที่ {each.code}: {findings[each.code]}" for each in card.indicators if findings.get(each.code)
    )
    return {
        "answers": "\n".join(answers),
        "weak_point": measure.weak_point or "\n".join(found),
        "title": measure.title,
        "activities": measure.activities,
        "steps": STEPS.describe(measure.steps.all()),
        "responsible": measure.responsible,
        "period": measure.period,
        "budget": measure.budget,
        "follow_up": measure.follow_up,
    }


def _in_rounds(rounds: Sequence[ProgressRound], reported: dict[int, Progress]) -> dict[str, Any]:
    """Return the cells of every round; without an entry only that there is none, as nothing is known of the rest."""
    cells: dict[str, Any] = {}
    for each in rounds:
        entry = reported.get(each.pk)
        for column in _IN_A_ROUND:
            value = getattr(entry, column.key) if entry else None
            if column.key == "status":
                value = entry.get_status_display() if entry else NOT_REPORTED
            cells[_key(each, column)] = value
    return cells


def _in_the_end(reported: Sequence[tuple[ProgressRound, Progress]]) -> dict[str, Any]:
    """Return where the measure stands by its latest entry.

    A later round often leaves outcome and suggestion empty because nothing is to be added, so the last written one
    of each is told.
    """
    last_round, last = reported[-1] if reported else (None, None)
    return {
        "last_status": last.get_status_display() if last else NOT_REPORTED,
        "last_day": last_round.as_at if last_round else None,
        **{
            name: next((text for _, entry in reversed(reported) if (text := getattr(entry, name))), "")
            for name in _LATEST
        },
    }
