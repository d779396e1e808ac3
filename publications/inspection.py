"""Bringing together what the portal and the file itself say about an uploaded PDF. Nothing is stored."""

import hashlib
from dataclasses import dataclass, replace

from approvals.models import Edition
from approvals.signing import installation
from approvals.signing.verdict import FileVerdict, verify_file
from publications import queries
from publications.revisions import earlier_revisions, is_pdf
from publications.verdicts import Checked, Match, Origin, Verdict, judged


@dataclass(frozen=True, slots=True)
class Inspection:
    """The verdict, the edition it is about if there is one, and what is in the file (None: not looked into)."""

    verdict: Verdict
    sha256: str
    edition: Edition | None
    match: Match | None
    file: FileVerdict | None


def inspected(content: bytes) -> Inspection:
    """Judge the bytes; takes up to 15 seconds for a file that is hard to read."""
    sha256 = hashlib.sha256(content).hexdigest()
    found = queries.held(sha256)
    if not is_pdf(content) or (found and found.match.origin == Origin.DRAFT):
        file = None
    else:
        file = verify_file(content, trust_pems=installation.trust().roots)
    attached = found and found.match.origin == Origin.COPY
    if found and not attached:
        checked, edition = Checked(True, match=found.match, file=file), found.edition
    else:
        checked, edition = _unmatched(content, file)
    if attached:
        checked, edition = replace(checked, match=found.match), found.edition
    return Inspection(judged(checked), sha256, edition, checked.match, file)


def _unmatched(content: bytes, file: FileVerdict | None) -> tuple[Checked, Edition | None]:
    if file is None:
        return Checked(is_pdf=False), None
    if begins := queries.held_beginning(list(earlier_revisions(content))):
        return Checked(True, beginning=begins.match, file=file), begins.edition
    # A file that was changed from its beginning still says where the audit log ended when it was signed.
    edition = queries.edition_of_audit_heads([signature.audit_head for signature in file.signatures])
    return Checked(True, names_ours=edition is not None, file=file), edition
