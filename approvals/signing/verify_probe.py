"""The probe of approvals/signing/verdict.py: judges the signatures of a PDF."""

import hashlib
import io
import re
import unicodedata
from datetime import UTC, datetime
from typing import Any

from approvals.signing.described import describe
from approvals.signing.holders import attribute_text, may_sign
from approvals.signing.stated_heads import split_heads

AUDIT_HEAD = "audit-head:"


def answer(data: bytes, roots: int) -> dict:
    """Return the findings on the PDF that stands behind ``roots`` bytes of root certificates (PEM)."""
    return findings(data[roots:], data[:roots])


def findings(pdf: bytes, roots: bytes) -> dict:
    """Return pages and signatures; raises whatever the parser raises on a broken file."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    compare_all_names()
    PdfFileReader._get_object_from_stream = _object_from_stream  # type: ignore[method-assign]
    anchors = load_roots(roots)
    reader = PdfFileReader(io.BytesIO(pdf))
    if reader.encrypted:
        return {"encrypted": True}
    embedded = sorted(reader.embedded_signatures, key=lambda found: found.signed_revision)
    judged = [_judge(found, reader, pdf, anchors) for found in embedded]
    signed = {found.signed_revision for found in embedded}
    since_first = range(min(signed, default=0), reader.xrefs.total_revisions)
    return {
        "pages": int(reader.root["/Pages"]["/Count"]),
        "snapshot": _attached_sha256(reader, "snapshot.json") if judged else "",
        "signatures": judged,
        "unsigned_update": bool(signed) and not signed.issuperset(since_first),
        "covered": bool(judged) and judged[-1]["last_byte"] == len(pdf),
    }


def _attached_sha256(reader, wanted: str) -> str:
    """Return the hash of an attached file, "" where the document has none of this name at the top of its list."""
    try:
        names = reader.root["/Names"]["/EmbeddedFiles"]["/Names"]
        for place in range(0, len(names), 2):
            if names[place] == wanted:
                return hashlib.sha256(names[place + 1]["/EF"]["/F"].data).hexdigest()
    except (KeyError, IndexError, TypeError, AttributeError, ValueError):
        pass
    return ""


def load_roots(bundle: bytes) -> list:
    """Return the certificates (asn1crypto) of a PEM file, which may be empty."""
    from asn1crypto import pem, x509

    parts = pem.unarmor(bundle, multiple=True) if bundle else ()
    return [x509.Certificate.load(der) for kind, _, der in parts if kind == "CERTIFICATE"]


def compare_all_names() -> None:
    """Let asn1crypto compare names with letters that Unicode has had only since 2002, such as emoji.

    It refuses them (RFC 4518), so that a file with one could not be judged at all.
    """
    from asn1crypto import x509

    def prepared(part) -> str:
        text = part["value"].native
        try:
            return part._ldap_string_prep(text)
        except ValueError:
            return " ".join(unicodedata.normalize("NFKC", text).casefold().split())

    x509.NameTypeAndValue.prepped_value = property(prepared)


def _object_from_stream(reader, number: int, stream_number: int, index: int):
    """Read an object from its object stream, in place of pyHanko's method of this name.

    That one reads the stream's whole table of contents for every object: the square of their number, 11 seconds for a
    tagged report of 18 pages. This one keeps the table, and is as strict: the object must stand where it is said to.
    """
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.decode_limits import DecodePurpose
    from pyhanko.pdf_utils.misc import PdfStrictReadError

    kept = reader.__dict__.setdefault("_object_streams", {})
    if stream_number not in kept:
        stream = generic.Reference(stream_number, 0, reader).get_object()
        if not isinstance(stream, generic.StreamObject) or stream["/Type"] != "/ObjStm":
            raise PdfStrictReadError("not an object stream")
        data, first = stream.read_data(DecodePurpose.OBJECT_STREAM), int(stream["/First"])
        words = data[: max(first, 0)].split()
        if len(words) != 2 * stream["/N"] or not all(word.isdigit() for word in words):
            raise PdfStrictReadError("object stream header possibly corrupted")
        table = [int(word) for word in words]
        kept[stream_number] = data, [(table[at], first + table[at + 1]) for at in range(0, len(table), 2)]
    data, table = kept[stream_number]
    if not 0 <= index < len(table) or table[index][0] != number:
        raise PdfStrictReadError("object is in the wrong place")
    content = io.BytesIO(data)
    content.seek(table[index][1])
    found = generic.read_object(content, generic.Reference(number, 0, reader))
    if isinstance(found, generic.StreamObject | generic.IndirectObject):
        raise PdfStrictReadError("forbidden object type in object stream")
    return found


def _judge(embedded, reader, pdf: bytes, anchors: list) -> dict:
    """Return what there is to say about one signature or document time-stamp."""
    said = _read_statements(embedded)
    byte_range = [int(number) for number in embedded.byte_range]
    said["last_byte"] = sum(byte_range[2:]) if is_plain(pdf, byte_range, embedded.pkcs7_content) else -1
    try:
        return said | _check(embedded, reader, anchors, said["signed_at"])
    except (ValueError, TypeError, KeyError, ArithmeticError) as error:
        return said | {"intact": False, "valid": False, "trusted": False, "error": type(error).__name__}


def _read_statements(embedded) -> dict:
    """Return what the signature states about itself."""
    is_timestamp = embedded.sig_object_type == "/DocTimeStamp"
    stated = embedded.self_reported_timestamp
    if is_timestamp:
        stated = embedded.signed_data["encap_content_info"]["content"].parsed["gen_time"].native
    contact = str(embedded.sig_object.get("/ContactInfo", ""))
    heads = contact.removeprefix(AUDIT_HEAD) if contact.startswith(AUDIT_HEAD) else ""
    agency_head, site_head, circumstances = split_heads(heads)
    certificate = embedded.signer_cert
    subject, issuer = certificate.subject.native, certificate.issuer.native
    return {
        "field": embedded.field_name,
        "is_timestamp": is_timestamp,
        "signer": attribute_text(subject, "common_name") or certificate.subject.human_friendly,
        "organisation": attribute_text(subject, "organization_name"),
        "issuer": attribute_text(issuer, "common_name") or certificate.issuer.human_friendly,
        "serial": f"{certificate.serial_number:x}",
        "certificate_sha256": hashlib.sha256(certificate.dump()).hexdigest(),
        "self_signed": certificate.subject == certificate.issuer,
        "signed_at": stated.isoformat() if stated and stated.tzinfo else "",
        "certified": embedded.docmdp_level is not None,
        "reason": str(embedded.sig_object.get("/Reason", "")),
        "name": str(embedded.sig_object.get("/Name", "")),
        "audit_head": agency_head,
        "site_head": site_head,
        "circumstances": circumstances,
    }


def _check(embedded, reader, anchors: list, signed_at: str) -> dict:
    """Return the cryptographic findings, with trust as it was when the file was signed."""
    from pyhanko.sign.validation import KeyUsageConstraints, validate_pdf_signature, validate_pdf_timestamp

    now = datetime.now(UTC)
    moment = min(datetime.fromisoformat(signed_at), now) if signed_at else now
    context = _context(reader, anchors, moment)
    status: Any
    stamp: Any
    if embedded.sig_object_type == "/DocTimeStamp":
        stamp = status = validate_pdf_timestamp(embedded, context)
    else:
        usage = KeyUsageConstraints(key_usage=set())
        status = validate_pdf_signature(embedded, context, context, key_usage_settings=usage)
        stamp = status.timestamp_validity
    revoked = _is_revoked(embedded.signer_cert, reader, moment)
    made_for_it = may_sign(embedded.signer_cert)
    changes = status.modification_level.name
    return {
        "intact": bool(status.intact),
        "valid": bool(status.valid) and _is_orderly(embedded.signed_data),
        "trusted": bool(status.trusted) and not revoked and made_for_it,
        "root_sha256": _root_sha256(status),
        # pyHanko has no opinion on what came after a document time-stamp.
        "docmdp_ok": changes != "OTHER" if status.docmdp_ok is None else bool(status.docmdp_ok),
        "changes": changes,
        "trust_problem": _trust_problem(status, revoked, made_for_it),
        "timestamp_at": stamp.timestamp.isoformat() if stamp and stamp.trusted else "",
        "timestamp_broken": bool(stamp) and not (stamp.intact and stamp.valid),
        "ahead_of_clock": bool(signed_at) and datetime.fromisoformat(signed_at) > now,
        **describe(embedded, status, stamp, _security_store(reader)),
    }


def _root_sha256(status) -> str:
    """Return the hash of the root that leads to the signer, "" where none does."""
    path = status.validation_path
    root = path.trust_anchor.certificate if path else None
    return hashlib.sha256(root.dump()).hexdigest() if root else ""


def _trust_problem(status, revoked: bool, made_for_it: bool) -> str:
    if revoked:
        return "REVOKED"
    return getattr(status.trust_problem_indic, "name", "") or ("" if made_for_it else "PURPOSE")


def _context(reader, anchors: list, moment: datetime):
    """Return what a certificate is judged by: its chain as it was at the moment.

    Revocation data is left out here: it is younger than the moment, and pyHanko would take none of it.
    """
    from pyhanko_certvalidator import ValidationContext

    dss = _security_store(reader)
    others = list(dss.load_certs()) if dss else []
    return ValidationContext(anchors, other_certs=others, allow_fetching=False, moment=moment)


def _security_store(reader):
    from pyhanko.sign.validation import DocumentSecurityStore
    from pyhanko.sign.validation.errors import NoDSSFoundError

    try:
        return DocumentSecurityStore.read_dss(reader)
    except NoDSSFoundError:
        return None


def _is_revoked(certificate, reader, moment: datetime) -> bool:
    """Tell whether the file itself brings word that the certificate was revoked before the moment."""
    from asn1crypto import crl, ocsp

    dss = _security_store(reader)
    serial = certificate.serial_number
    for response in dss.ocsps if dss else []:
        answers = ocsp.OCSPResponse.load(response.get_object().data).response_data["responses"]
        for answer in answers:
            status = answer["cert_status"]
            if answer["cert_id"]["serial_number"].native == serial and status.name == "revoked":
                return status.chosen["revocation_time"].native <= moment
    for entry in dss.crls if dss else []:
        found = crl.CertificateList.load(entry.get_object().data)
        if found.issuer == certificate.issuer:
            for revoked in found["tbs_cert_list"]["revoked_certificates"]:
                if revoked["user_certificate"].native == serial:
                    return revoked["revocation_date"].native <= moment
    return False


def is_plain(pdf: bytes, byte_range: list[int], contents: bytes) -> bool:
    """Tell whether the unsigned gap holds the signature, zeros behind it, and nothing else.

    Other programs accept more there (other digits for the same bytes, spaces, anything behind the end), which would
    leave room for changes that no signature covers.
    """
    if len(byte_range) != 4 or byte_range[0] != 0:
        return False
    gap = pdf[byte_range[1] : byte_range[2]]
    digits = gap[1:-1]
    if gap[:1] + gap[-1:] != b"<>" or not re.fullmatch(rb"[0-9A-F]*|[0-9a-f]*", digits):
        return False
    return bytes.fromhex(digits.decode()) == contents and not contents[_der_length(contents) :].strip(b"\0")


def _der_length(data: bytes) -> int:
    """Return the length of the DER object at the start, header included."""
    if data[1] < 0x80:
        return 2 + data[1]
    octets = data[1] & 0x7F
    return 2 + octets + int.from_bytes(data[2 : 2 + octets], "big")


def _is_orderly(signed_data) -> bool:
    """Tell whether the parts of a signature that it does not cover itself say what they must, and no more."""
    signer = signed_data["signer_infos"][0]
    digests = [*signed_data["digest_algorithms"], signer["digest_algorithm"]]
    unsigned = signer["unsigned_attrs"].native and signer["unsigned_attrs"] or []
    stamps = [each for each in unsigned if each["type"].native == "signature_time_stamp_token"]
    return (
        signed_data["version"].native in {"v1", "v3"}
        and signer["version"].native == "v1"
        and len({digest["algorithm"].native for digest in digests}) == 1
        and all(digest.contents in _without_parameters(digest["algorithm"]) for digest in digests)
        and all(_is_orderly(token["content"]) for stamp in stamps for token in stamp["values"])
    )


def _without_parameters(algorithm) -> tuple[bytes, bytes]:
    """Return the two ways to write that an algorithm has no parameters."""
    return algorithm.dump(), algorithm.dump() + b"\x05\x00"
