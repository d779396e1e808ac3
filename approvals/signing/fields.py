"""The places for signatures in a document, and the portal's signature that protects them.

Both are incremental updates: what was rendered stays byte for byte. The file stays PDF/A-3: every widget is printed
(/F 4), has an appearance or no size, and no viewer is asked to draw one (no /NeedAppearances).
"""

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO

from approvals.signing.failures import BROKEN, SigningFailed
from approvals.signing.revision import DIGEST, add_signature, open_update, write_update
from approvals.signing.seal import Seal
from approvals.signing.sign import AUDIT_HEAD
from reports.typesetting.laidout import MarkedBox

SEAL_FIELD = "portal-seal"


def add_signature_fields(pdf: bytes, places: Iterable[MarkedBox]) -> bytes:
    """Return the PDF with an empty signature field at every place. Raises SigningFailed.

    The label, where a place has one, is what a screen reader says for the empty field.
    """
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.fields import SigFieldSpec, append_signature_field

    try:
        writer = open_update(pdf)
        for place in places:
            left, bottom, right, top = map(round, place.box)
            spec = SigFieldSpec(
                place.name,
                on_page=place.page,
                box=(left, bottom, right, top),
                readable_field_name=place.label or f"ช่องลงนาม {place.name}",
            )
            append_signature_field(writer, spec)
        return write_update(writer)
    except (PdfError, ValueError, KeyError, IndexError, TypeError) as error:
        raise SigningFailed(BROKEN) from error


def certify(pdf: bytes, seal: Seal, *, reason: str, audit_head: str, at: datetime) -> bytes:
    """Return the PDF certified by the portal: from now on nothing but filling its signature fields is allowed.

    The signature is invisible and comes before all others. Raises SigningFailed.
    """
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata

    metadata = PdfSignatureMetadata(
        field_name=SEAL_FIELD,
        md_algorithm=DIGEST,
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.FILL_FORMS,
        reason=reason,
        contact_info=AUDIT_HEAD + audit_head,
    )
    field = SigFieldSpec(SEAL_FIELD, readable_field_name="ตราอิเล็กทรอนิกส์ของพอร์ทัล")
    try:
        with seal.pyhanko_signer() as signer:
            return add_signature(open_update(pdf), metadata, signer, at=at, new_field=field)
    except (PdfError, ValueError, KeyError, TypeError) as error:
        raise SigningFailed(BROKEN) from error


def field_size(pdf: bytes, field: str) -> tuple[float, float]:
    """Return width and height of a signature field in points; raises LookupError if there is none."""
    from pypdf import PdfReader

    for page in PdfReader(BytesIO(pdf)).pages:
        for reference in page.get("/Annots", ()):
            widget = reference.get_object()
            if widget.get("/T") == field:
                x1, y1, x2, y2 = (float(number) for number in widget["/Rect"])
                return abs(x2 - x1), abs(y2 - y1)
    raise LookupError(field)
