"""Bringing together what the portal and the file itself say about an uploaded PDF. Nothing is stored."""

import hashlib
from dataclasses import dataclass, replace

from approvals.models import Edition
from approvals.queries.signatures import attached_snapshot_sha256, recorded_signatures
from approvals.signing import installation
from approvals.signing.agreement import disagreements
from approvals.signing.verdict import FileVerdict
from itaportal.language import in_thai
from itaportal.probes import STRANGERS, Turns
from publications.verification import held_files
from publications.verification.answers import Checked, Match, Origin, Verdict
from publications.verification.held_files import HeldFile
from publications.verification.indications import Finding, indicate_file
from publications.verification.revisions import earlier_revisions, is_pdf
from publications.verification.verdicts import judge_file


@dataclass(frozen=True, slots=True)
class Inspection:
    """The verdict, the edition it is about if there is one, and what is in the file (None: not looked into).

    ``finding``: the same in the words of the standard.
    """

    verdict: Verdict
    sha256: str
    edition: Edition | None
    match: Match | None
    file: FileVerdict | None
    finding: Finding


@in_thai()
def inspect_file(content: bytes, *, turns: Turns = STRANGERS) -> Inspection:
    """Judge the bytes; takes up to 15 seconds for a file that is hard to read. Raises ProbeBusy."""
    sha256 = hashlib.sha256(content).hexdigest()
    known = held_files.find_held_file(sha256)
    is_draft = known and known.match.origin == Origin.DRAFT
    file = None if is_draft or not is_pdf(content) else installation.verify(content, turns=turns)
    checked, edition = Checked(is_pdf=True, file=file), None
    # That an agency attached a file says nothing of what is in it.
    if not known or known.match.origin == Origin.COPY:
        checked, edition = _check_unmatched(content, file)
    if known:
        agrees = not known.stored or _agrees(known, file)
        checked, edition = replace(checked, match=known.match, agrees=agrees), known.edition
    return Inspection(judge_file(checked), sha256, edition, checked.match, file, indicate_file(checked))


def _agrees(held: HeldFile, file: FileVerdict | None, *, more_allowed: bool = False) -> bool:
    """Tell whether the file's signatures are those on record: that its hash is on record does not suffice.

    Whoever can put another file into the storage can often put another hash into the database; the keys are elsewhere.
    """
    if held.stored is None or file is None:
        return False
    edition = held.stored.edition
    recorded = recorded_signatures(edition, held.stored.number)
    found = disagreements(file, recorded, attached_snapshot_sha256(edition), more_allowed=more_allowed)
    return not any(found)


def _check_unmatched(content: bytes, file: FileVerdict | None) -> tuple[Checked, Edition | None]:
    if file is None:
        return Checked(is_pdf=False), None
    if begins := held_files.find_held_beginning(list(earlier_revisions(content))):
        agrees = _agrees(begins, file, more_allowed=True)
        return Checked(True, beginning=begins.match, agrees=agrees, file=file), begins.edition
    # A file that was changed from its beginning still says where the audit log ended when it was signed.
    edition = held_files.edition_of_audit_heads([signature.audit_head for signature in file.signatures])
    return Checked(True, names_ours=edition is not None, file=file), edition
