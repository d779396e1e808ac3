"""Checking everything that is stored against what is known of it: files, signatures, snapshots, the audit chains."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

from agencies.auditlog import triggers
from agencies.auditlog.writing import chains, verify_chain
from agencies.models import Agency
from approvals import page_pictures
from approvals.enums import Move
from approvals.models import APPROVED_STATES, Decision, Edition
from approvals.signing import installation
from approvals.signing.fields import SEAL_FIELD
from approvals.signing.verdict import FileVerdict, verify_file
from itaportal.keeping.inspection import faults_of_files
from reports.snapshot.reading import sha256_of


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Something stored that is not as it was; in English, for the operator."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


def mismatches() -> Iterator[Mismatch]:
    """Yield everything that is not as it was stored, files first, then documents, then the audit chains."""
    yield from _check_files()
    sealed: dict[int | None, dict[int, str]] = defaultdict(dict)
    editions = Edition.objects.select_related("document__agency").prefetch_related(
        "decisions__signatory", "files"
    )
    for edition in editions.order_by("pk").iterator(chunk_size=50):
        yield from _check_edition(edition, sealed[edition.document.agency_id])
    yield from _check_chains(sealed)


def _check_files() -> Iterator[Mismatch]:
    """Look at every kept file again."""
    for where, what in faults_of_files(folders_without_rows=[page_pictures.FOLDER]):
        yield Mismatch(where, what)


def _check_edition(edition: Edition, sealed: dict[int, str]) -> Iterator[Mismatch]:
    """Check one edition; adds the audit heads that its signatures seal."""
    where = f"Edition {edition.pk} ({edition.code})"
    if sha256_of(edition.snapshot) != edition.snapshot_sha256:
        yield Mismatch(where, "its snapshot was altered")
    decisions = list(edition.decisions.all())
    yield from (Mismatch(where, what) for what in _state_faults(edition, decisions))
    last = next((file for file in edition.files.all() if file.number == edition.file_number), None)
    if last is None:
        yield Mismatch(where, f"its file {edition.file_number} is not known")
        return
    try:
        with last.file.open("rb") as opened:
            verdict = verify_file(opened.read(), trust_pems=installation.trust().roots)
    except OSError:
        return  # told with the files
    yield from (Mismatch(where, what) for what in _signature_faults(decisions, verdict))
    heads = [entry.audit_head for entry in verdict.signatures] + [entry.audit_head for entry in decisions]
    for head in heads:
        sequence, _, digest = head.partition(":")
        if sequence.isdigit():
            sealed.setdefault(int(sequence), digest)


def _state_faults(edition: Edition, decisions: list[Decision]) -> Iterator[str]:
    approvals = [decision for decision in decisions if decision.move == Move.APPROVE]
    steps = len(approvals) if edition.state in APPROVED_STATES else edition.current - 1
    if len(approvals) != steps or [decision.signatory.position for decision in approvals] != list(
        range(1, steps + 1)
    ):
        yield f"it stands at step {edition.current} with {len(approvals)} approvals"
    if edition.state in APPROVED_STATES and steps != edition.signatories.count():
        yield "it counts as approved, but not every step has decided"


def _signature_faults(decisions: list[Decision], verdict: FileVerdict) -> Iterator[str]:
    if verdict.altered or not verdict.readable:
        yield f"its file does not verify: {verdict.problem}"
    found = {entry.field: entry for entry in verdict.signatures}
    wanted = {SEAL_FIELD, *(f"step-{decision.signatory.position}" for decision in decisions)}
    if set(found) != wanted:
        yield f"its file is signed in {sorted(found)}, not in {sorted(wanted)}"
    for decision in decisions:
        signature = found.get(f"step-{decision.signatory.position}")
        if signature and (signature.audit_head, signature.name) != (decision.audit_head, decision.name):
            yield f"the signature of step {decision.signatory.position} does not say what the decision says"


def _check_chains(sealed: dict[int | None, dict[int, str]]) -> Iterator[Mismatch]:
    if not triggers.triggers_present(connection):
        yield Mismatch("audit log", "its triggers are missing (manage.py migrate puts them back)")
    names: dict[int | None, str] = dict(Agency.objects.values_list("pk", "name"))
    for agency_id in sorted({*chains(), *sealed}, key=lambda pk: pk or 0):
        broken = verify_chain(agency_id, sealed.get(agency_id, {}))
        if broken:
            name = names.get(agency_id, "site" if agency_id is None else f"agency {agency_id}")
            yield Mismatch(f"audit log of {name}", f"row {broken.sequence} {broken.fault}")
