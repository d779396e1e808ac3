"""Checking everything that is stored against what is known of it: files, signatures, snapshots, the audit chains."""

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import islice

from django.db import connection

from agencies.auditlog import triggers
from agencies.auditlog.sealed import merge_heads, read_head
from agencies.auditlog.writing import chains, verify_chain
from agencies.models import Agency
from approvals import page_pictures
from approvals.actions.checks import Read, due_editions, found_faults, judge
from approvals.actions.heads import sealed_days
from approvals.enums import Move
from approvals.models import APPROVED_STATES, Decision, Edition
from approvals.sealed_heads import statements
from approvals.signing.stated_heads import stated_heads
from itaportal.keeping.inspection import faults_of_files
from reports.snapshot.reading import sha256_of

_AT_ONCE = 25  # editions


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Something stored that is not as it was; in English, for the operator."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


def mismatches(*, everything: bool = False) -> Iterator[Mismatch]:
    """Yield everything that is not as it was stored, files first, then documents, then the audit chains.

    Files, snapshots and chains are all looked at; of the signatures those whose turn it is, or ``everything``.
    """
    yield from _check_files()
    heads: dict[int | None, set[tuple[int, str]]] = defaultdict(set)
    due = set(due_editions(everything=everything).values_list("pk", flat=True))
    editions = Edition.objects.select_related("document__agency").prefetch_related(
        "decisions__signatory", "decisions__signed", "files"
    )
    rows = editions.order_by("pk").iterator(chunk_size=_AT_ONCE)
    while some := list(islice(rows, _AT_ONCE)):
        yield from _check_editions(some, due, heads)
    for edition, fault in found_faults():
        yield Mismatch(_name(edition), fault)
    yield from _check_statements(heads)
    yield from _check_chains({agency_id: merge_heads(known) for agency_id, known in heads.items()})


def _check_files() -> Iterator[Mismatch]:
    """Look at every kept file again."""
    for where, what in faults_of_files(folders_without_rows=[page_pictures.FOLDER]):
        yield Mismatch(where, what)


def _name(edition: Edition) -> str:
    return f"Edition {edition.pk} ({edition.code})"


def _check_editions(
    editions: Sequence[Edition], due: Set[int], heads: dict[int | None, set[tuple[int, str]]]
) -> Iterator[Mismatch]:
    """Check some editions; adds the audit heads that their files state."""
    reads = [_read(edition) for edition in editions]
    for read in reads:
        yield from (Mismatch(_name(read.edition), what) for what in _record_faults(read))
        agency_id = read.edition.document.agency_id
        for agency, site in stated_heads(read.pdf or b""):
            heads[agency_id] |= set(read_head(agency))
            heads[None] |= set(read_head(site))
        for decision in read.edition.decisions.all():
            heads[agency_id] |= set(read_head(decision.audit_head))
    judge([read for read in reads if read.edition.pk in due])


def _read(edition: Edition) -> Read:
    last = next((file for file in edition.files.all() if file.number == edition.file_number), None)
    if last is None:
        return Read(edition, None, None)
    try:
        with last.file.open("rb") as opened:
            return Read(edition, last, opened.read())
    except (OSError, ValueError):
        return Read(edition, last, None)  # told with the files


def _record_faults(read: Read) -> Iterator[str]:
    edition = read.edition
    if sha256_of(edition.snapshot) != edition.snapshot_sha256:
        yield "its snapshot was altered"
    yield from _state_faults(edition, list(edition.decisions.all()))
    if read.stored is None:
        yield f"its file {edition.file_number} is not known"


def _state_faults(edition: Edition, decisions: list[Decision]) -> Iterator[str]:
    approvals = [decision for decision in decisions if decision.move == Move.APPROVE]
    steps = len(approvals) if edition.state in APPROVED_STATES else edition.current - 1
    if len(approvals) != steps or [decision.signatory.position for decision in approvals] != list(
        range(1, steps + 1)
    ):
        yield f"it stands at step {edition.current} with {len(approvals)} approvals"
    if edition.state in APPROVED_STATES and steps != edition.signatories.count():
        yield "it counts as approved, but not every step has decided"


def _check_statements(heads: dict[int | None, set[tuple[int, str]]]) -> Iterator[Mismatch]:
    """Check the sealed heads of every day, against each other and against what the site's log says of them."""
    wanted, kept, later = sealed_days(), set(), None
    for statement in statements():
        where = f"sealed audit heads of {statement.day}"
        kept.add(statement.day)
        if not statement.sound:
            yield Mismatch(where, "are not as the portal sealed them")
        elif wanted.get(statement.day, statement.sha256) != statement.sha256:
            yield Mismatch(where, "are not those that the log of the site tells of")
        if later and later.sound and later.previous != statement.sha256:
            yield Mismatch(where, f"are not those that {later.day} follows")
        later = statement
        for agency_id, head in statement.heads.items() if statement.sound else ():
            heads[agency_id or None] |= set(read_head(head))
    yield from (Mismatch(f"sealed audit heads of {day}", "are missing") for day in sorted(set(wanted) - kept))


def _check_chains(sealed: dict[int | None, dict[int, str]]) -> Iterator[Mismatch]:
    if not triggers.triggers_present(connection):
        yield Mismatch("audit log", "its triggers are missing (manage.py migrate puts them back)")
    names: dict[int | None, str] = dict(Agency.objects.values_list("pk", "name"))
    for agency_id in sorted({*chains(), *sealed}, key=lambda pk: pk or 0):
        broken = verify_chain(agency_id, sealed.get(agency_id, {}))
        if broken:
            name = names.get(agency_id, "site" if agency_id is None else f"agency {agency_id}")
            yield Mismatch(f"audit log of {name}", f"row {broken.sequence} {broken.fault}")
