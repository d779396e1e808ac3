"""What can be said about the signatures in any file that somebody uploads."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from approvals.enums import Trust
from approvals.signing.details import SignatureDetails, details_of
from approvals.signing.showable import make_showable
from itaportal.language import marked
from itaportal.probes import Bounds, ProbeFailed, Turns, ask, ask_for_lines

_PROBE = Path(__file__).with_name("verify_probe.py")
_PROBE_OF_MANY = Path(__file__).with_name("verify_many_probe.py")
_SECONDS = 10  # of processor time; a busy machine may take longer
_PATIENCE = 15
_MEMORY = 512 * 1024 * 1024

_UNREADABLE = marked("อ่านไฟล์นี้ไม่ได้ ไฟล์อาจเสีย ถูกแก้ไข หรือไม่ใช่ไฟล์ PDF กรุณาขอไฟล์ใหม่จากหน่วยงานที่ออกเอกสาร")
_ENCRYPTED = marked("ไฟล์นี้ตั้งรหัสผ่านไว้ จึงตรวจไม่ได้ กรุณาใช้ไฟล์ที่ได้จากหน่วยงานโดยตรง")
_UNSIGNED = marked("ไฟล์นี้ไม่มีลายมือชื่ออิเล็กทรอนิกส์")
_ALTERED = marked("ไฟล์นี้ถูกแก้ไขหลังลงนาม อย่าใช้ไฟล์นี้ กรุณาขอไฟล์ใหม่จากหน่วยงานที่ออกเอกสาร")
_BROKEN_STAMP = marked("ตราประทับเวลาของไฟล์นี้เสียหรือถูกแก้ไข")

_TRUST_PROBLEMS = {
    **dict.fromkeys(("REVOKED", "REVOKED_NO_POE", "REVOKED_CA_NO_POE"), marked("ใบรับรองของผู้ลงนามถูกเพิกถอน")),
    **dict.fromkeys(
        ("EXPIRED", "NOT_YET_VALID", "OUT_OF_BOUNDS_NO_POE"),
        marked("ใบรับรองของผู้ลงนามไม่อยู่ในช่วงที่ใช้ได้ในเวลาที่ลงนาม"),
    ),
    "PURPOSE": marked("ใบรับรองของผู้ลงนามไม่ได้ออกให้สำหรับการลงลายมือชื่อ จึงยืนยันไม่ได้ว่าเป็นผู้ใดลงนาม"),
}
_CHANGES = {
    "NONE": "",
    "LTA_UPDATES": marked("เพิ่มตราประทับเวลาหรือข้อมูลสำหรับตรวจสอบ"),
    "FORM_FILLING": marked("มีผู้ลงนามในช่องถัดไป"),
}
_STATED = (
    *("field", "signer", "organisation", "issuer", "serial", "reason", "name"),
    *("audit_head", "site_head", "circumstances"),
)


@dataclass(frozen=True, slots=True)
class SignatureVerdict:
    """One signature. What it states itself: signer to audit_head, and signed_at; what was found: the others.

    ``trusted``: a trusted authority vouched for the signer at the time of signing. ``own_seal``: it is one of the seals
    of this very portal, known by its certificate; ``issued_here``: its local authority issued the signer's certificate.
    ``whole_file``: it covers the file but for ``allowed_changes`` (Thai, "" for none) after it.
    ``timestamp_at``: when a trusted time-stamp service saw it. ``problem``: Thai, "" if there is none.
    ``circumstances``: how it came about, as ``approvals.rules.presence`` puts it.
    """

    field: str
    signer: str
    organisation: str
    issuer: str
    serial: str
    signed_at: datetime | None
    certified: bool
    reason: str
    name: str
    audit_head: str
    intact: bool
    valid: bool
    trusted: bool
    own_seal: bool
    whole_file: bool
    allowed_changes: str
    timestamp_at: datetime | None
    problem: str
    site_head: str = ""
    circumstances: str = ""
    issued_here: bool = False
    details: SignatureDetails = SignatureDetails()

    @property
    def trust(self) -> Trust:
        """What is known of whose certificate it is."""
        known = {Trust.SEAL: self.own_seal, Trust.LOCAL: self.issued_here, Trust.TRUSTED: self.trusted}
        return next((trust for trust, holds in known.items() if holds), Trust.UNPROVEN)


@dataclass(frozen=True, slots=True)
class FileVerdict:
    """A file. ``altered``: something in it is not what was signed. ``problem``: Thai or "".

    ``snapshot_sha256``: of the data that a document of ours carries with it, "" without.
    """

    readable: bool
    pages: int
    signatures: tuple[SignatureVerdict, ...]
    altered: bool
    problem: str
    snapshot_sha256: str = ""


def verify_file(
    pdf: bytes, *, trust_pems: tuple[bytes, ...], seals: Set[str] = frozenset(), turns: Turns | None = None
) -> FileVerdict:
    """Judge the signatures of a file, whatever it holds, within bounded time and memory.

    ``trust_pems`` are roots, ``seals`` the sha256 of the certificates of the portal's own seals and local authority. ``turns`` is for files
    that somebody sends; raises ProbeBusy where others have them all.
    """
    roots = b"\n".join(trust_pems)
    bounds = Bounds(_SECONDS, _MEMORY, _PATIENCE, turns=turns)
    try:
        return judge_findings(ask(_PROBE, roots + pdf, bounds, len(roots)), seals)
    except (ProbeFailed, ValueError):
        return _unreadable(_UNREADABLE)


def verify_own_files(
    pdfs: Sequence[bytes], *, trust_pems: tuple[bytes, ...], seals: Set[str]
) -> list[FileVerdict]:
    """Judge files that the portal has made itself, in one process; one that breaks it is judged alone."""
    roots = b"\n".join(trust_pems)
    bounds = Bounds(_SECONDS + len(pdfs), _MEMORY + 2 * sum(map(len, pdfs)), _PATIENCE + 2 * len(pdfs))
    try:
        all_found = ask_for_lines(
            _PROBE_OF_MANY, b"".join((roots, *pdfs)), bounds, len(roots), *map(len, pdfs)
        )
    except (ProbeFailed, ValueError):
        return [verify_file(pdf, trust_pems=trust_pems, seals=seals) for pdf in pdfs]
    return [judge_findings(found, seals) if found else _unreadable(_UNREADABLE) for found in all_found]


def judge_findings(found: dict, seals: Set[str] = frozenset()) -> FileVerdict:
    """Return the verdict on what the probe has found."""
    if "encrypted" in found:
        return _unreadable(_ENCRYPTED)
    entries = found["signatures"]
    signatures = tuple(
        _signature(entry, entries[number + 1 :], seals)
        for number, entry in enumerate(entries)
        if not entry["is_timestamp"]
    )
    # A file of ours grows by signatures and time-stamps alone. Others may bring data for verification in between.
    closed = found["covered"] and not (found["unsigned_update"] and entries[0]["certified"])
    altered = bool(entries) and not (closed and all(map(_is_sound, entries)))
    problem = ""
    if not signatures:
        problem = _UNSIGNED
    elif altered:
        stamp_alone = closed and all(_is_sound(entry | {"timestamp_broken": False}) for entry in entries)
        problem = _BROKEN_STAMP if stamp_alone else _ALTERED
    return FileVerdict(True, found["pages"], signatures, altered, problem, found["snapshot"])


def _unreadable(problem: str) -> FileVerdict:
    return FileVerdict(readable=False, pages=0, signatures=(), altered=False, problem=problem)


def _is_sound(entry: dict) -> bool:
    return (
        entry["intact"]
        and entry["valid"]
        and entry["docmdp_ok"]
        and entry["last_byte"] > 0
        and not entry["timestamp_broken"]
    )


def _signature(entry: dict, later: list[dict], seals: Set[str]) -> SignatureVerdict:
    found = {"docmdp_ok": False, "changes": "", "trust_problem": "", "root_sha256": "", **entry}
    stamps = [
        entry.get("timestamp_at", ""),
        *(more.get("timestamp_at", "") for more in later if more["is_timestamp"]),
    ]
    return SignatureVerdict(
        **{key: make_showable(entry[key]) for key in _STATED},
        certified=entry["certified"],
        signed_at=_moment(entry["signed_at"]),
        intact=entry["intact"],
        valid=entry["valid"],
        trusted=entry["trusted"],
        # The root of a bought seal need not be among the trusted ones; a revoked seal is nobody's.
        own_seal=entry["certificate_sha256"] in seals
        and entry["intact"]
        and entry["valid"]
        and found["trust_problem"] not in _TRUST_PROBLEMS,
        issued_here=entry["trusted"]
        and found["root_sha256"] in seals
        and entry["certificate_sha256"] not in seals,
        whole_file=found["docmdp_ok"] and entry["last_byte"] > 0,
        allowed_changes=_CHANGES.get(found["changes"], ""),
        timestamp_at=_moment(next(filter(None, stamps), "")),
        problem=_problem(found),
        details=details_of(entry, later),
    )


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _problem(entry: dict) -> str:
    """Return the gravest thing that is wrong with a signature, in Thai."""
    problems = (
        (not entry["intact"], marked("เนื้อหาที่ลงนามไว้ถูกแก้ไขหลังลงนาม")),
        (not entry["valid"], marked("ลายมือชื่อไม่ตรงกับใบรับรองของผู้ลงนาม")),
        (not entry["docmdp_ok"] or entry["last_byte"] < 0, marked("หลังลงนามมีการแก้ไขที่ไม่อนุญาต")),
        (entry.get("timestamp_broken", False), _BROKEN_STAMP),
        (entry.get("ahead_of_clock", False), marked("เวลาลงนามที่ระบุในไฟล์ยังมาไม่ถึง")),
        (entry["trust_problem"] in _TRUST_PROBLEMS, _TRUST_PROBLEMS.get(entry["trust_problem"], "")),
        (
            not entry["trusted"] and entry["self_signed"],
            marked("ผู้ลงนามออกใบรับรองให้ตนเอง จึงยืนยันไม่ได้ว่าเป็นใคร"),
        ),
        (not entry["trusted"], marked("ระบบนี้ไม่รู้จักผู้ออกใบรับรอง จึงยืนยันไม่ได้ว่าผู้ลงนามเป็นใคร")),
    )
    return next((text for wrong, text in problems if wrong), "")
