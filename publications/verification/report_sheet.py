"""The validation report as people read it: on a page and on paper."""

from collections.abc import Iterator
from datetime import datetime

from itaportal.language import in_thai, marked
from publications.sheets import Row, Section, Sheet, moment_words, row, rows_of
from publications.verification.indications import Indication
from publications.verification.report import Report, SignatureReport, tag_of

TITLE = marked("รายงานผลการตรวจลายมือชื่ออิเล็กทรอนิกส์")
_MOST_PRINTED = 60  # signatures; all of them are in the JSON
_VOUCHED = {
    "portal-seal": "เป็นตราอิเล็กทรอนิกส์ของระบบนี้ ซึ่งรู้จักจากตัวใบรับรอง ไม่ใช่จากชื่อ",
    "portal-authority": "ระบบนี้ออกใบรับรองให้ผู้ลงนามจากบัญชีผู้ใช้",
    "trusted-authority": "ผู้ออกใบรับรองอยู่ในรายการที่ระบบนี้เชื่อถือ",
    "": "ไม่มีผู้ใดที่ระบบนี้เชื่อถือรับรองว่าใบรับรองเป็นของผู้ใด",
}
_LEVELS = {
    "B-B": "B-B ไม่มีตราประทับเวลา",
    "B-T": "B-T มีตราประทับเวลา",
    "B-LT": "B-LT มีตราประทับเวลาและข้อมูลการเพิกถอน",
    "B-LTA": "B-LTA มีตราประทับเวลาและข้อมูลสำหรับตรวจสอบระยะยาว",
}


@in_thai()
def report_sheet(report: Report, *, url: str = "") -> Sheet:
    """Return the report's sheet; ``url`` is where the same can be asked again."""
    word, kind = tag_of(report.indication)
    judged_at = moment_words(_moment(report.judged_at))
    sections = [
        Section("ผลตามมาตรฐาน", rows_of(_grounds(report)), word, kind, report.reason),
        Section("ไฟล์ที่ตรวจ", rows_of(_file(report), row("ตรวจเมื่อ", judged_at))),
    ]
    if report.document:
        failed = report.indication == Indication.FAILED
        title = "เอกสารจริงของระบบที่ไฟล์นี้อ้างถึง" if failed else "เอกสารที่เกี่ยวข้อง"
        sections.append(Section(title, rows_of(_document(report))))
    total = len(report.signatures)
    for number, each in enumerate(report.signatures[:_MOST_PRINTED], start=1):
        sections.append(_signature(each, f"ลายมือชื่อที่ {number} จาก {total}"))
    return Sheet(
        title=TITLE,
        subject=report.file_name,
        headline=report.verdict_title,
        text=report.verdict_text,
        tone=report.verdict,
        sections=tuple(sections),
        notes=(
            f"ใช้ถ้อยคำผลการตรวจตามมาตรฐาน {report.standard} TOTAL-PASSED หมายถึงผ่านทุกข้อ INDETERMINATE หมายถึงข้อมูลไม่พอสรุป "
            "TOTAL-FAILED หมายถึงลายมือชื่อใช้ไม่ได้ ความเชื่อถือพิจารณา ณ เวลาที่ลงนาม",
            "รายงานนี้บอกผล ณ เวลาที่ตรวจ และไม่ใช่ลายมือชื่อ ผู้ที่ได้รับรายงานควรตรวจไฟล์ต้นฉบับอีกครั้งกับระบบ",
        ),
        author="ระบบรายงาน ITA",
        mark=f"{TITLE} · ตรวจเมื่อ {judged_at}",
        url=url,
    )


def _grounds(report: Report) -> Iterator[Row]:
    yield from row("ผลรวมของไฟล์", report.indication, is_code=True)
    yield from row("เหตุตามมาตรฐาน", report.sub_indication, is_code=True)
    yield from row("มาตรฐาน", report.standard, is_code=True)


def _file(report: Report) -> Iterator[Row]:
    yield from row("ชื่อไฟล์", report.file_name, is_code=True)
    yield from row("ลายนิ้วมือของไฟล์", "SHA-256", report.sha256, is_code=True)
    yield from row("จำนวนหน้า", f"{report.pages} หน้า" if report.pages else "")


def _document(report: Report) -> Iterator[Row]:
    for label, text in report.document.items():
        yield from row(label, text)
    yield from row("รหัสตรวจสอบ", report.code, is_code=True)


def _signature(found: SignatureReport, title: str) -> Section:
    word, kind = tag_of(found.indication)
    rows = rows_of(
        row("ชื่อที่ระบุในลายมือชื่อ", found.name or found.signer),
        row("ข้อความที่ระบุ", found.stated),
        row("เวลาที่ผู้ลงนามระบุ", moment_words(_moment(found.claimed_at))),
        row("ตราประทับเวลา", _timestamp(found)),
        row("เหตุตามมาตรฐาน", found.sub_indication, is_code=True),
        row("ความครบถ้วนของเนื้อหา", _integrity(found)),
        row("สิ่งที่เปลี่ยนหลังลงนาม", _changes(found)),
        row(
            "ใบรับรอง",
            " ".join(filter(None, (found.signer, found.organisation and f"({found.organisation})"))),
        ),
        row("ออกโดย", found.issuer),
        row("เลขที่ใบรับรอง", found.serial, is_code=True),
        row("ใช้ได้ระหว่าง", _validity(found)),
        row("สายใบรับรอง", _chain(found)),
        row("ความเชื่อถือ", _VOUCHED[found.vouched_by]),
        row("ระดับลายมือชื่อ", _LEVELS.get(found.level, found.level)),
        row("วิธีคำนวณ", " ".join(filter(None, (found.digest, found.mechanism))), is_code=True),
        row("ช่องลงนาม", found.field, is_code=True),
        row("ลายมือชื่อป้องกันไฟล์", "ห้ามเปลี่ยนเนื้อหา นอกจากลงนามในช่องที่เตรียมไว้" if found.certifies else ""),
    )
    return Section(title, rows, word, kind, found.reason)


def _timestamp(found: SignatureReport) -> str:
    if not found.timestamp_at:
        return "ไม่มี จึงรู้เวลาจากนาฬิกาของผู้ลงนามเท่านั้น"
    by = f" โดย {found.timestamp_by}" if found.timestamp_by else ""
    return f"{moment_words(_moment(found.timestamp_at))}{by}"


def _integrity(found: SignatureReport) -> str:
    if not found.intact:
        return "เนื้อหาที่ลงนามไว้ถูกเปลี่ยน"
    return "เนื้อหาตรงกับที่ลงนาม" if found.valid else "เนื้อหาตรงกับค่าที่บันทึก แต่ลายมือชื่อไม่ตรงกับใบรับรอง"


def _changes(found: SignatureReport) -> str:
    if not found.changes_allowed:
        return "มีการแก้ไขที่ไม่อนุญาต หรือตรวจไม่ได้ว่าแก้ไขอะไร"
    return found.changes_after or "ไม่มี"


def _validity(found: SignatureReport) -> str:
    first, last = moment_words(_moment(found.valid_from)), moment_words(_moment(found.valid_until))
    return f"{first} ถึง {last}" if first else ""


def _chain(found: SignatureReport) -> str:
    names = " ← ".join(found.chain)
    return names if found.chain_is_whole or not names else f"{names} (ต่อไปไม่ถึงผู้ที่ระบบนี้เชื่อถือ)"


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
