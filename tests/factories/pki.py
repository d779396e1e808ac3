"""A certificate authority with OCSP, CRL and time-stamp service for tests, served over HTTP by certomancer."""

import threading
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PASSPHRASE = "รหัสผ่าน-1234"
SIGNS = ("digital_signature", "non_repudiation")
NAMES = {
    "root": "ผู้ออกใบรับรองทดสอบ",
    "ocsp": "OCSP ทดสอบ",
    "tsa": "บริการประทับเวลาทดสอบ",
    "mayor": "นายตัวอย่าง นามสมมุติ",
    "clerk": "นางสาวตัวอย่าง อีกคน",
    "revoked": "ผู้ถูกเพิกถอน",
    "expired": "ผู้หมดอายุ",
    "future": "ผู้ยังไม่เริ่ม",
    "server": "เครื่องแม่ข่าย",
    "site": "เว็บไซต์",
}
_KEYS = ("root", "ocsp", "tsa", "person", "weak")


class Authority:
    """The authority: ``trust_pem`` is its root, ``url`` where it answers; ``broken`` says how the TSA fails."""

    def __init__(self, folder):
        self.broken, self._folder = "", folder
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self.tsa_url = f"{self.url}/test/tsa/tsa"
        _write_keys(folder)
        from certomancer.registry import ArchLabel, CertomancerConfig

        config = CertomancerConfig(_config(self.url), key_search_dir=str(folder))
        self.arch = config.get_pki_arch(ArchLabel("test"))
        self.trust_pem = self.pem("root")

    def pem(self, label: str) -> bytes:
        """Return a certificate."""
        from asn1crypto import pem

        return pem.armor("CERTIFICATE", self.certificate(label).dump())

    def certificate(self, label: str):
        """Return a certificate as asn1crypto has it."""
        from certomancer.registry import CertLabel

        return self.arch.get_cert(CertLabel(label))

    def key_file(self, name: str):
        """Return where a private key is (PEM)."""
        return self._folder / f"{name}.pem"

    def p12(self, label: str, passphrase: str = PASSPHRASE) -> bytes:
        """Return key, certificate and root as PKCS#12."""
        from certomancer.registry import CertLabel

        return self.arch.package_pkcs12(CertLabel(label), password=passphrase.encode())

    @contextmanager
    def running(self):
        """Answer requests as long as the context lasts."""
        thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()
            thread.join()

    def answered(self, path: str, body: bytes) -> tuple[str, bytes]:
        """Return content type and content for a request."""
        from asn1crypto import ocsp, tsp
        from certomancer.registry import ServiceLabel

        label = ServiceLabel(path.split("/")[3])
        registry, now = self.arch.service_registry, datetime.now(UTC)
        if "/ocsp/" in path:
            responder = registry.summon_responder(label, at_time=now)
            return "application/ocsp-response", responder.build_ocsp_response(
                ocsp.OCSPRequest.load(body)
            ).dump()
        if "/tsa/" in path:
            if self.broken == "garbage":
                return "application/timestamp-reply", b"\x30\x03garbage"
            request = tsp.TimeStampReq.load(body)
            if self.broken == "something else":
                request["message_imprint"]["hashed_message"] = bytes(32)
            return "application/timestamp-reply", registry.summon_timestamper(label).request_tsa_response(
                request
            ).dump()
        return "application/pkix-crl", registry.get_crl(label, at_time=now).dump()


def _handler(authority: Authority):
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            if authority.broken == "500" and "/tsa/" in self.path:
                self.send_error(500)
                return
            if authority.broken == "slow" and "/tsa/" in self.path:
                threading.Event().wait(1)
            kind, content = authority.answered(self.path, body)
            with suppress(ConnectionError):  # Who waited for a slow answer may be gone.
                self.send_response(200)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

        do_GET = do_POST

        def log_message(self, *args):
            """Keep the output of the tests to the tests."""

    return Handler


def _write_keys(folder) -> None:
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    for name in _KEYS:
        key = rsa.generate_private_key(public_exponent=65537, key_size=1024 if name == "weak" else 2048)
        pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        (folder / f"{name}.pem").write_bytes(pem)


def _config(url: str) -> dict:
    now = datetime.now(UTC)
    people = {
        "mayor": _certificate(now),
        "clerk": _certificate(now),
        "weak": _certificate(now, subject="mayor", key="weak"),
        "server": _certificate(now, usage=("key_encipherment",)),
        "site": _certificate(now),
        "expired": _certificate(now - timedelta(days=30), days=10),
        "future": _certificate(now + timedelta(days=3)),
        "revoked": _certificate(now),
    }
    for label, person in people.items():
        person.setdefault("subject", label)
    people["site"]["extensions"].append({"id": "extended_key_usage", "value": ["server_auth"]})
    people["revoked"]["revocation"] = {"revoked-since": (now - timedelta(hours=2)).isoformat()}
    return {
        "external-url-prefix": url,
        "keysets": {"test": {"keys": {name: {"path": f"{name}.pem"} for name in _KEYS}}},
        "pki-architectures": {
            "test": {
                "keyset": "test",
                "entity-defaults": {"country-name": "TH", "organization-name": "เทศบาลตำบลตัวอย่าง"},
                "entities": {label: {"common-name": name} for label, name in NAMES.items()},
                "certs": {**_authorities(now), **people},
                "services": {
                    "ocsp": {"ocsp": {"for-issuer": "root", "responder-cert": "ocsp", "signing-key": "ocsp"}},
                    "crl-repo": {
                        "root": {
                            "for-issuer": "root",
                            "signing-key": "root",
                            "simulated-update-schedule": "P90D",
                        }
                    },
                    "time-stamping": {"tsa": {"signing-key": "tsa", "signing-cert": "tsa"}},
                },
            }
        },
    }


def _authorities(now: datetime) -> dict:
    root = _certificate(
        now, key="root", subject="root", usage=("key_cert_sign", "crl_sign"), asked=False, days=3650
    )
    root["extensions"].append({"id": "basic_constraints", "critical": True, "value": {"ca": True}})
    stamps = {"id": "extended_key_usage", "critical": True, "value": ["time_stamping"]}
    answers = {"id": "extended_key_usage", "critical": True, "value": ["ocsp_signing"]}
    tsa = _certificate(now, key="tsa", subject="tsa", usage=("digital_signature",))
    ocsp = _certificate(now, key="ocsp", subject="ocsp", usage=("digital_signature",), asked=False)
    tsa["extensions"].append(stamps)
    ocsp["extensions"] += [answers, {"id": "ocsp_no_check", "critical": False}]
    return {"root": root, "tsa": tsa, "ocsp": ocsp}


def _certificate(start: datetime, *, key="person", subject="", usage=SIGNS, asked=True, days=365) -> dict:
    """Return the configuration of a certificate; ``asked`` ones tell where to ask about their revocation."""
    extensions = [
        {"id": "key_usage", "critical": True, "smart-value": {"schema": "key-usage", "params": list(usage)}}
    ]
    if asked:
        extensions += [
            {
                "id": "crl_distribution_points",
                "smart-value": {"schema": "crl-dist-url", "params": {"crl-repo-names": ["root"]}},
            },
            {
                "id": "authority_information_access",
                "smart-value": {"schema": "aia-urls", "params": {"ocsp-responder-names": ["ocsp"]}},
            },
        ]
    begins = start - timedelta(days=1)
    return {
        "issuer": "root",
        "authority-key": "root",
        "subject-key": key,
        "validity": {
            "valid-from": begins.isoformat(),
            "valid-to": (begins + timedelta(days=days)).isoformat(),
        },
        "extensions": extensions,
        **({"subject": subject} if subject else {}),
    }


def bundle(authority: Authority, label: str, passphrase: str, *, with_key=True, old=False, rounds=0) -> bytes:
    """Return PKCS#12 as other programs write it: without key, in the encryption of old Windows, or with many rounds."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.serialization import PrivateFormat, load_pem_private_key, pkcs12

    certificate = x509.load_der_x509_certificate(authority.certificate(label).dump())
    key = load_pem_private_key(authority.key_file("person").read_bytes(), None) if with_key else None
    encryption = PrivateFormat.PKCS12.encryption_builder()
    if old:
        encryption = encryption.key_cert_algorithm(pkcs12.PBES.PBESv1SHA1And3KeyTripleDESCBC).hmac_hash(
            hashes.SHA1()
        )
    encryption = encryption.kdf_rounds(1000)
    own, others = (certificate, []) if with_key else (None, [certificate])
    written = pkcs12.serialize_key_and_certificates(
        None, key, own, others, encryption.build(passphrase.encode())
    )
    # Nobody could write a file with many rounds in the time of a test; it only says that it has them.
    return _with_rounds(written, rounds) if rounds else written


def _with_rounds(p12: bytes, rounds: int) -> bytes:
    """Return the PKCS#12 with another number of rounds for its checksum, which comes before everything else."""
    from asn1crypto import pkcs12

    found = pkcs12.Pfx.load(p12)
    found["mac_data"]["iterations"] = rounds
    return found.dump(force=True)


def self_signed(name: str, passphrase: str, *, key=None, purposes=()) -> bytes:
    """Return PKCS#12 with a certificate that its holder has issued; ``purposes`` are numbers (extended key usage)."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
    from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12

    from approvals.signing.authority import name_attribute

    key = key or rsa.generate_private_key(public_exponent=65537, key_size=2048)
    subject = x509.Name([name_attribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
    )
    if purposes:
        usage = x509.ExtendedKeyUsage([x509.ObjectIdentifier(purpose) for purpose in purposes])
        builder = builder.add_extension(usage, critical=True)
    certificate = builder.sign(key, None if isinstance(key, ed25519.Ed25519PrivateKey) else hashes.SHA256())
    secret = BestAvailableEncryption(passphrase.encode())
    return pkcs12.serialize_key_and_certificates(None, key, certificate, None, secret)
