"""The portal's seal for actions."""

import logging

from approvals.signing import configured
from approvals.signing.failures import SigningFailed
from approvals.signing.seal import Seal

logger = logging.getLogger(__name__)
_NO_SEAL = "ตราอิเล็กทรอนิกส์ของพอร์ทัลใช้งานไม่ได้ในขณะนี้ กรุณาแจ้งผู้ดูแลระบบ"


def portal_seal() -> Seal:
    """Return the portal's seal; raises SigningFailed, and tells the operator why, if it cannot be opened."""
    try:
        return configured.seal()
    except (OSError, ValueError) as error:
        logger.exception("The portal's seal cannot be used")
        raise SigningFailed(_NO_SEAL) from error
