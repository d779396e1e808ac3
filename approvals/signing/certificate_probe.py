"""The probe of approvals/signing/certificate.py: opens a PKCS#12 file with its passphrase.

A crafted file can demand a billion rounds of key derivation. Nothing of question and answer ever reaches a disk.
"""

import base64
import json

from approvals.signing.softkey import export_key
from itaportal.probes import ProbeRefused

_KEY_BAGS = {"key_bag", "pkcs8_shrouded_key_bag"}


def answer(order: bytes) -> dict[str, object]:
    """Return ``key`` (PKCS#8) and ``certificates`` (DER) in base 64. Raises ProbeRefused with the reason in one word.

    ``order`` is JSON: ``p12`` in base 64 and ``passphrase``.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12

    asked = json.loads(order)
    p12 = base64.b64decode(asked["p12"])
    try:
        keys = count_keys(p12)
    except (ValueError, TypeError, KeyError):
        raise ProbeRefused("unreadable") from None
    try:
        found = load_pkcs12(p12, asked["passphrase"].encode())
    except UnsupportedAlgorithm:
        raise ProbeRefused("unsupported") from None
    except ValueError:
        raise ProbeRefused("passphrase") from None
    if found.key is None or found.cert is None:
        raise ProbeRefused("no_key")
    if keys > 1:
        raise ProbeRefused("many_keys")
    chain = [found.cert, *found.additional_certs]
    key, certificates = export_key(found.key, (more.certificate for more in chain))
    return {"key": _text(key), "certificates": [_text(certificate) for certificate in certificates]}


def count_keys(p12: bytes) -> int:
    """Return how many keys stand in the readable parts, where every program puts them. Raises ValueError."""
    from asn1crypto import pkcs12

    safes = pkcs12.Pfx.load(p12, strict=True).authenticated_safe
    plain = [safe["content"].native for safe in safes if safe["content_type"].native == "data"]
    bags = [bag for content in plain for bag in pkcs12.SafeContents.load(content)]
    return sum(bag["bag_id"].native in _KEY_BAGS for bag in bags)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
