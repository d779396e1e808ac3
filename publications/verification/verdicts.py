"""What is said about a file somebody checks: one plain verdict; pure."""

from approvals.enums import State
from approvals.signing.agreement import is_vouched_for
from approvals.signing.verdict import FileVerdict
from itaportal.language import gettext, gettext_lazy
from publications.verification.answers import ASK, Checked, Match, Origin, Tone, Verdict
from publications.verification.strangers import judge_unknown

PENDING = gettext_lazy("อยู่ระหว่างพิจารณา ยังไม่อนุมัติ")
_ENDED = {
    State.RETURNED: gettext_lazy("ถูกส่งกลับให้แก้ไข"),
    State.WITHDRAWN: gettext_lazy("ผู้เสนอถอนคืนแล้ว"),
    State.CANCELLED: gettext_lazy("ถูกยกเลิกแล้ว"),
}


def judge_file(checked: Checked) -> Verdict:
    """Return the one verdict on a file: it is good where its hash, the record and every signature agree."""
    if checked.match and checked.match.origin == Origin.COPY:
        return _judge_copy(checked, checked.match)
    if checked.match:
        return _judge_matched(checked, checked.match)
    return _judge_stranger(checked)


def _judge_matched(checked: Checked, match: Match) -> Verdict:
    """Judge a file that is one of the portal's as far as the record goes."""
    if not checked.agrees:
        return _disagreement(checked.file)
    verdict = _judge_known(match)
    if verdict.tone == Tone.GOOD and not (checked.file and is_vouched_for(checked.file)):
        return Verdict(
            Tone.CAUTION,
            gettext("ตรงกับฉบับที่อนุมัติ แต่ยืนยันผู้ลงนามได้ไม่ครบ"),
            gettext(
                "ไฟล์นี้ตรงกับไฟล์ที่ระบบเก็บไว้ ไม่มีส่วนใดถูกแก้ไข และลงนามครบทุกลำดับ "
                "แต่ผู้ลงนามบางรายใช้ใบรับรองที่ไม่มีผู้ใดที่ระบบเชื่อถือรับรองว่าเป็นของผู้ใด กรุณาดูรายการลายมือชื่อด้านล่าง"
            ),
        )
    return verdict


def _disagreement(file: FileVerdict | None) -> Verdict:
    if file is None or not file.readable:
        return Verdict(
            Tone.BAD,
            gettext("ตรวจลายมือชื่อในไฟล์นี้ไม่ได้ อย่าเพิ่งใช้ไฟล์นี้"),
            gettext("ระบบมีบันทึกของไฟล์นี้ แต่อ่านลายมือชื่อในไฟล์ไม่ได้ กรุณาตรวจอีกครั้งภายหลัง หากยังไม่ได้ กรุณาแจ้งผู้ดูแลระบบ"),
        )
    return Verdict(
        Tone.BAD,
        gettext("ลายมือชื่อในไฟล์ไม่ตรงกับบันทึกของระบบ อย่าใช้ไฟล์นี้"),
        gettext(
            "ระบบมีบันทึกของไฟล์นี้ แต่ลายมือชื่อในไฟล์เสีย หรือไม่ใช่ลายมือชื่อที่ลงไว้ในระบบ "
            "ไฟล์หรือบันทึกอาจถูกเปลี่ยน กรุณาแจ้งหน่วยงานที่ออกเอกสารและผู้ดูแลระบบ"
        ),
    )


def _judge_stranger(checked: Checked) -> Verdict:
    """Judge a file that is not one of the portal's."""
    if not checked.is_pdf:
        return Verdict(
            Tone.CAUTION,
            gettext("ไฟล์นี้ไม่ใช่ไฟล์ PDF จึงตรวจไม่ได้"),
            gettext("ระบบตรวจได้เฉพาะไฟล์ PDF กรุณาเลือกไฟล์ PDF หรือตรวจด้วยรหัสตรวจสอบแทน"),
        )
    if checked.beginning:
        return _judge_extended(checked, checked.beginning)
    if checked.file is None or not checked.file.readable:
        return Verdict(
            Tone.CAUTION, gettext("อ่านไฟล์นี้ไม่ได้ จึงตรวจไม่ได้"), checked.file.problem if checked.file else ASK
        )
    return judge_unknown(checked.file, names_ours=checked.names_ours)


def _judge_known(match: Match) -> Verdict:
    if match.origin == Origin.DRAFT:
        return Verdict(
            Tone.CAUTION,
            gettext("เป็นร่าง ยังไม่ได้เสนอ"),
            gettext("ไฟล์นี้มาจากระบบจริง แต่เป็นร่างที่ยังไม่มีผู้ใดลงนาม จึงใช้อ้างอิงไม่ได้"),
        )
    if match.state in _ENDED:
        said = _ENDED[match.state]
        return Verdict(
            Tone.BAD,
            gettext("เอกสารฉบับนี้{said}").format(said=said),
            gettext("ไฟล์นี้เป็นไฟล์ที่ระบบออกจริง ไม่ถูกแก้ไข แต่เอกสาร{said} จึงใช้อ้างอิงไม่ได้").format(said=said),
        )
    if match.state == State.SUBMITTED:
        text = gettext("ไฟล์นี้เป็นไฟล์ที่ระบบออกจริง ไม่ถูกแก้ไข แต่ยังลงนามไม่ครบทุกลำดับ จึงยังใช้อ้างอิงไม่ได้")
        return Verdict(Tone.CAUTION, PENDING, text)
    return _judge_in_force(match)


def _judge_in_force(match: Match) -> Verdict:
    if not match.complete:
        return Verdict(
            Tone.CAUTION,
            gettext("เป็นไฟล์ก่อนลงนามครบ"),
            gettext("เอกสารฉบับนี้อนุมัติแล้ว แต่ไฟล์นี้บันทึกไว้ก่อนที่จะลงนามครบทุกลำดับ จึงขาดลายมือชื่อบางลำดับ {ask}").format(
                ask=ASK
            ),
        )
    if match.later:
        return Verdict(
            Tone.CAUTION,
            gettext("ถูกต้อง แต่มีฉบับใหม่กว่า"),
            gettext("ไฟล์นี้ตรงกับฉบับที่เคยอนุมัติ ไม่ถูกแก้ไข แต่หน่วยงานอนุมัติฉบับใหม่กว่าแล้ว กรุณาใช้ฉบับใหม่"),
        )
    return Verdict(
        Tone.GOOD,
        gettext("ถูกต้อง ตรงกับฉบับที่อนุมัติ"),
        gettext("ไฟล์นี้ตรงกับไฟล์ที่ระบบเก็บไว้ทุกประการ ไม่มีส่วนใดถูกแก้ไข และลงนามครบทุกลำดับ"),
    )


def _judge_copy(checked: Checked, match: Match) -> Verdict:
    """Judge what an agency attached: nobody but its clerk says that it is the paper, so it is never good."""
    inside = (
        _judge_stranger(checked) if checked.beginning or (checked.file and checked.file.signatures) else None
    )
    same = gettext("ไฟล์นี้ตรงกับไฟล์ที่ {attached}").format(
        attached=match.attached or gettext("หน่วยงานแนบไว้เป็นฉบับลงนามด้วยมือ")
    )
    if inside and inside.tone == Tone.BAD:
        return Verdict(
            Tone.BAD,
            inside.title,
            gettext("{text} {same} แต่การแนบไว้ไม่ได้ทำให้ไฟล์ใช้ได้").format(text=inside.text, same=same),
        )
    if match.state in _ENDED:
        said = _ENDED[match.state]
        return Verdict(
            Tone.BAD,
            gettext("เอกสารฉบับนี้{said}").format(said=said),
            gettext("{same} แต่เอกสาร{said} จึงใช้อ้างอิงไม่ได้").format(same=same, said=said),
        )
    told = gettext("{same} ระบบไม่ได้ตรวจเนื้อหาและลายมือชื่อในไฟล์นี้").format(same=same)
    if inside:
        told += gettext(" ในไฟล์มีลายมือชื่ออิเล็กทรอนิกส์ ผลการตรวจคือ {title}").format(title=inside.title)
    return _judge_copy_in_force(match, told)


def _judge_copy_in_force(match: Match, told: str) -> Verdict:
    if match.state == State.SUBMITTED:
        return Verdict(
            Tone.CAUTION,
            PENDING,
            gettext("{told} และเอกสารยังลงนามไม่ครบทุกลำดับ จึงยังใช้อ้างอิงไม่ได้").format(told=told),
        )
    if match.later:
        text = gettext("{told} และหน่วยงานอนุมัติฉบับใหม่กว่าแล้ว กรุณาใช้ฉบับใหม่").format(told=told)
        return Verdict(Tone.CAUTION, gettext("เป็นไฟล์ที่หน่วยงานแนบไว้ และมีฉบับใหม่กว่า"), text)
    return Verdict(
        Tone.CAUTION,
        gettext("เป็นไฟล์ที่หน่วยงานแนบไว้ ระบบไม่ได้รับรองเนื้อหา"),
        gettext("{told} ฉบับที่ระบบรับรองคือไฟล์ PDF ที่ลงนามในระบบ กรุณาเทียบกับเอกสารด้านล่าง").format(told=told),
    )


def _judge_extended(checked: Checked, beginning: Match) -> Verdict:
    """Judge a file that is one of ours with something behind it."""
    file = checked.file
    if file is None or not file.readable or file.altered:
        return Verdict(
            Tone.BAD,
            gettext("ถูกแก้ไขหลังลงนาม อย่าใช้ไฟล์นี้"),
            gettext("ไฟล์นี้เริ่มจากเอกสารจริงของระบบ แต่มีผู้เพิ่มหรือเปลี่ยนเนื้อหาภายหลัง เช่น เพิ่มหน้าหรือข้อความ {ask}").format(
                ask=ASK
            ),
        )
    if len(file.signatures) > beginning.signatures:
        return Verdict(
            Tone.BAD,
            gettext("มีลายมือชื่อที่ระบบไม่ได้บันทึก อย่าใช้ไฟล์นี้"),
            gettext(
                "ไฟล์นี้เริ่มจากเอกสารจริงของระบบ แต่มีผู้ลงนามเพิ่มนอกระบบ ลายมือชื่อนั้นไม่ใช่การอนุมัติของหน่วยงาน {ask}"
            ).format(ask=ASK),
        )
    known = _judge_matched(checked, beginning)
    return (
        known
        if not checked.agrees
        else Verdict(
            Tone.CAUTION if known.tone == Tone.GOOD else known.tone,
            gettext("{title} (มีข้อมูลเพิ่มท้ายไฟล์)").format(title=known.title),
            gettext("{text} ท้ายไฟล์มีข้อมูลที่เพิ่มภายหลังและไม่เปลี่ยนเนื้อหา เช่น ตราประทับเวลา ซึ่งระบบไม่ได้เป็นผู้เพิ่ม").format(
                text=known.text
            ),
        )
    )
