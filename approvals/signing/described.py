"""What the probe tells of a signature besides its soundness: chain, algorithms, validity, what to check it by for long.

Runs in the probe's process alone, on pyHanko's own findings.
"""

from typing import Any

_LONGEST_CHAIN = 10  # certificates that are told; a file may bring any number


def describe(embedded, status, stamp, dss) -> dict[str, Any]:
    """Return the facts that ``details_of`` reads; ``status`` and ``stamp`` are pyHanko's, ``dss`` is the file's own store."""
    certificate = embedded.signer_cert
    path = status.validation_path
    chain = list(reversed(list(path.iter_certs(include_root=True)))) if path else [certificate]
    validity = certificate["tbs_certificate"]["validity"]
    return {
        "chain": [_name(each.subject) for each in chain[:_LONGEST_CHAIN]],
        "chain_is_whole": bool(path),
        "valid_from": validity["not_before"].native.isoformat(),
        "valid_until": validity["not_after"].native.isoformat(),
        "digest": str(status.md_algorithm),
        "mechanism": str(status.pkcs7_signature_mechanism),
        "timestamp_by": _name(stamp.signing_cert.subject) if stamp and stamp.trusted else "",
        "has_revocation_data": bool(dss) and _is_told_of(certificate, dss),
    }


def _is_told_of(certificate, dss) -> bool:
    """Tell whether the file brings word of an authority on whether this certificate is revoked."""
    from asn1crypto import crl, ocsp

    for response in dss.ocsps:
        answers = ocsp.OCSPResponse.load(response.get_object().data).response_data["responses"]
        if any(answer["cert_id"]["serial_number"].native == certificate.serial_number for answer in answers):
            return True
    lists = (crl.CertificateList.load(entry.get_object().data) for entry in dss.crls)
    return any(found.issuer == certificate.issuer for found in lists)


def _name(name) -> str:
    found = name.native.get("common_name") or name.human_friendly
    return found if isinstance(found, str) else " ".join(found)
