"""The validation report on a file: plain values that go out as JSON and are printed as page and PDF.

It repeats the verdict and what it rests on; nothing is judged here.
"""

from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from approvals.enums import Trust
from approvals.signing.verdict import SignatureVerdict
from publications.verification.indications import Finding, Indication, indicate
from publications.verification.inspection import Inspection

FORMAT = "ita-validation-report/1"
STANDARD = "ETSI EN 319 102-1"
_VOUCHED_BY = {
    Trust.SEAL: "portal-seal",
    Trust.LOCAL: "portal-authority",
    Trust.TRUSTED: "trusted-authority",
    Trust.UNPROVEN: "",
}


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """One signature in the order of the file. Moments are ISO 8601 in UTC, "" where there is none.

    ``vouched_by``: "portal-seal", "portal-authority", "trusted-authority" or "" for nobody. ``changes_after``: NONE, or what was added in Thai.
    """

    field: str
    indication: str
    sub_indication: str
    reason: str
    name: str
    stated: str
    signer: str
    organisation: str
    issuer: str
    serial: str
    valid_from: str
    valid_until: str
    chain: list[str]
    chain_is_whole: bool
    vouched_by: str
    claimed_at: str
    timestamp_at: str
    timestamp_by: str
    level: str
    digest: str
    mechanism: str
    intact: bool
    valid: bool
    changes_allowed: bool
    changes_after: str
    certifies: bool


@dataclass(frozen=True, slots=True)
class Report:
    """The report. ``verdict`` is the portal's own answer, ``indication`` that of the standard on all signatures.

    ``document`` names the document that it is about by label, as far as the public may know; ``code`` is the document's.
    """

    format: str
    standard: str
    portal: str
    judged_at: str
    file_name: str
    sha256: str
    pages: int
    indication: str
    sub_indication: str
    reason: str
    verdict: str
    verdict_title: str
    verdict_text: str
    code: str
    document: dict[str, str]
    signatures: list[SignatureReport]


def make_report(
    inspection: Inspection, *, file_name: str, document: dict[str, str], portal: str, at: datetime
) -> Report:
    """Return the report on an inspected file; ``document`` is told of the edition that it is about."""
    file = inspection.file
    return Report(
        format=FORMAT,
        standard=STANDARD,
        portal=portal,
        judged_at=at.isoformat(timespec="seconds"),
        file_name=file_name,
        sha256=inspection.sha256,
        pages=file.pages if file else 0,
        **_of(inspection.finding),
        verdict=inspection.verdict.tone.value,
        verdict_title=inspection.verdict.title,
        verdict_text=inspection.verdict.text,
        code=inspection.edition.code if inspection.edition else "",
        document=document if inspection.edition else {},
        signatures=[_signature(each) for each in file.signatures] if file else [],
    )


def _of(finding: Finding) -> dict[str, str]:
    return {
        "indication": finding.indication.value,
        "sub_indication": finding.sub_indication,
        "reason": finding.reason,
    }


def _signature(found: SignatureVerdict) -> SignatureReport:
    details = found.details
    return SignatureReport(
        **_of(indicate(found)),
        field=found.field,
        name=found.name,
        stated=found.reason,
        signer=found.signer,
        organisation=found.organisation,
        issuer=found.issuer,
        serial=found.serial,
        valid_from=_iso(details.valid_from),
        valid_until=_iso(details.valid_until),
        chain=list(details.chain),
        chain_is_whole=details.chain_is_whole,
        vouched_by=_VOUCHED_BY[found.trust],
        claimed_at=_iso(found.signed_at),
        timestamp_at=_iso(found.timestamp_at),
        timestamp_by=details.timestamp_by,
        level=details.level,
        digest=details.digest,
        mechanism=details.mechanism,
        intact=found.intact,
        valid=found.valid,
        changes_allowed=found.whole_file,
        changes_after=found.allowed_changes,
        certifies=found.certified,
    )


def _iso(at: datetime | None) -> str:
    return at.isoformat(timespec="seconds") if at else ""


def as_data(report: Report) -> dict[str, Any]:
    """Return the report for JSON."""
    return asdict(report)


def from_data(data: dict[str, Any]) -> Report:
    """Return the report that ``as_data`` gave; raises TypeError for anything else."""
    signatures = [SignatureReport(**each) for each in data["signatures"]]
    return Report(**{field.name: data[field.name] for field in fields(Report)} | {"signatures": signatures})


def tag_of(indication: str) -> tuple[str, str]:
    """Return the word for an indication and the shape of its tag."""
    found = Indication(indication)
    kinds = {Indication.PASSED: "complete", Indication.FAILED: "returned"}
    return f"{found.thai} ({found.value})", kinds.get(found, "partial")
