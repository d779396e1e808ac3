"""Rules over the result: total, level, scores and what the agency makes of them."""

import re

from assessments.enums import Band, WeaknessClass
from assessments.weakness import classify, needs_reason
from criteria.enums import Confidence
from itaportal.language import gettext
from reports.completeness.parts import Faults, Snapshot
from reports.snapshot.result import Finding

_CALLS_TO_MEND = re.compile("(?:ควร|ต้อง)(?:เร่ง)?(?:ปรับปรุง|แก้ไข)")


def total_missing(snapshot: Snapshot) -> Faults:
    if not snapshot.assessment.total:
        year = snapshot.assessment.fiscal_year
        yield (
            gettext("ยังไม่มีคะแนนรวมของปี {year} กรุณากรอกตามที่ ITAS ประกาศ").format(year=year),
            ("scores", "printed_total"),
        )


def total_against_indicators(snapshot: Snapshot) -> Faults:
    """Seed document 002 prints 90.1 where its own indicators come to 83.69."""
    result = snapshot.assessment
    if result.differs and not result.explanation:
        backed = Confidence(snapshot.criteria.weights_confidence).is_backed
        doubt = "" if backed else gettext(" (น้ำหนักคะแนนของปีนี้ยังไม่ยืนยันจากคู่มือ)")
        yield (
            gettext(
                "คะแนนรวมปี {fiscal_year} ที่บันทึกไว้ {total} ไม่ตรงกับ {computed_total} ที่คำนวณจากตัวชี้วัด{doubt} กรุณาตรวจคะแนนกับ ITAS หรือเขียนคำอธิบาย"
            ).format(
                fiscal_year=result.fiscal_year,
                total=result.total,
                computed_total=result.computed_total,
                doubt=doubt,
            ),
            ("scores", "explanation"),
        )


def level_missing(snapshot: Snapshot) -> Faults:
    if not snapshot.assessment.level:
        year = snapshot.assessment.fiscal_year
        yield (
            gettext("ยังไม่มีระดับผลการประเมินปี {year} กรุณาเลือกตามที่ ITAS ประกาศ").format(year=year),
            ("scores", "printed_level"),
        )


def level_against_rules(snapshot: Snapshot) -> Faults:
    """The level by rule is that of the stored total, with the instruments' means where the year asks for them."""
    result, by_rule = snapshot.assessment, snapshot.criteria.level
    if result.level and by_rule and result.level != by_rule and not result.explanation:
        yield (
            gettext(
                "ระดับที่บันทึกไว้ “{level}” ไม่ตรงกับเกณฑ์ปี {fiscal_year} ซึ่งคะแนน {total} อยู่ในระดับ “{by_rule}” กรุณาตรวจกับ ITAS หรือเขียนคำอธิบาย"
            ).format(level=result.level, fiscal_year=result.fiscal_year, total=result.total, by_rule=by_rule),
            ("scores", "printed_level"),
        )


def scores_missing(snapshot: Snapshot) -> Faults:
    missing = [entry.code for entry in snapshot.assessment.indicators.values() if not entry.score]
    if missing:
        year = snapshot.assessment.fiscal_year
        yield (
            gettext("ยังไม่มีคะแนนของตัวชี้วัดที่ {items} ปี {year} กรุณากรอกให้ครบ").format(
                items=", ".join(missing), year=year
            ),
            ("scores", f"score_{missing[0]}"),
        )


def finding_missing(snapshot: Snapshot) -> Faults:
    for entry in snapshot.assessment.indicators.values():
        if entry.score and not (entry.finding and entry.finding.text):
            yield (
                gettext("{title} ยังไม่มี{value} กรุณาเขียนผลการวิเคราะห์").format(
                    title=entry.title, value=Finding.title_of("text")
                ),
                ("finding", entry.code, "text"),
            )


def class_without_reason(snapshot: Snapshot) -> Faults:
    """Seed document 000 puts indicators with a good score among those to mend urgently and does not say why."""
    for entry in snapshot.assessment.indicators.values():
        finding = entry.finding
        if not finding or not entry.band or finding.class_reason:
            continue
        chosen, proposed = WeaknessClass(finding.weakness_class), classify(Band(entry.band))
        if needs_reason(chosen, proposed):
            yield (
                gettext(
                    "{title} {value} “{label}” แต่คะแนน {score} เข้าเกณฑ์ “{label2}” กรุณาเขียน{value2}"
                ).format(
                    title=entry.title,
                    value=Finding.title_of("weakness_class"),
                    label=chosen.label,
                    score=entry.score,
                    label2=proposed.label,
                    value2=Finding.title_of("class_reason"),
                ),
                ("finding", entry.code, "class_reason"),
            )


def text_against_class(snapshot: Snapshot) -> Faults:
    """What is to be kept up is not told to be mended, as drafts of earlier editions of the portal told it."""
    for entry in snapshot.assessment.indicators.values():
        if entry.weakness_class != WeaknessClass.MAINTAIN or not entry.finding:
            continue
        if called := _CALLS_TO_MEND.search(entry.finding.text):
            yield (
                gettext(
                    "{title} {value} “{label}” แต่{value2}เขียนว่า “{called}” กรุณาแก้ข้อความ หรือจัดเป็นกลุ่มอื่น"
                ).format(
                    title=entry.title,
                    value=Finding.title_of("weakness_class"),
                    label=WeaknessClass.MAINTAIN.label,
                    value2=Finding.title_of("text"),
                    called=called[0],
                ),
                ("finding", entry.code, "text"),
            )


def weak_point_without_measure(snapshot: Snapshot) -> Faults:
    for entry in snapshot.assessment.indicators.values():
        urgent = entry.weakness_class == WeaknessClass.URGENT
        if urgent and entry.code not in snapshot.plan.answered:
            yield (
                gettext(
                    "{title} เป็นจุดอ่อนเร่งด่วน แต่ยังไม่มีมาตรการ กรุณาเพิ่มมาตรการ หรือเลือกตัวชี้วัดนี้ในมาตรการที่มีอยู่"
                ).format(title=entry.title),
                ("measure_new", entry.code),
            )
