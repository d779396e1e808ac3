"""Putting the parts of an approval into a document of any kind."""

from collections.abc import Iterator
from dataclasses import replace

from itaportal.thai import long_date
from reports.blocks import (
    Block,
    Heading,
    Paragraph,
    Printed,
    Signatory,
    SignaturePlaces,
    Signatures,
    Verification,
)
from reports.snapshot.model import Approval


def approved(printed: Printed, approval: Approval) -> Printed:
    """Return the document as it is submitted: with a place for every signature, and the code to check it by.

    The places stand where the document has its signatures, else on a page of their own at the end.
    """
    places = SignaturePlaces(tuple(Signatory(**dict(step)) for step in approval.steps))
    if any(isinstance(block, Signatures) for block in printed.blocks):
        blocks = tuple(places if isinstance(block, Signatures) else block for block in printed.blocks)
    else:
        blocks = (*printed.blocks, *_approval_page(printed.title, approval), places)
    return replace(printed, blocks=(*blocks, Verification(approval.code, approval.url)), mark=approval.mark)


def _approval_page(title: str, approval: Approval) -> Iterator[Block]:
    """Yield what stands over the signatures on a page of their own: which document they are for."""
    yield Heading(("การพิจารณาและลงนาม",), new_page=True)
    yield Paragraph(f"เรื่อง {title}", indent=False)
    registered = (f"เลขทะเบียน {approval.number}",) if approval.number else ()
    yield Paragraph(" · ".join((*registered, f"ฉบับที่ {approval.edition}")), indent=False)
    yield Paragraph(f"เสนอวันที่ {long_date(approval.submitted_on)}", indent=False)
