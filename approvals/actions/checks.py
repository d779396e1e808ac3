"""Judging the signatures of stored editions, some every night, and keeping what was found."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from approvals.models import Edition, SignatureCheck, StoredFile
from approvals.queries.signatures import attached_snapshot_sha256, recorded_signatures
from approvals.signing import installation
from approvals.signing.agreement import disagreements

NIGHTS = 6  # in which every edition has its turn: within a week, also where one night fails
_TOGETHER = 32 * 1024 * 1024  # bytes of files that one process judges


@dataclass(frozen=True, slots=True)
class Read:
    """An edition with its newest file as it is stored; both None where there is none, or it cannot be read."""

    edition: Edition
    stored: StoredFile | None
    pdf: bytes | None


def due_editions(*, everything: bool = False) -> QuerySet[Edition]:
    """Return whose signatures are to be judged now: never judged, signed since, found faulty, or longest ago."""
    editions = Edition.objects.order_by("pk")
    if everything:
        return editions
    checks = SignatureCheck.objects.filter(
        edition=OuterRef("pk"), file_number=OuterRef("file_number"), fault=""
    )
    # Of a check that is to come nobody can have taken note.
    wanted = ~Exists(checks) | Q(signature_check__at__gt=timezone.now())
    turn = _turn_of()
    return editions.filter(wanted | Q(signature_check__at__lte=turn)) if turn else editions.filter(wanted)


def _turn_of() -> datetime | None:
    """Return until when an edition must have been judged last to be judged again tonight."""
    oldest = SignatureCheck.objects.order_by("at").values_list("at", flat=True)
    share = -(-oldest.count() // NIGHTS)
    return oldest[share - 1] if share else None


def judge(reads: Sequence[Read]) -> None:
    """Judge the signatures of the files that could be read, and keep the result for each edition."""
    readable = [read for read in reads if read.pdf is not None]
    for start, end in pairwise(_cuts([len(read.pdf or b"") for read in readable])):
        _judge_together(readable[start:end])


def _cuts(sizes: Sequence[int]) -> Iterator[int]:
    """Yield where to cut a row of files into parts that are not too large."""
    total = 0
    yield 0
    for place, size in enumerate(sizes):
        if total and total + size > _TOGETHER:
            yield place
            total = 0
        total += size
    if sizes:
        yield len(sizes)


def _judge_together(reads: Sequence[Read]) -> None:
    now = timezone.now()
    verdicts = installation.verify_own([read.pdf or b"" for read in reads])
    checks = []
    for read, verdict in zip(reads, verdicts, strict=True):
        edition = read.edition
        recorded = recorded_signatures(edition, edition.file_number)
        faults = disagreements(verdict, recorded, attached_snapshot_sha256(edition))
        check = SignatureCheck(
            edition=edition, file_number=edition.file_number, at=now, fault="\n".join(faults)
        )
        checks.append(check)
    SignatureCheck.objects.bulk_create(
        checks,
        update_conflicts=True,
        unique_fields=["edition"],
        update_fields=["file_number", "at", "fault"],
    )


def found_faults() -> Iterator[tuple[Edition, str]]:
    """Yield what the last judgement of each edition has found, also of nights before."""
    faulty = SignatureCheck.objects.exclude(fault="").select_related("edition").order_by("edition_id")
    for check in faulty.filter(file_number=F("edition__file_number")):
        yield from ((check.edition, fault) for fault in check.fault.split("\n"))
