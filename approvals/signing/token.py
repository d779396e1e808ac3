"""Signing with a key that never leaves its token (PKCS#11): a USB token or the organisation's key store."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from django.utils import timezone

from approvals.signing.certificate import CertificateRefused, require_fit
from approvals.signing.failures import SigningFailed
from itaportal.language import gettext_lazy

_WRONG_PIN = gettext_lazy("รหัส PIN ของโทเคนไม่ถูกต้อง กรุณาพิมพ์ใหม่ ถ้าผิดหลายครั้งโทเคนจะถูกล็อก")
_LOCKED = gettext_lazy("โทเคนถูกล็อกเพราะใส่รหัส PIN ผิดหลายครั้ง กรุณาติดต่อผู้ออกโทเคนเพื่อปลดล็อก")
_NO_TOKEN = gettext_lazy("ไม่พบโทเคนสำหรับลงนาม กรุณาตรวจว่าเสียบโทเคนแล้ว หรือแจ้งผู้ดูแลระบบ")

# A token knows one login for the whole process.
_one_at_a_time = Lock()


@dataclass(frozen=True, slots=True)
class Token:
    """The certificate ``cert_label`` with its key on the token ``label``; ``module`` is the token's driver.

    The PIN is never printed. ``reserved`` are names of the portal that the certificate must not bear.
    """

    module: Path
    label: str
    cert_label: str
    pin: str = field(repr=False)
    reserved: tuple[str, ...] = ()

    @contextmanager
    def pyhanko_signer(self) -> Iterator:
        """Give what pyHanko signs with, while the token's session is open.

        Raises SigningFailed, also for a certificate that is out of date or not made for signing.
        """
        from pkcs11.exceptions import PKCS11Error
        from pyhanko.sign.pkcs11 import PKCS11Signer

        try:
            with _one_at_a_time, self._session() as session:
                signer = PKCS11Signer(session, cert_label=self.cert_label, embed_roots=False)
                require_fit(signer.signing_cert, timezone.localtime(), self.reserved)
                yield signer
        except CertificateRefused as refused:
            raise SigningFailed(str(refused)) from None
        except PKCS11Error as error:
            raise SigningFailed(_NO_TOKEN) from error

    def _session(self):
        from pkcs11.exceptions import PinIncorrect, PinLenRange, PinLocked
        from pyhanko.sign.pkcs11 import TokenCriteria, open_pkcs11_session

        try:
            criteria = TokenCriteria(label=self.label)
            return open_pkcs11_session(str(self.module), token_criteria=criteria, user_pin=self.pin)
        except (PinIncorrect, PinLenRange) as error:
            raise SigningFailed(_WRONG_PIN) from error
        except PinLocked as error:
            raise SigningFailed(_LOCKED) from error
        except RuntimeError as error:  # The driver is missing or does not load.
            raise SigningFailed(_NO_TOKEN) from error
