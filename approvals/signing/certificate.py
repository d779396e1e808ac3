"""A person's certificate file (PKCS#12): checked before anything is signed, held in memory only."""

import base64
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from approvals.signing.holders import attribute_text, may_sign
from approvals.signing.reserved import is_reserved
from approvals.signing.showable import make_showable
from approvals.signing.softkey import SoftKey, is_root
from itaportal.language import format_lazy, gettext, gettext_lazy
from itaportal.probes import Bounds, ProbeBusy, ProbeFailed, ProbeRefused, ask
from itaportal.templatetags.thai import digits, long_date

MAX_BYTES = 100_000
_PROBE = Path(__file__).with_name("certificate_probe.py")
_SECONDS = 5  # of processor time; a busy machine may take longer
_PATIENCE = 30
_MEMORY = 512 * 1024 * 1024
_WEAK_HASHES = {"md2", "md5", "sha1"}
_LEAST_BITS = 2048
# What the programs that read PDF can check; on other curves pdfsig calls a sound signature invalid.
_CURVES = {"secp256r1", "secp384r1", "secp521r1"}
_KEY_NAMES = {"ed25519": "Ed25519", "ed448": "Ed448", "rsassa_pss": "RSASSA-PSS", "dsa": "DSA"}

_TOO_LARGE = gettext_lazy("ไฟล์นี้ใหญ่เกินกว่าจะเป็นใบรับรองอิเล็กทรอนิกส์ กรุณาเลือกไฟล์ .p12 หรือ .pfx ที่ได้จากผู้ออกใบรับรอง")
_ASK_KEY = gettext_lazy("กรุณาขอใบรับรองที่ใช้กุญแจ RSA 2048 บิตขึ้นไป หรือ EC แบบ P-256, P-384 หรือ P-521")
_REFUSED = {
    "unreadable": gettext_lazy(
        "ไฟล์นี้ไม่ใช่ใบรับรองอิเล็กทรอนิกส์ หรือไฟล์เสีย กรุณาเลือกไฟล์ .p12 หรือ .pfx ที่ได้จากผู้ออกใบรับรอง"
    ),
    "passphrase": gettext_lazy("รหัสผ่านของใบรับรองไม่ถูกต้อง กรุณาพิมพ์ใหม่ โดยระวังภาษาของแป้นพิมพ์และตัวพิมพ์ใหญ่เล็ก"),
    "no_key": gettext_lazy("ไฟล์นี้มีแต่ใบรับรอง ไม่มีกุญแจส่วนตัว จึงลงนามไม่ได้ กรุณาส่งออกไฟล์ใหม่โดยเลือกให้มีกุญแจส่วนตัวด้วย"),
    "unsupported": format_lazy(
        gettext_lazy("กุญแจหรือวิธีเข้ารหัสในไฟล์นี้เป็นแบบที่ระบบไม่รองรับ {ask_key}"), ask_key=_ASK_KEY
    ),
    "many_keys": gettext_lazy("ไฟล์นี้มีกุญแจมากกว่าหนึ่งชุด จึงไม่รู้ว่าจะใช้ชุดใด กรุณาส่งออกไฟล์ใหม่ให้มีใบรับรองของท่านใบเดียว"),
}
_OURS = gettext_lazy(
    "ชื่อในใบรับรองนี้เป็นชื่อของระบบเองหรือคล้ายจนทำให้เข้าใจผิด จึงใช้ลงนามไม่ได้ "
    "กรุณาใช้ใบรับรองในชื่อของท่านที่ได้จากผู้ออกใบรับรอง หรือใบรับรองที่ระบบออกให้"
)
_NAMELESS = gettext_lazy("ไม่ระบุชื่อ")
_LONGEST_NAME = 140  # holder and issuer are kept on one line


class CertificateRefused(Exception):
    """The file cannot be signed with; the message says in Thai why and what to do."""


@dataclass(frozen=True, slots=True)
class Credential(SoftKey):
    """A checked certificate with its key. ``serial`` is hexadecimal, ``not_after`` aware.

    ``self_signed`` tells that the holder issued it: it proves nobody's identity.
    """

    subject: str
    organisation: str
    issuer: str
    serial: str
    not_after: datetime
    self_signed: bool


def open_certificate(
    p12: bytes, passphrase: str, *, now: datetime, reserved: tuple[str, ...] = ()
) -> Credential:
    """Return the certificate and key in the file, fit for signing at ``now`` (aware). Raises CertificateRefused.

    ``reserved``: as in ``require_fit``. Revocation is asked when signing. Nothing is written anywhere, neither file nor passphrase.
    """
    from asn1crypto import x509

    if len(p12) > MAX_BYTES:
        raise CertificateRefused(_TOO_LARGE)
    found = _parse(p12, passphrase)
    certificates = tuple(base64.b64decode(certificate) for certificate in found["certificates"])
    try:
        certificate = x509.Certificate.load(certificates[0])
        require_fit(certificate, now, reserved)
        subject, issuer = certificate.subject.native, certificate.issuer.native
        return Credential(
            base64.b64decode(found["key"]),
            certificates,
            subject=_holder(certificate),
            organisation=_text(subject, "organization_name"),
            issuer=_text(issuer, "common_name") or _text(issuer, "organization_name"),
            serial=f"{certificate.serial_number:x}",
            not_after=certificate.not_valid_after,
            self_signed=is_root(certificates[0]),
        )
    except (ValueError, TypeError, KeyError):
        raise CertificateRefused(_REFUSED["unreadable"]) from None


def _parse(p12: bytes, passphrase: str) -> dict:
    """Open the file in a process of its own, where a crafted one cannot take hours or all memory."""
    order = json.dumps({"p12": base64.b64encode(p12).decode(), "passphrase": passphrase})
    try:
        return ask(_PROBE, order.encode(), Bounds(_SECONDS, _MEMORY, _PATIENCE))
    except ProbeBusy as busy:
        raise CertificateRefused(str(busy)) from None
    except ProbeRefused as refused:
        raise CertificateRefused(_REFUSED[str(refused)]) from None
    except ProbeFailed:
        raise CertificateRefused(_REFUSED["unreadable"]) from None


def require_fit(certificate, now: datetime, reserved: tuple[str, ...] = ()) -> None:
    """Pass a certificate (asn1crypto) that may sign at ``now`` (aware). Raises CertificateRefused.

    ``reserved``: names of the portal beside those that every portal has; a holder must bear none of them.
    """
    if _bears_our_name(certificate, reserved):
        raise CertificateRefused(_OURS)
    start, end = certificate.not_valid_before, certificate.not_valid_after
    if now < start:
        raise CertificateRefused(
            gettext("ใบรับรองนี้ยังไม่เริ่มใช้ ใช้ได้ตั้งแต่วันที่ {start}").format(start=_day(start, now))
        )
    if now > end:
        raise CertificateRefused(
            gettext("ใบรับรองนี้หมดอายุเมื่อวันที่ {end} กรุณาต่ออายุกับผู้ออกใบรับรองแล้วใช้ใบใหม่").format(end=_day(end, now))
        )
    if not may_sign(certificate):
        raise CertificateRefused(
            gettext("ใบรับรองนี้ออกให้ใช้งานอย่างอื่น ไม่ใช่การลงลายมือชื่อ กรุณาใช้ใบรับรองสำหรับลงลายมือชื่อ")
        )
    if weakness := _find_weakness(certificate):
        raise CertificateRefused(weakness)


def _bears_our_name(certificate, reserved: tuple[str, ...]) -> bool:
    """Tell whether holder or issuer is called like the portal: what the portal issues is never in somebody's hands."""
    subject, issuer = certificate.subject.native, certificate.issuer.native
    texts = [attribute_text(name, part) for name in (subject, issuer) for part in name]
    return is_reserved(texts) or is_reserved([attribute_text(subject, "common_name")], reserved)


def _holder(certificate) -> str:
    name = certificate.subject.native
    if "common_name" in name:
        return _text(name, "common_name") or _NAMELESS
    return make_showable(certificate.subject.human_friendly, most=_LONGEST_NAME) or _NAMELESS


def _text(name: dict, attribute: str) -> str:
    return make_showable(attribute_text(name, attribute), most=_LONGEST_NAME)


def _day(moment: datetime, now: datetime) -> str:
    return long_date(moment.astimezone(now.tzinfo).date())


def _find_weakness(certificate) -> str:
    """Say what is not safe, or is safe but cannot be checked by those who get the document; "" for a strong one."""
    public_key = certificate.public_key
    if public_key.algorithm == "rsa":
        if public_key.bit_size < _LEAST_BITS:
            return gettext("กุญแจของใบรับรองนี้ (RSA {bit_size} บิต) สั้นจนไม่ปลอดภัยแล้ว {ask_key}").format(
                bit_size=digits(public_key.bit_size), ask_key=_ASK_KEY
            )
    elif public_key.algorithm == "ec":
        kind, curve = public_key.curve
        if kind != "named" or curve not in _CURVES:
            name = curve if kind == "named" else gettext("กำหนดเอง")
            return gettext("กุญแจของใบรับรองนี้ (EC แบบ {name}) เป็นแบบที่โปรแกรมอ่าน PDF ไม่รองรับ {ask_key}").format(
                name=name, ask_key=_ASK_KEY
            )
    else:
        kind = _KEY_NAMES.get(public_key.algorithm, public_key.algorithm)
        return gettext("กุญแจของใบรับรองนี้เป็นชนิด {kind} ซึ่งโปรแกรมอ่าน PDF ยังไม่รองรับ {ask_key}").format(
            kind=kind, ask_key=_ASK_KEY
        )
    if certificate.hash_algo in _WEAK_HASHES:
        weak = certificate.hash_algo.upper()
        return gettext(
            "ผู้ออกใบรับรองลงนามใบรับรองนี้ด้วยวิธี {weak} ซึ่งไม่ปลอดภัยแล้ว กรุณาขอใบรับรองใหม่จากผู้ออกใบรับรอง"
        ).format(weak=weak)
    return ""
