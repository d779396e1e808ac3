"""Incremental updates of a PDF: what was there stays byte for byte, what is new comes behind it."""

from datetime import datetime
from io import BytesIO

from approvals.signing.failures import BROKEN, SigningFailed
from itaportal.language import gettext_lazy

DIGEST = "sha256"
_MISSING = gettext_lazy("เอกสารนี้ไม่มีช่องลงนามที่กำหนดไว้ ({field}) กรุณาแจ้งผู้ดูแลระบบให้ออกเอกสารใหม่")
_FILLED = gettext_lazy("ช่องลงนามนี้ ({field}) ลงนามไปแล้ว กรุณาเปิดหน้าเอกสารใหม่เพื่อดูสถานะล่าสุด")


def page_count(pdf: bytes) -> int:
    """Return how many pages the portal's own PDF has."""
    from pypdf import PdfReader

    return len(PdfReader(BytesIO(pdf)).pages)


def open_update(pdf: bytes):
    """Return a pyHanko writer that appends to the PDF. Raises what pyHanko raises on a broken one."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    class Writer(IncrementalPdfFileWriter):
        def _update_meta(self):
            """Leave dates and producer as rendered: PDF/A wants them equal in two places, and nothing reads them."""

    return Writer(BytesIO(pdf))


def write_update(writer) -> bytes:
    """Return the file with the update."""
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def require_empty(writer, field: str) -> None:
    """Raise SigningFailed unless the file has the signature field and nobody has signed in it."""
    from pyhanko.sign.fields import enumerate_sig_fields

    filled = {name: value is not None for name, value, _ in enumerate_sig_fields(writer.prev)}
    if field not in filled:
        raise SigningFailed(_MISSING.format(field=field))
    if filled[field]:
        raise SigningFailed(_FILLED.format(field=field))


def forms_of(writer, pdf: bytes) -> list:
    """Return references to forms (XObjects) that look like the pages of the PDF; these share their fonts."""
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.reader import PdfFileReader

    reader = PdfFileReader(BytesIO(pdf))
    pages = [page.get_object() for page in reader.root["/Pages"]["/Kids"]]
    resources = writer.add_object(writer.import_object(pages[0]["/Resources"]))
    forms = []
    for page in pages:
        told = {"/Type": generic.pdf_name("/XObject"), "/Subtype": generic.pdf_name("/Form")}
        described: dict = {generic.pdf_name(key): value for key, value in told.items()}
        described[generic.pdf_name("/BBox")] = generic.ArrayObject(
            map(generic.FloatObject, page["/MediaBox"])
        )
        described[generic.pdf_name("/Resources")] = resources
        form = generic.StreamObject(described, stream_data=page["/Contents"].data)
        form.compress()
        forms.append(writer.add_object(form))
    return forms


def stamp_style(form):
    """Return a pyHanko stamp style that shows the form, filling the field."""
    from pyhanko.pdf_utils import content, generic
    from pyhanko.stamp import BaseStampStyle

    class Stamp:
        def apply_appearance(self, annotation):
            annotation[generic.pdf_name("/AP")] = content.AnnotAppearances(form).as_pdf_object()

    class Style(BaseStampStyle):
        def create_stamp(self, writer, box, text_params):
            return Stamp()

    return Style()


def add_signature(
    writer, metadata, signer, *, at: datetime, timestamper=None, style=None, new_field=None
) -> bytes:
    """Return the file with one signature more. ``at`` is the signing time that the signature states.

    Raises SigningFailed for a file that pyHanko cannot read or write; pyHanko's SigningError and the errors of the
    time-stamp service come through.
    """
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.signers import PdfSigner

    class Signer(PdfSigner):
        def init_signing_session(self, *args, **kwargs):
            session = super().init_signing_session(*args, **kwargs)
            session.system_time = at
            return session

    pdf_signer = Signer(
        metadata, signer, timestamper=timestamper, stamp_style=style, new_field_spec=new_field
    )
    try:
        return pdf_signer.sign_pdf(writer, existing_fields_only=new_field is None).getvalue()
    except PdfError as error:
        raise SigningFailed(BROKEN) from error
