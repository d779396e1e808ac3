"""The report that analyses a result and sets measures (รายงานการวิเคราะห์ผลการประเมิน), after seed document 000.

Cover, preface, contents and four parts: the trend of up to five years, the year's result, what was found in every
indicator, and the measures that answer it. Tables and lists of the parts: analysis_parts.py; the trend in words:
analysis_trend.py.
"""

from itaportal.sentences import Sentence
from reports import blocks
from reports.blocks import Align, Block, Heading, Paragraph
from reports.kinds import analysis_parts as parts
from reports.kinds import analysis_trend as trend
from reports.kinds.wording import NO_MEASURE, lines, result_link, sentence
from reports.snapshot.model import Snapshot

SUBJECT = (
    "รายงานการวิเคราะห์ผลการประเมินคุณธรรมจริยธรรมและความโปร่งใสในการดำเนินงาน "
    "และกำหนดมาตรการเพื่อขับเคลื่อนการส่งเสริมคุณธรรมจริยธรรมและความโปร่งใส"
)

PREFACE = "คำนำ"

SENTENCES = {
    "preface": Sentence(
        "คำนำ ย่อหน้าที่ 1",
        "รายงานฉบับนี้จัดทำขึ้นเพื่อรายงานผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของ{หน่วยงาน} "
        "ประจำปีงบประมาณ พ.ศ. {ปีผลประเมิน} ตลอดจนวิเคราะห์ผลการประเมินดังกล่าว "
        "เพื่อหาข้อบกพร่องหรือจุดอ่อนที่{หน่วยงาน}จะต้องแก้ไขโดยเร่งด่วน "
        "โดยการกำหนดมาตรการในการขับเคลื่อนการส่งเสริมคุณธรรมจริยธรรมและความโปร่งใส"
        "ภายในหน่วยงานของ{หน่วยงาน}ให้ดียิ่งขึ้น",
    ),
    "preface_hope": Sentence(
        "คำนำ ย่อหน้าที่ 2",
        "ทั้งนี้ {ผู้จัดทำ} หวังเป็นอย่างยิ่งว่ารายงานฉบับนี้จะสามารถยกระดับผลการประเมินคุณธรรมและความโปร่งใส"
        "ในการดำเนินงานของ{หน่วยงาน} ประจำปีงบประมาณ พ.ศ. {ปีแผน} ให้ดียิ่งขึ้นต่อไป",
    ),
    "trend_opening": Sentence(
        "ส่วนที่ 1 ประโยคนำผลคะแนนหลายปี",
        "ตามที่ {หน่วยงาน} ได้เข้าร่วมการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ "
        "(Integrity and Transparency Assessment : ITA) {ช่วงปี} ปรากฏผลคะแนน ดังนี้",
    ),
    "trend_purpose": Sentence(
        "ส่วนที่ 1 ประโยคท้าย (เหตุผลที่วิเคราะห์)",
        "ทั้งนี้ เพื่อเป็นการยกระดับผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของ{หน่วยงาน} "
        "ประจำปีงบประมาณ พ.ศ. {ปีแผน} ให้ดียิ่งขึ้น {ผู้จัดทำ} จึงได้วิเคราะห์ผลการประเมินดังกล่าว "
        "เพื่อหาข้อบกพร่องหรือจุดอ่อนที่{หน่วยงาน}จะต้องแก้ไขโดยเร่งด่วน "
        "และกำหนดมาตรการในการขับเคลื่อนการส่งเสริมคุณธรรมจริยธรรมและความโปร่งใส"
        "ภายในหน่วยงานของ{หน่วยงาน}ต่อไป",
    ),
    "result_opening": Sentence(
        "ส่วนที่ 2 ประโยคนำผลการประเมิน",
        "จากผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของ{หน่วยงาน} "
        "ประจำปีงบประมาณ พ.ศ. {ปีผลประเมิน} พบว่า {ผลรวม} ดังนี้",
    ),
    "findings_opening": Sentence(
        "ส่วนที่ 3 ประโยคนำการวิเคราะห์",
        "จากผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของ{หน่วยงาน} "
        "ประจำปีงบประมาณ พ.ศ. {ปีผลประเมิน} พบว่า{ข้อสังเกต} "
        "จึงได้วิเคราะห์ข้อบกพร่อง จุดอ่อน และประเด็นที่ต้องพัฒนาให้ดียิ่งขึ้น ดังนี้",
    ),
    "measures_opening": Sentence(
        "ส่วนที่ 4 ประโยคนำมาตรการ",
        "เพื่อเป็นการขับเคลื่อนแนวทางการส่งเสริมคุณธรรมและความโปร่งใสในการดำเนินงานของ{หน่วยงาน} "
        "ประจำปีงบประมาณ พ.ศ. {ปีแผน} ให้ดียิ่งขึ้น {ผู้จัดทำ} ได้ร่วมกันพิจารณาผลคะแนนและข้อเสนอแนะเพิ่มเติม"
        "ประกอบรายงานผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ "
        "(Integrity and Transparency Assessment : ITA) ประจำปีงบประมาณ พ.ศ. {ปีผลประเมิน} "
        "มาวิเคราะห์เพื่อจัดทำมาตรการ/แนวทางการส่งเสริมคุณธรรมและความโปร่งใสในการดำเนินงานของ{หน่วยงาน} "
        "ประจำปีงบประมาณ พ.ศ. {ปีแผน} ดังนี้",
    ),
}
PLACEHOLDERS = {
    "ช่วงปี": "ปีที่มีผลคะแนน เช่น ในห้วงระยะเวลา 5 ปี ตั้งแต่ปีงบประมาณ พ.ศ. 2561 – 2565",
    "ผลรวม": "คะแนนรวมและระดับ เช่น มีผลคะแนน 91.10 คะแนน ระดับผลการประเมิน ระดับ A",
    "ข้อสังเกต": "ข้อสังเกตจากคะแนน เช่น บางตัวชี้วัดมีผลคะแนนไม่เป็นไปตามที่คาดหวัง",
}


def values(snapshot: Snapshot) -> dict[str, str]:
    """Return what the kind's own placeholders stand for."""
    return {
        "ช่วงปี": trend.span(trend.scored_years(snapshot)),
        "ผลรวม": trend.total_words(snapshot.assessment),
        "ข้อสังเกต": parts.observation(snapshot.assessment),
    }


def build(snapshot: Snapshot) -> tuple[Block, ...]:
    """Return the report's pieces."""
    headings = _part_headings(snapshot)
    bodies = (_trend(snapshot), _result(snapshot), _findings(snapshot), _measures(snapshot))
    *upright, wide = ((heading, *body) for heading, body in zip(headings, bodies, strict=True))
    return (
        _cover(snapshot),
        *_preface(snapshot),
        _contents(headings, bodies),
        *(piece for part in upright for piece in part),
        blocks.Landscape(wide),
    )


def _cover(snapshot: Snapshot) -> blocks.Cover:
    agency, subject = snapshot.agency, snapshot.letter.subject
    year, plan_year = snapshot.assessment.fiscal_year, snapshot.plan.fiscal_year
    own = subject if subject and subject != SUBJECT else ""
    titles = (
        (own, f"ของ{agency.name}", f"ประจำปีงบประมาณ พ.ศ. {plan_year}")
        if own
        else (
            "รายงาน",
            "การวิเคราะห์ผลการประเมินคุณธรรมจริยธรรม",
            "และความโปร่งใสในการดำเนินงาน",
            f"ของ{agency.name}",
            f"ประจำปีงบประมาณ พ.ศ. {year}",
            "และกำหนดมาตรการเพื่อขับเคลื่อน",
            "การส่งเสริมคุณธรรมจริยธรรม",
            "และความโปร่งใสในการดำเนินงาน",
            f"ของ{agency.name}",
            f"ประจำปีงบประมาณ พ.ศ. {plan_year}",
        )
    )
    return blocks.Cover(titles, agency.name, agency.place, agency.emblem, **result_link(snapshot))


def _preface(snapshot: Snapshot) -> tuple[Block, ...]:
    return (
        Heading((PREFACE,), anchor="preface", new_page=True),
        *_said(snapshot, "preface"),
        *_said(snapshot, "preface_hope"),
        Paragraph("คณะผู้จัดทำ", indent=False, align=Align.END, keep=True),
        Paragraph(snapshot.agency.name, indent=False, align=Align.END),
    )


def _contents(headings: tuple[Heading, ...], bodies: tuple[tuple[Block, ...], ...]) -> blocks.Contents:
    """Return the contents: the preface, every part by its number and whole title, and the lists of issues in it."""
    entries = [blocks.Entry(PREFACE, "preface", numbered=False)]
    for heading, body in zip(headings, bodies, strict=True):
        entries.append(blocks.Entry(_in_one_line(heading), heading.anchor))
        entries += [
            blocks.Entry(" ".join(piece.lines), piece.anchor, level=2)
            for piece in body
            if isinstance(piece, Heading) and piece.anchor
        ]
    return blocks.Contents(tuple(entries))


def _in_one_line(heading: Heading) -> str:
    """Return a part's title; its lines go on as words do, but from the number and before the year or a name."""
    number, *lines = heading.lines
    joined = ""
    for line in lines:
        apart = not joined or line.startswith(("(", "ประจำปี"))
        joined += f" {line}" if apart else line
    return f"{number}{joined}"


def _part_headings(snapshot: Snapshot) -> tuple[Heading, ...]:
    of, of_year = f"ของ{snapshot.agency.name}", f"ประจำปีงบประมาณ พ.ศ. {snapshot.assessment.fiscal_year}"
    titles = (
        (
            "แนวโน้มและทิศทางการประเมินคุณธรรมและความโปร่งใส",
            "ในการดำเนินงานของหน่วยงานภาครัฐ",
            "(Integrity and Transparency Assessment : ITA)",
        ),
        ("ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงาน", of, of_year),
        (
            "ผลการวิเคราะห์ข้อบกพร่อง จุดอ่อน และประเด็นที่ต้องพัฒนา",
            "จากผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงาน",
            of,
            of_year,
        ),
        (
            "แนวทางในการขับเคลื่อนการส่งเสริมคุณธรรมและความโปร่งใส",
            f"ในการดำเนินงาน{of}",
            f"ประจำปีงบประมาณ พ.ศ. {snapshot.plan.fiscal_year}",
        ),
    )
    return tuple(
        Heading((f"ส่วนที่ {number}", *title), anchor=f"part-{number}", new_page=True)
        for number, title in enumerate(titles, start=1)
    )


def _said(snapshot: Snapshot, name: str) -> tuple[Paragraph, ...]:
    """Return one of the kind's sentences as paragraphs."""
    text = sentence(snapshot, name, SENTENCES[name].text, **values(snapshot))
    return tuple(Paragraph(line) for line in lines(text))


def _trend(snapshot: Snapshot) -> tuple[Block, ...]:
    years = trend.scored_years(snapshot)
    purpose = sentence(snapshot, "trend_purpose", SENTENCES["trend_purpose"].text, **values(snapshot))
    told = trend.conclusion(snapshot.agency.name, years, snapshot.assessment)
    first, *rest = lines(f"{told} {purpose}")
    closing = (Paragraph(first), *(Paragraph(line) for line in rest))
    if not years:
        return closing
    return (
        *_said(snapshot, "trend_opening"),
        trend.chart(years, snapshot.assessment.pass_line),
        trend.table(years),
        *closing,
    )


def _result(snapshot: Snapshot) -> tuple[Block, ...]:
    assessment = snapshot.assessment
    return (
        *_said(snapshot, "result_opening"),
        parts.summary_table(assessment),
        *parts.difference_note(assessment),
        Heading(("คะแนนรายตัวชี้วัด เรียงตามอันดับ",), level=3, align=Align.START),
        parts.ranking_table(assessment),
        Heading(("ผลคะแนนตามตัวชี้วัด ปรากฏผลดังนี้",), level=3, align=Align.START),
        parts.score_table(assessment),
        parts.indicator_chart(assessment),
        *parts.changes(assessment),
    )


def _findings(snapshot: Snapshot) -> tuple[Block, ...]:
    assessment = snapshot.assessment
    return (
        *_said(snapshot, "findings_opening"),
        parts.finding_table(assessment),
        *parts.issues(assessment, snapshot.agency.name),
    )


def _measures(snapshot: Snapshot) -> tuple[Block, ...]:
    measures = snapshot.plan.measures
    if not measures:
        return (Paragraph(NO_MEASURE),)
    return (*_said(snapshot, "measures_opening"), parts.measure_table(measures))
