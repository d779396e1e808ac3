"""The certificate of completion: who decided, when, by what means and how the portal knew them; from the record alone."""

from collections.abc import Iterator

from django.utils import timezone

from approvals.enums import Move, State
from approvals.models import Decision, Edition, Signatory
from itaportal.language import in_thai
from itaportal.thai.numbers import to_thai_digits
from publications.queries import current_file, found_faulty, later_in_force
from publications.sheets import Row, Section, Sheet, moment_words, row, rows_of
from publications.verification.document_facts import document_facts
from publications.verification.standings import judge_state

TITLE = "หนังสือรับรองการลงนาม"
_OPENED = {True: "เปิดอ่านเอกสารก่อนลงนาม", False: "ลงนามโดยไม่ได้เปิดอ่านเอกสารในระบบ", None: ""}


@in_thai()
def completion_sheet(edition: Edition, *, public: bool, url: str) -> Sheet:
    """Return what is certified of the edition; a ``public`` one leaves out how people proved themselves and from where."""
    standing = judge_state(
        State(edition.state), later=bool(later_in_force(edition)), faulty=found_faulty(edition)
    )
    made_at = moment_words(timezone.now())
    steps = edition.signatories.select_related("decision__signatory")
    steps = steps.prefetch_related("successions__signatory").order_by("position")
    return Sheet(
        title=TITLE,
        subject=to_thai_digits(f"{edition.document.get_kind_display()} ฉบับที่ {edition.number}"),
        headline=standing.title,
        text=standing.text,
        tone=standing.tone.value,
        sections=(
            Section("เอกสาร", rows_of(_document(edition, public=public))),
            *(_step(step, public=public) for step in steps),
        ),
        notes=(
            "ข้อมูลในหนังสือนี้มาจากบันทึกของระบบ ลายมือชื่อที่ใช้ยืนยันอยู่ในไฟล์ PDF ของเอกสาร ตรวจไฟล์ได้ที่หน้าตรวจสอบเอกสาร",
            "แฮชคือค่าที่คำนวณจากไฟล์ ไฟล์ที่ต่างกันแม้เพียงเล็กน้อยจะมีค่าไม่เหมือนกัน",
        ),
        author=edition.document.agency.name,
        mark=f"{TITLE} · ออกเมื่อ {made_at}",
        url=url,
    )


def _document(edition: Edition, *, public: bool) -> Iterator[Row]:
    for label, text in document_facts(edition).items():
        yield from row(label, text)
    yield from row("รหัสตรวจสอบ", edition.code_text, is_code=True)
    if not public:
        yield from row("ผู้เสนอ", edition.submitted_name)
    yield from row("เสนอเมื่อ", moment_words(edition.submitted_at))
    yield from row("เผยแพร่เมื่อ", moment_words(edition.published_at))
    yield from row("แฮชของไฟล์ล่าสุด", "SHA-256", current_file(edition).sha256, is_code=True)


def _step(step: Signatory, *, public: bool) -> Section:
    taken_over = row("การรับช่วง", *(succession.words for succession in step.successions.all()))
    title = f"ลำดับที่ {step.position} {step.heading or step.position_title}"
    decision: Decision | None = getattr(step, "decision", None)
    if decision is None:
        rows = rows_of(row("ผู้ลงนามของลำดับนี้", f"{step.name} {step.position_title}"), taken_over)
        return Section(title, rows, "ยังไม่ลงนาม", "draft")
    rows = rows_of(_decided(decision), taken_over, () if public else _circumstances(decision))
    kind = "returned" if decision.move == Move.RETURN else "approved"
    return Section(title, rows, decision.get_move_display(), kind)


def _decided(decision: Decision) -> Iterator[Row]:
    yield from row("ผู้ลงนาม", decision.name, *decision.title)
    yield from row("ลงนามเมื่อ", moment_words(decision.at))
    yield from row("ความเห็น", decision.opinion)
    yield from row("ลงนามด้วย", decision.get_means_display())
    yield from row("ใบรับรอง", decision.certificate)
    yield from row("ความเชื่อถือของใบรับรอง ณ เวลาที่ลงนาม", decision.trust_line)
    yield from row("ระดับลายมือชื่อ", f"{decision.level} {decision.get_level_display()}")
    yield from row("แฮชของไฟล์ที่ผู้ลงนามเห็น", "SHA-256", decision.seen_sha256, is_code=True)


def _circumstances(decision: Decision) -> Iterator[Row]:
    """Yield how the portal knew who decided; nothing of decisions of before that was kept."""
    yield from row("ยืนยันตัวตนด้วย", decision.get_proof_method_display())
    yield from row("ยืนยันตัวตนเมื่อ", moment_words(decision.proved_at))
    yield from row("ลงนามจาก", decision.get_address_class_display())
    yield from row("การอ่านเอกสาร", _OPENED[decision.opened])
    yield from row("รหัสย่อของการเข้าใช้", decision.session_mark, is_code=True)
