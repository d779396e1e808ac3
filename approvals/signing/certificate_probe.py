"""Run by approvals/signing/certificate.py: opens a PKCS#12 file given on standard input with its passphrase.

A script of its own, because a crafted file can demand a billion rounds of key derivation; here the kernel stops it.
It answers on standard output, and nothing of it ever reaches a disk.
"""

import base64
import json
import resource
import sys

_KEY_BAGS = {"key_bag", "pkcs8_shrouded_key_bag"}


def main(seconds: int, memory: int) -> None:
    """Print key and certificates, or why there are none. ``memory`` is in bytes."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    order = json.load(sys.stdin)
    json.dump(answer(base64.b64decode(order["p12"]), order["passphrase"]), sys.stdout)


def answer(p12: bytes, passphrase: str) -> dict:
    """Return ``key`` (PKCS#8) and ``certificates`` (DER) in base 64, or ``refused`` with the reason in one word."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
    from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12

    try:
        keys = count_keys(p12)
    except (ValueError, TypeError, KeyError):
        return {"refused": "unreadable"}
    try:
        found = load_pkcs12(p12, passphrase.encode())
    except UnsupportedAlgorithm:
        return {"refused": "unsupported"}
    except ValueError:
        return {"refused": "passphrase"}
    if found.key is None or found.cert is None:
        return {"refused": "no_key"}
    if keys > 1:
        return {"refused": "many_keys"}
    certificates = [found.cert, *found.additional_certs]
    return {
        "key": _text(found.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())),
        "certificates": [_text(more.certificate.public_bytes(Encoding.DER)) for more in certificates],
    }


def count_keys(p12: bytes) -> int:
    """Return how many keys stand in the readable parts, where every program puts them. Raises ValueError."""
    from asn1crypto import pkcs12

    safes = pkcs12.Pfx.load(p12, strict=True).authenticated_safe
    plain = [safe["content"].native for safe in safes if safe["content_type"].native == "data"]
    bags = [bag for content in plain for bag in pkcs12.SafeContents.load(content)]
    return sum(bag["bag_id"].native in _KEY_BAGS for bag in bags)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
