"""The portal's verdict in the words of ETSI EN 319 102-1: an indication, a sub-indication and the reason; pure.

Nothing is judged here a second time: each line reads what ``approvals.signing.verdict`` and ``agreement`` have found.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from approvals.enums import Trust
from approvals.signing.verdict import SignatureVerdict
from itaportal.language import marked
from publications.verification.answers import Checked


class Indication(StrEnum):
    """What the standard lets a validation end with."""

    PASSED = "TOTAL-PASSED"
    INDETERMINATE = "INDETERMINATE"
    FAILED = "TOTAL-FAILED"

    @property
    def thai(self) -> str:
        """Return what it means."""
        return _THAI[self]


_THAI = {
    Indication.PASSED: marked("ผ่านการตรวจ"),
    Indication.INDETERMINATE: marked("ยังสรุปไม่ได้"),
    Indication.FAILED: marked("ไม่ผ่านการตรวจ"),
}
_GRAVITY = (Indication.FAILED, Indication.INDETERMINATE, Indication.PASSED)
# What pyHanko and the portal call it, where the standard has another name: without a proof of the time of signing that
# does not come from the signer, "revoked" and "expired" are never final.
_NO_PROOF_OF_TIME = {
    "REVOKED": "REVOKED_NO_POE",
    "EXPIRED": "OUT_OF_BOUNDS_NO_POE",
    "NOT_YET_VALID": "OUT_OF_BOUNDS_NO_POE",
    "PURPOSE": "CHAIN_CONSTRAINTS_FAILURE",
    "GENERIC": "CERTIFICATE_CHAIN_GENERAL_FAILURE",
    "": "NO_CERTIFICATE_CHAIN_FOUND",
}
_PASSED = {
    Trust.SEAL: marked("ลายมือชื่อครบถ้วน และเป็นตราอิเล็กทรอนิกส์ของระบบนี้"),
    Trust.LOCAL: marked("ลายมือชื่อครบถ้วน และระบบนี้ออกใบรับรองให้ผู้ลงนาม"),
    Trust.TRUSTED: marked("ลายมือชื่อครบถ้วน และผู้ออกใบรับรองอยู่ในรายการที่ระบบนี้เชื่อถือ"),
}
_ALL_PASSED = marked("ลายมือชื่อทุกรายการผ่านการตรวจ")
_NOT_ON_RECORD = marked("ลายมือชื่อในไฟล์ไม่ใช่ลายมือชื่อที่ระบบบันทึกไว้ของเอกสารนี้")
_NOT_LOOKED_INTO = marked("ไฟล์นี้ไม่มีลายมือชื่ออิเล็กทรอนิกส์ให้ตรวจ")


@dataclass(frozen=True, slots=True)
class Finding:
    """An indication, what the standard calls its ground ("" for none), and the reason in Thai."""

    indication: Indication
    sub_indication: str
    reason: str


def indicate(signature: SignatureVerdict) -> Finding:
    """Return the indication of one signature: the gravest ground there is."""
    found = next(_grounds(signature), None)
    if found is None:
        return Finding(Indication.PASSED, "", _PASSED[signature.trust])
    return Finding(*found, signature.problem)


def _grounds(signature: SignatureVerdict) -> Iterator[tuple[Indication, str]]:
    details = signature.details
    if not details.parsed:
        yield Indication.FAILED, "FORMAT_FAILURE"
    if not signature.intact:
        yield Indication.FAILED, "HASH_FAILURE"
    if not signature.valid:
        yield Indication.FAILED, "SIG_CRYPTO_FAILURE"
    if not signature.whole_file:
        yield Indication.FAILED, "FORMAT_FAILURE"
    if details.timestamp_broken or details.ahead_of_clock:
        yield Indication.INDETERMINATE, "SIG_CONSTRAINTS_FAILURE"
    if signature.trust == Trust.UNPROVEN:
        problem = details.trust_problem
        yield Indication.INDETERMINATE, _NO_PROOF_OF_TIME.get(problem, problem)


def indicate_file(checked: Checked) -> Finding:
    """Return the indication of the whole file: that of its gravest signature, and never better than the record allows."""
    file = checked.file
    if file is None:
        return Finding(Indication.INDETERMINATE, "", _NOT_LOOKED_INTO)
    if not file.readable or not file.signatures:
        return Finding(Indication.INDETERMINATE, "", file.problem or _NOT_LOOKED_INTO)
    gravest = min(map(indicate, file.signatures), key=lambda found: _GRAVITY.index(found.indication))
    if file.altered and gravest.indication != Indication.FAILED:
        return Finding(Indication.FAILED, "FORMAT_FAILURE", file.problem)
    if gravest.indication == Indication.PASSED:
        if not checked.agrees:
            return Finding(Indication.INDETERMINATE, "SIG_CONSTRAINTS_FAILURE", _NOT_ON_RECORD)
        return Finding(Indication.PASSED, "", _ALL_PASSED)
    return gravest
