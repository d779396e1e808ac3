"""Each case of the verdict on a file and on a code."""

from dataclasses import replace
from datetime import date

import pytest

from approvals.enums import State
from approvals.signing.verdict import FileVerdict, SignatureVerdict
from publications.verification.answers import Attached, Checked, Match, Origin, Tone
from publications.verification.standings import judge_state
from publications.verification.verdicts import judge_file
from tests.english import in_english, is_thai


def signature(**kwargs) -> SignatureVerdict:
    values = {
        "field": "step-1",
        "signer": "ผู้ลงนาม",
        "organisation": "",
        "issuer": "ผู้ออก",
        "serial": "1",
        "signed_at": None,
        "certified": False,
        "reason": "",
        "name": "",
        "audit_head": "",
        "intact": True,
        "valid": True,
        "trusted": True,
        "own_seal": False,
        "whole_file": True,
        "allowed_changes": "",
        "timestamp_at": None,
        "problem": "",
    }
    return SignatureVerdict(**values | kwargs)


def pdf(*signatures, altered=False, readable=True, problem="") -> FileVerdict:
    return FileVerdict(readable=readable, pages=3, signatures=signatures, altered=altered, problem=problem)


OURS = signature(own_seal=True)
SIGNED = pdf(OURS, OURS)
APPROVED = Match(Origin.EDITION, State.APPROVED, signatures=4)
SCAN = Match(
    Origin.COPY, State.APPROVED, attached=Attached("อบต.ตัวอย่าง", date(2026, 11, 21), "นางสาวธุรการ ตัวอย่าง")
)


def edition(**kwargs) -> Match:
    return Match(Origin.EDITION, **{"state": State.PUBLISHED, "signatures": 4, **kwargs})


def known(match: Match) -> Checked:
    return Checked(True, match=match, file=SIGNED)


CASES = {
    "exact and published": (known(edition()), Tone.GOOD, "ถูกต้อง ตรงกับฉบับที่อนุมัติ"),
    "exact and approved": (known(APPROVED), Tone.GOOD, "ถูกต้อง ตรงกับฉบับที่อนุมัติ"),
    "exact, but a signature is another": (
        replace(known(APPROVED), agrees=False),
        Tone.BAD,
        "ลายมือชื่อในไฟล์ไม่ตรงกับบันทึกของระบบ อย่าใช้ไฟล์นี้",
    ),
    "exact, but its signatures cannot be read": (
        Checked(True, match=APPROVED, agrees=False, file=pdf(readable=False)),
        Tone.BAD,
        "ตรวจลายมือชื่อในไฟล์นี้ไม่ได้ อย่าเพิ่งใช้ไฟล์นี้",
    ),
    "exact, but nobody vouches for a signer": (
        Checked(True, match=APPROVED, file=pdf(OURS, signature(trusted=False))),
        Tone.CAUTION,
        "ตรงกับฉบับที่อนุมัติ แต่ยืนยันผู้ลงนามได้ไม่ครบ",
    ),
    "extended, but a signature of ours is another": (
        Checked(True, beginning=edition(signatures=2), agrees=False, file=SIGNED),
        Tone.BAD,
        "ลายมือชื่อในไฟล์ไม่ตรงกับบันทึกของระบบ อย่าใช้ไฟล์นี้",
    ),
    "before all signed": (known(edition(complete=False)), Tone.CAUTION, "เป็นไฟล์ก่อนลงนามครบ"),
    "under way": (known(edition(state=State.SUBMITTED)), Tone.CAUTION, "อยู่ระหว่างพิจารณา ยังไม่อนุมัติ"),
    "older edition": (known(edition(later=True)), Tone.CAUTION, "ถูกต้อง แต่มีฉบับใหม่กว่า"),
    "returned": (known(edition(state=State.RETURNED)), Tone.BAD, "เอกสารฉบับนี้ถูกส่งกลับให้แก้ไข"),
    "withdrawn": (known(edition(state=State.WITHDRAWN)), Tone.BAD, "เอกสารฉบับนี้ผู้เสนอถอนคืนแล้ว"),
    "cancelled": (known(edition(state=State.CANCELLED)), Tone.BAD, "เอกสารฉบับนี้ถูกยกเลิกแล้ว"),
    "scan": (Checked(True, match=SCAN), Tone.CAUTION, "เป็นไฟล์ที่หน่วยงานแนบไว้ ระบบไม่ได้รับรองเนื้อหา"),
    "scan with an unknown signer": (
        Checked(True, match=SCAN, file=pdf(signature(trusted=False))),
        Tone.CAUTION,
        "เป็นไฟล์ที่หน่วยงานแนบไว้ ระบบไม่ได้รับรองเนื้อหา",
    ),
    "scan with broken signatures": (
        Checked(True, match=SCAN, file=pdf(signature(), altered=True)),
        Tone.BAD,
        "ลายมือชื่อในไฟล์ใช้ไม่ได้ อย่าใช้ไฟล์นี้",
    ),
    "scan that is an altered edition": (
        Checked(True, match=SCAN, beginning=APPROVED, file=pdf(OURS, altered=True)),
        Tone.BAD,
        "ถูกแก้ไขหลังลงนาม อย่าใช้ไฟล์นี้",
    ),
    "scan that is a forgery": (
        Checked(True, match=SCAN, names_ours=True, file=pdf(signature(trusted=False))),
        Tone.BAD,
        "อ้างว่าเป็นเอกสารของระบบนี้ แต่ผู้ลงนามไม่ใช่ อย่าใช้ไฟล์นี้",
    ),
    "scan of an older edition": (
        Checked(True, match=replace(SCAN, later=True)),
        Tone.CAUTION,
        "เป็นไฟล์ที่หน่วยงานแนบไว้ และมีฉบับใหม่กว่า",
    ),
    "scan before all signed": (
        Checked(True, match=replace(SCAN, state=State.SUBMITTED)),
        Tone.CAUTION,
        "อยู่ระหว่างพิจารณา ยังไม่อนุมัติ",
    ),
    "scan of a cancelled edition": (
        Checked(True, match=Match(Origin.COPY, State.CANCELLED)),
        Tone.BAD,
        "เอกสารฉบับนี้ถูกยกเลิกแล้ว",
    ),
    "draft": (Checked(True, match=Match(Origin.DRAFT)), Tone.CAUTION, "เป็นร่าง ยังไม่ได้เสนอ"),
    "pages added": (
        Checked(True, beginning=APPROVED, file=pdf(OURS, altered=True)),
        Tone.BAD,
        "ถูกแก้ไขหลังลงนาม อย่าใช้ไฟล์นี้",
    ),
    "rubbish added": (
        Checked(True, beginning=APPROVED, file=pdf(readable=False, problem="อ่านไม่ได้")),
        Tone.BAD,
        "ถูกแก้ไขหลังลงนาม อย่าใช้ไฟล์นี้",
    ),
    "signed once more by a stranger": (
        Checked(True, beginning=edition(signatures=2), file=pdf(OURS, OURS, signature(trusted=False))),
        Tone.BAD,
        "มีลายมือชื่อที่ระบบไม่ได้บันทึก อย่าใช้ไฟล์นี้",
    ),
    "allowed revision added": (
        Checked(True, beginning=edition(signatures=2), file=SIGNED),
        Tone.CAUTION,
        "ถูกต้อง ตรงกับฉบับที่อนุมัติ (มีข้อมูลเพิ่มท้ายไฟล์)",
    ),
    "allowed revision added to a cancelled one": (
        Checked(True, beginning=edition(state=State.CANCELLED, signatures=2), file=SIGNED),
        Tone.BAD,
        "เอกสารฉบับนี้ถูกยกเลิกแล้ว (มีข้อมูลเพิ่มท้ายไฟล์)",
    ),
    "one byte changed, names its audit head": (
        Checked(True, names_ours=True, file=pdf(signature(intact=False), altered=True)),
        Tone.BAD,
        "ถูกแก้ไขหลังลงนาม อย่าใช้ไฟล์นี้",
    ),
    "one byte changed, seal of ours": (
        Checked(True, file=pdf(OURS, altered=True)),
        Tone.BAD,
        "ถูกแก้ไขหลังลงนาม อย่าใช้ไฟล์นี้",
    ),
    "a stranger's file, changed": (
        Checked(True, file=pdf(signature(), altered=True, problem="เปลี่ยนแล้ว")),
        Tone.BAD,
        "ลายมือชื่อในไฟล์ใช้ไม่ได้ อย่าใช้ไฟล์นี้",
    ),
    "sealed, but not on record": (Checked(True, file=SIGNED), Tone.CAUTION, "ลายมือชื่อถูกต้อง แต่ระบบไม่มีไฟล์นี้"),
    "sealed and signed by an unknown, not on record": (
        Checked(True, names_ours=True, file=pdf(OURS, signature(trusted=False))),
        Tone.CAUTION,
        "ระบบไม่มีไฟล์นี้ และยืนยันผู้ลงนามได้ไม่ครบ",
    ),
    "a stranger who copied our audit head": (
        Checked(True, names_ours=True, file=pdf(signature(trusted=False))),
        Tone.BAD,
        "อ้างว่าเป็นเอกสารของระบบนี้ แต่ผู้ลงนามไม่ใช่ อย่าใช้ไฟล์นี้",
    ),
    "a trusted stranger who copied our audit head": (
        Checked(True, names_ours=True, file=pdf(signature())),
        Tone.CAUTION,
        "อ้างถึงเอกสารของระบบนี้ แต่ระบบไม่มีไฟล์นี้",
    ),
    "signed by a trusted stranger": (
        Checked(True, file=pdf(signature())),
        Tone.CAUTION,
        "ไม่ใช่เอกสารของระบบนี้ แต่ลายมือชื่อถูกต้อง",
    ),
    "signed by an unknown": (
        Checked(True, file=pdf(signature(), signature(trusted=False))),
        Tone.CAUTION,
        "ลงนามโดยผู้ที่ระบบไม่รู้จัก",
    ),
    "no signature": (Checked(True, file=pdf()), Tone.CAUTION, "ไม่รู้จักไฟล์นี้"),
    "unreadable": (
        Checked(True, file=pdf(readable=False, problem="ตั้งรหัสผ่านไว้")),
        Tone.CAUTION,
        "อ่านไฟล์นี้ไม่ได้ จึงตรวจไม่ได้",
    ),
    "no PDF": (Checked(False), Tone.CAUTION, "ไฟล์นี้ไม่ใช่ไฟล์ PDF จึงตรวจไม่ได้"),
}


# Of the cases above: who attached a copy, and what a probe might say.
DATA = ("อบต.ตัวอย่าง", "นางสาวธุรการ ตัวอย่าง", "เปลี่ยนแล้ว", "ตั้งรหัสผ่านไว้")


@pytest.mark.parametrize("case", CASES)
def test_verdict(case):
    checked, tone, title = CASES[case]

    verdict = judge_file(checked)

    assert (verdict.tone, verdict.title) == (tone, title)
    assert verdict.text
    assert not is_thai(in_english(verdict.title))
    assert not is_thai(in_english(verdict.text), *DATA)


def test_what_the_file_is_unreadable_for_is_told():
    verdict = judge_file(Checked(True, file=pdf(readable=False, problem="ไฟล์นี้ตั้งรหัสผ่านไว้")))

    assert verdict.text == "ไฟล์นี้ตั้งรหัสผ่านไว้"


def test_only_exact_files_of_approved_editions_are_good():
    good = {case for case, (checked, *_) in CASES.items() if judge_file(checked).tone == Tone.GOOD}

    assert good == {"exact and published", "exact and approved"}


@pytest.mark.parametrize("state", [state for state in State if state != State.DRAFT])
def test_every_state_has_a_standing(state):
    approved = state in (State.APPROVED, State.PUBLISHED)

    assert (judge_state(state, later=False).tone == Tone.GOOD) == approved
    assert judge_state(state, later=True).tone == Tone.CAUTION or not approved
    for told in (judge_state(state, later=False, unproven=True), judge_state(state, later=True, faulty=True)):
        assert not is_thai(in_english(told.title) + in_english(told.text))


def test_state_under_way_is_not_called_approved():
    assert judge_state(State.SUBMITTED, later=False).title == "อยู่ระหว่างพิจารณา ยังไม่อนุมัติ"


@pytest.mark.parametrize("state", [state for state in State if state != State.DRAFT])
def test_no_state_is_good_where_the_stored_file_was_found_faulty(state):
    assert judge_state(state, later=False, faulty=True).tone == Tone.BAD


def test_who_attached_a_copy_is_told_and_that_nobody_checked_it():
    text = judge_file(Checked(True, match=SCAN)).text

    assert "อบต.ตัวอย่าง แนบไว้เป็นฉบับลงนามด้วยมือ เมื่อวันที่ 21 พฤศจิกายน 2569 โดย นางสาวธุรการ ตัวอย่าง" in text
    assert "ระบบไม่ได้ตรวจเนื้อหาและลายมือชื่อในไฟล์นี้" in text


def test_what_the_signatures_of_a_copy_are_worth_is_told():
    text = judge_file(Checked(True, match=SCAN, file=pdf(signature(trusted=False)))).text

    assert "ลงนามโดยผู้ที่ระบบไม่รู้จัก" in text


def test_no_signature_of_an_unknown_is_called_right():
    for checked, *_ in CASES.values():
        if checked.match or not checked.file or all(one.trusted for one in checked.file.signatures):
            continue
        assert "ลายมือชื่อถูกต้อง" not in judge_file(checked).title
