"""What is said about a readable file that the portal does not have; pure."""

from approvals.signing.verdict import FileVerdict, SignatureVerdict
from itaportal.language import marked
from publications.verification.answers import ASK, Tone, Verdict


def judge_unknown(file: FileVerdict, *, names_ours: bool) -> Verdict:
    """Judge a readable file that the portal does not have, by its signatures.

    What a file says of itself anybody can copy from a published one; only the seal's key is the portal's alone.
    """
    sealed = any(signature.own_seal for signature in file.signatures)
    if file.altered and (sealed or names_ours):
        return Verdict(
            Tone.BAD,
            marked("ถูกแก้ไขหลังลงนาม อย่าใช้ไฟล์นี้"),
            marked(f"ไฟล์นี้อ้างว่าเป็นเอกสารของระบบ แต่ไม่ตรงกับไฟล์ใดที่ระบบออก และลายมือชื่อในไฟล์ใช้ไม่ได้ {ASK}"),
        )
    if file.altered:
        return Verdict(
            Tone.BAD,
            marked("ลายมือชื่อในไฟล์ใช้ไม่ได้ อย่าใช้ไฟล์นี้"),
            marked(f"{file.problem} และไฟล์นี้ไม่ใช่ไฟล์ที่ระบบนี้ออก"),
        )
    if sealed:
        return _judge_sealed(file.signatures)
    if file.signatures:
        return _judge_signed_elsewhere(file.signatures, names_ours=names_ours)
    return Verdict(
        Tone.CAUTION,
        marked("ไม่รู้จักไฟล์นี้"),
        marked(
            "ไฟล์นี้ไม่มีลายมือชื่ออิเล็กทรอนิกส์ และไม่ตรงกับไฟล์ใดที่ระบบออก หากได้จากการสแกนหรือสั่งพิมพ์เป็น PDF "
            "ไฟล์จะไม่เหมือนต้นฉบับ กรุณาตรวจด้วยรหัสตรวจสอบท้ายกระดาษแทน"
        ),
    )


def _judge_sealed(signatures: tuple[SignatureVerdict, ...]) -> Verdict:
    if all(signature.trusted for signature in signatures):
        return Verdict(
            Tone.CAUTION,
            marked("ลายมือชื่อถูกต้อง แต่ระบบไม่มีไฟล์นี้"),
            marked(f"ลายมือชื่อในไฟล์ไม่เสียหาย แต่ไฟล์นี้ไม่ตรงกับไฟล์ใดที่ระบบเก็บไว้ จึงยืนยันว่าอนุมัติแล้วไม่ได้ {ASK}"),
        )
    return Verdict(
        Tone.CAUTION,
        marked("ระบบไม่มีไฟล์นี้ และยืนยันผู้ลงนามได้ไม่ครบ"),
        marked(
            f"ไฟล์นี้มีตราของระบบ แต่ไม่ตรงกับไฟล์ใดที่ระบบเก็บไว้ และยืนยันไม่ได้ว่าผู้ลงนามบางรายเป็นใคร จึงยืนยันว่าอนุมัติแล้วไม่ได้ {ASK}"
        ),
    )


def _judge_signed_elsewhere(signatures: tuple[SignatureVerdict, ...], *, names_ours: bool) -> Verdict:
    trusted = all(signature.trusted for signature in signatures)
    if names_ours and not trusted:
        return Verdict(
            Tone.BAD,
            marked("อ้างว่าเป็นเอกสารของระบบนี้ แต่ผู้ลงนามไม่ใช่ อย่าใช้ไฟล์นี้"),
            marked(
                "ข้อความในลายมือชื่ออ้างถึงเอกสารของระบบ ซึ่งผู้ใดก็คัดลอกได้ แต่ระบบไม่มีไฟล์นี้ "
                f"และไม่มีผู้ใดรับรองว่าผู้ลงนามเป็นใคร {ASK}"
            ),
        )
    if names_ours:
        return Verdict(
            Tone.CAUTION,
            marked("อ้างถึงเอกสารของระบบนี้ แต่ระบบไม่มีไฟล์นี้"),
            marked(
                "ไฟล์นี้ลงนามโดยผู้ที่ระบุด้านล่าง ไม่ถูกแก้ไขหลังลงนาม แต่ไม่ตรงกับไฟล์ใดที่ระบบเก็บไว้ "
                f"จึงยืนยันว่าเป็นเอกสารของระบบหรือว่าอนุมัติแล้วไม่ได้ {ASK}"
            ),
        )
    if trusted:
        return Verdict(
            Tone.CAUTION,
            marked("ไม่ใช่เอกสารของระบบนี้ แต่ลายมือชื่อถูกต้อง"),
            marked("ไฟล์นี้ลงนามโดยผู้ที่ระบุด้านล่าง ไม่ถูกแก้ไขหลังลงนาม ระบบนี้ไม่ได้เป็นผู้ออก จึงยืนยันการอนุมัติไม่ได้"),
        )
    return Verdict(
        Tone.CAUTION,
        marked("ลงนามโดยผู้ที่ระบบไม่รู้จัก"),
        marked("ไฟล์นี้ไม่ใช่ไฟล์ที่ระบบออก และยืนยันไม่ได้ว่าผู้ลงนามเป็นใคร อย่าถือว่าเป็นเอกสารที่หน่วยงานอนุมัติ"),
    )
