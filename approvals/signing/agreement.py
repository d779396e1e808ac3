"""Whether a file's signatures are those that the portal has on record: what nobody can bring about by changing rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from approvals.signing.fields import SEAL_FIELD
from approvals.signing.verdict import FileVerdict, SignatureVerdict

_COMPARED = 100  # letters of a certificate's name: longer ones are shortened on record


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the record says of one signature. ``certificate`` begins with the holder's name, "" where it is not on record.

    ``issued``: the portal's local authority issued it. Of the seal of the submission neither name nor ``audit_head`` is on record. ``circumstances``: how it came about.
    """

    field: str
    name: str = ""
    audit_head: str = ""
    by_seal: bool = True
    certificate: str = ""
    circumstances: str = ""
    issued: bool = False


def disagreements(
    file: FileVerdict, recorded: Sequence[Recorded], snapshot_sha256: str, *, more_allowed: bool = False
) -> Iterator[str]:
    """Yield, in English, where a file is not what the record says, in order of its signatures.

    ``more_allowed``: the file may go on behind the signatures on record.
    """
    if not file.readable or file.altered:
        yield f"its signatures do not verify: {file.problem}"
        return
    fields = [signature.field for signature in file.signatures]
    wanted = [entry.field for entry in recorded]
    if (fields[: len(wanted)] if more_allowed else fields) != wanted:
        yield f"it is signed in {fields}, not in {wanted}"
    if file.snapshot_sha256 != snapshot_sha256:
        yield "the data that it carries are not those of the record"
    for signature, entry in zip_longest(file.signatures[: len(wanted)], recorded):
        if signature and entry and (fault := _fault(signature, entry)):
            yield f"the signature in {signature.field} {fault}"


def _fault(signature: SignatureVerdict, entry: Recorded) -> str:
    if entry.by_seal and not signature.own_seal:
        return "is not by the portal's seal"
    if entry.issued and not signature.issued_here:
        return "is not by a certificate that the portal issued"
    if (entry.field == SEAL_FIELD) != signature.certified:
        return "does not protect the file as it must"
    if entry.certificate and not entry.certificate.startswith(signature.signer[:_COMPARED]):
        return "is by another certificate than the record says"
    stated = (signature.name, signature.audit_head, signature.circumstances)
    if entry.field != SEAL_FIELD and stated != (entry.name, entry.audit_head, entry.circumstances):
        return "does not say what the decision says"
    return ""


def is_vouched_for(file: FileVerdict) -> bool:
    """Tell whether the portal or an authority it trusts vouches for every signer."""
    return all(signature.own_seal or signature.trusted for signature in file.signatures)
