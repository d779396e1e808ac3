"""A sealed statement: any bytes with a signature beside them (CMS, detached), as ``openssl cms -verify`` reads it."""

import asyncio
import hashlib
from collections.abc import Set

from approvals.signing.revision import DIGEST
from approvals.signing.seal import Seal
from approvals.signing.timestamps import TimeStamp, TimeStampUnavailable


def seal_statement(data: bytes, seal: Seal, timestamp: TimeStamp | None) -> bytes:
    """Return the signature (DER), with a time-stamp where the service gives one."""
    with seal.pyhanko_signer() as signer:
        try:
            stamper = timestamp.stamper() if timestamp else None
            return asyncio.run(_sign(signer, data, stamper))
        except TimeStampUnavailable:
            return asyncio.run(_sign(signer, data, None))


async def _sign(signer, data: bytes, stamper) -> bytes:
    signed = await signer.async_sign_general_data(data, DIGEST, timestamper=stamper)
    return signed.dump()


def is_sealed(data: bytes, signature: bytes, seals: Set[str]) -> bool:
    """Tell whether one of the seals (sha256 of their certificates) has signed exactly the data."""
    from asn1crypto import cms
    from pyhanko.sign.general import CMSExtractionError, extract_certificate_info, extract_signer_info
    from pyhanko.sign.validation.errors import SignatureValidationError
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity

    try:
        signed_data = cms.ContentInfo.load(signature, strict=True)["content"]
        certificate = extract_certificate_info(signed_data).signer_cert
        if hashlib.sha256(certificate.dump()).hexdigest() not in seals:
            return False
        intact, valid = validate_sig_integrity(
            extract_signer_info(signed_data), certificate, "data", hashlib.new(DIGEST, data).digest()
        )
    except (ValueError, TypeError, KeyError, AttributeError, CMSExtractionError, SignatureValidationError):
        return False
    return intact and valid
