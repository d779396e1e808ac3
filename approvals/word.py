"""Copies of an edition, as page and Word file: they tell in words what was decided, and where the signed file is."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils import timezone

from approvals.enums import Move
from approvals.models import Decision, Edition
from approvals.models.editions import APPROVED_STATES
from itaportal.keeping.kept import read_whole
from itaportal.language import in_thai
from itaportal.thai.dates import long_date
from reports import pictures
from reports.blocks import Block, Decided, Decisions, OpinionSheet, Printed, SignaturePlaces, Verification
from reports.pages import printed
from reports.snapshot.model import Snapshot
from reports.snapshot.reading import read_snapshot
from reports.typesetting.headings import pages_of
from reports.word.writer import write_docx


@in_thai()
def word_copy(edition: Edition) -> bytes:
    """Return the copy as a Word file."""
    copied = printed_copy(edition, read_snapshot(edition.snapshot))
    return write_docx(copied, pictures.data_uri, _pages(edition, copied))


@in_thai()
def printed_copy(edition: Edition, snapshot: Snapshot) -> Printed:
    """Return the frozen document with the decisions made so far; steps that are not decided have a place to sign."""
    pieces = printed(snapshot)
    decisions = tuple(map(_decided, edition.decisions.select_related("signatory")))
    copied = replace(pieces, blocks=tuple(_with_decisions(pieces, decisions)))
    if edition.state in APPROVED_STATES and snapshot.approval:
        copied = replace(copied, original=Verification(snapshot.approval.code, snapshot.approval.url))
    return copied


def _with_decisions(pieces: Printed, decisions: tuple[Decided, ...]) -> Iterator[Block]:
    for block in pieces.blocks:
        if isinstance(block, OpinionSheet):
            continue  # it is for opinions that go on behind a signature's field
        if not (decisions and isinstance(block, SignaturePlaces)):
            yield block
            continue
        yield Decisions(decisions)
        if left := block.steps[len(decisions) :]:
            yield SignaturePlaces(left)


def _decided(decision: Decision) -> Decided:
    """Return the decision in words. Who has no heading signs as the author and gives no opinion of his own."""
    heading = decision.signatory.heading
    opinion = tuple(line for line in decision.opinion.split("\n") if line)
    if heading or decision.move != Move.APPROVE:
        opinion = opinion or (decision.get_move_display(),)
    return Decided(
        heading=heading,
        opinion=opinion,
        signed=("ลงนามทางอิเล็กทรอนิกส์แล้ว", f"({decision.name})", *filter(None, decision.title)),
        day=long_date(timezone.localdate(decision.at)),
    )


def _pages(edition: Edition, pieces: Printed) -> dict[str, int]:
    """Return the pages of the headings as the signed PDF has them, none where that cannot be read."""
    if not pieces.anchors:
        return {}
    stored = edition.files.get(number=edition.file_number)
    try:
        return pages_of(read_whole(stored.file.name, stored.sha256), pieces.anchors)
    except OSError:
        return {}
