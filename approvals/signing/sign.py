"""Signing: one decision is one incremental revision of the PDF (PAdES, ETSI.CAdES.detached, SHA-256)."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol

from approvals.signing.failures import BROKEN, SigningFailed
from approvals.signing.looks import Looks, fill_opinion
from approvals.signing.revision import (
    DIGEST,
    add_signature,
    forms_of,
    open_update,
    require_empty,
    stamp_style,
)
from approvals.signing.stated_heads import AUDIT_HEAD
from approvals.signing.timestamps import TimeStamp, TimeStampUnavailable
from approvals.signing.trust import Trust, revocation_data
from itaportal.language import gettext, gettext_lazy

Level = Literal["B-B", "B-T", "B-LTA"]
_REFUSED = gettext_lazy("ลงนามด้วยใบรับรองนี้ไม่ได้ กรุณาตรวจสอบใบรับรองหรือติดต่อผู้ออกใบรับรอง")


class Signer(Protocol):
    """Seal, Credential or Token."""

    def pyhanko_signer(self) -> AbstractContextManager:
        """Give what pyHanko signs with, for as long as the context lasts."""


@dataclass(frozen=True, slots=True)
class Signed:
    """The file with the new revision. ``timestamp_error`` is Thai text, empty unless the service failed."""

    pdf: bytes
    level: Level
    timestamp_error: str


@dataclass(frozen=True, slots=True)
class _Order:
    """What a signature says, and where."""

    pdf: bytes
    field: str
    looks: Looks
    at: datetime
    texts: dict[str, Any]


def sign(
    pdf: bytes,
    *,
    field: str,
    signer: Signer,
    looks: Looks,
    reason: str,
    name: str,
    location: str,
    audit_head: str,
    timestamp: TimeStamp | None,
    trust: Trust,
    at: datetime,
) -> Signed:
    """Fill the empty signature field, at the highest level that can be had now.

    ``looks`` are those of the field and of the step's others; ``at`` (aware) is the signing time stated in the file.
    A time-stamp service that fails costs a level and is told in the result. Raises SigningFailed for a field that
    is missing or filled, a broken PDF, a revoked certificate, a token that does not sign.
    """
    texts = {"reason": reason, "name": name, "location": location, "contact_info": AUDIT_HEAD + audit_head}
    order = _Order(pdf, field, looks, at, {key: text for key, text in texts.items() if text})
    with signer.pyhanko_signer() as pyhanko_signer:
        has_data = trust.fetch and revocation_data(pyhanko_signer, trust)
        return _at_best_level(order, pyhanko_signer, timestamp, trust if has_data else None)


def add_timestamp(pdf: bytes, timestamp: TimeStamp, trust: Trust | None = None) -> bytes:
    """Return the PDF with a document time-stamp as a revision of its own, for signatures that went without.

    With ``trust`` the revocation data of the time-stamp's own certificate goes in with it. Raises
    TimeStampUnavailable, and SigningFailed for a broken PDF.
    """
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.fields import InvisSigSettings
    from pyhanko.sign.signers import PdfTimeStamper
    from pyhanko.sign.signers.pdf_signer import TimestampDSSContentSettings

    try:
        return (
            PdfTimeStamper(
                timestamp.stamper(),
                readable_field_name=gettext("ตราประทับเวลาของเอกสาร"),
                invis_settings=InvisSigSettings(box_out_of_bounds=True),
            )
            .timestamp_pdf(
                open_update(pdf),
                DIGEST,
                validation_context=trust.context() if trust else None,
                dss_settings=TimestampDSSContentSettings(include_vri=False, update_before_ts=True),
            )
            .getvalue()
        )
    except PdfError as error:
        raise SigningFailed(BROKEN) from error


def _at_best_level(order: _Order, signer, timestamp: TimeStamp | None, trust: Trust | None) -> Signed:
    """Sign at B-LTA where ``trust`` is given, else at B-T, else at B-B."""
    from pyhanko.sign.general import SigningError
    from pyhanko_certvalidator.errors import PathError, ValidationError

    problem = ""
    if timestamp and trust:
        try:
            with_data = _sign_at_level(order, signer, timestamp, trust)
            return Signed(add_timestamp(with_data, timestamp, trust), "B-LTA", "")
        except TimeStampUnavailable as error:
            timestamp, problem = None, str(error)
        except (SigningError, PathError, ValidationError):
            pass  # The time-stamp's authority gives no revocation data: a level less.
    if timestamp:
        try:
            return Signed(_sign_at_level(order, signer, timestamp), "B-T", "")
        except TimeStampUnavailable as error:
            problem = str(error)
    return Signed(_sign_at_level(order, signer), "B-B", problem)


def _sign_at_level(
    order: _Order, signer, timestamp: TimeStamp | None = None, trust: Trust | None = None
) -> bytes:
    """Return the file with the signature; revocation data is embedded where ``trust`` is given."""
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.fields import SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata
    from pyhanko.sign.signers.pdf_signer import DSSContentSettings, SigDSSPlacementPreference

    try:
        writer = open_update(order.pdf)
        require_empty(writer, order.field)
        forms = forms_of(writer, order.looks.pdf)
        fill_opinion(writer, order.looks, forms)
    except (PdfError, ValueError, KeyError, TypeError) as error:
        raise SigningFailed(BROKEN) from error
    metadata = PdfSignatureMetadata(
        field_name=order.field,
        md_algorithm=DIGEST,
        subfilter=SigSeedSubFilter.PADES,
        validation_context=trust.context() if trust else None,
        embed_validation_info=trust is not None,
        signer_key_usage=set(),
        # In the signed revision itself, so that the last revision of a file is always a signature or a time-stamp.
        dss_settings=DSSContentSettings(
            include_vri=False, placement=SigDSSPlacementPreference.TOGETHER_WITH_SIGNATURE
        ),
        **order.texts,
    )
    stamper, style = timestamp.stamper() if timestamp else None, stamp_style(forms[0])
    return add_signature(writer, metadata, signer, at=order.at, timestamper=stamper, style=style)
