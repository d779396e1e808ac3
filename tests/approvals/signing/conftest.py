"""A certified document with three places to sign, and everybody who may sign in them."""

import hashlib
import os
import shutil
import subprocess
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from approvals.signing.appearance import Waiting, Words, draw_decision, draw_waiting
from approvals.signing.certificate import open_certificate
from approvals.signing.fields import add_signature_fields, certify
from approvals.signing.looks import MORE, OPINION, Looks, Space, space_of
from approvals.signing.seal import local_authority
from approvals.signing.sign import sign
from approvals.signing.token import Token
from approvals.signing.trust import Trust
from tests.factories.pki import PASSPHRASE, Authority
from tests.pdftext import paragraphs, render

# The fields of a step, as documents have them.
WIDTH, HEIGHT = 454, 96
SPACES = {
    "step-1": Space(0, WIDTH, HEIGHT),
    f"step-1{OPINION}": Space(0, WIDTH, 74),
    f"step-1{MORE}": Space(1, WIDTH, 280),
}
SOFTHSM = (Path("/usr/lib/softhsm/libsofthsm2.so"), Path("/usr/local/lib/softhsm/libsofthsm2.so"))
PIN = "4321"


@dataclass(frozen=True)
class Place:
    name: str
    page: int
    box: tuple[float, float, float, float]
    label: str = ""


@dataclass(frozen=True)
class Decision:
    """A decision with its usual texts; ``on`` signs it in a file."""

    field: str = "step-1"
    opinion: str = "เห็นชอบ – ขอให้ติดตามทุกไตรมาส"

    def on(self, pdf, signer, *, timestamp=None, trust=None):
        return sign(
            pdf,
            field=self.field,
            signer=signer,
            looks=self.looks(),
            reason="เห็นชอบ",
            name="นายตัวอย่าง นามสมมุติ",
            location="เทศบาลตำบลตัวอย่าง",
            audit_head="a1b2c3",
            timestamp=timestamp,
            trust=trust or Trust(),
            at=datetime.now(UTC),
        )

    def looks(self) -> Looks:
        return replace(drawn(self.opinion), fields=(self.field, self.field + OPINION))

    def at(self, step: int):
        return replace(self, field=f"step-{step}")


def drawn(opinion: str, *, spaces=SPACES, **changes) -> Looks:
    texts = {
        "name": "นายตัวอย่าง นามสมมุติ",
        "position": "นายกเทศมนตรีตำบลตัวอย่าง",
        "decided_on": date(2026, 11, 21),
        "mark": "เห็นชอบ",
        "heading": "ความเห็นของนายกเทศมนตรี",
    }
    return draw_decision("step-1", spaces, Words(opinion=opinion, **{**texts, **changes}))


@pytest.fixture(scope="session")
def authority(tmp_path_factory):
    with Authority(tmp_path_factory.mktemp("authority")).running() as authority:
        yield authority


@pytest.fixture
def outage(authority):
    """Make the time-stamp service fail in a named way until the test ends."""

    def fail(how: str) -> None:
        authority.broken = how

    yield fail
    authority.broken = ""


@pytest.fixture(scope="session")
def seal(tmp_path_factory):
    return local_authority(tmp_path_factory.mktemp("portal") / "signing")


def seal_ids(seal) -> frozenset[str]:
    """Return what a portal with this seal knows it by."""
    return frozenset({hashlib.sha256(seal.certificates[0]).hexdigest()})


@pytest.fixture(scope="session")
def mayor(authority):
    """The mayor's own certificate, opened from its file."""
    return open_certificate(authority.p12("mayor"), PASSPHRASE, now=datetime.now(UTC))


@pytest.fixture(scope="session")
def token(authority, tmp_path_factory):
    """A token with the clerk's certificate, and one that has expired."""
    module = next((path for path in SOFTHSM if path.exists()), None)
    if module is None or shutil.which("softhsm2-util") is None:
        pytest.skip("SoftHSM is missing: install softhsm2")
    folder = tmp_path_factory.mktemp("token")
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder}/tokens\nlog.level = ERROR\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOFTHSM2_CONF", str(folder / "softhsm2.conf"))
        certificates = {label: authority.certificate(label) for label in ("clerk", "expired")}
        _fill_token(module, certificates, authority.key_file("person"))
        yield Token(module, "ita", "clerk", PIN)


def _fill_token(module, certificates, key_file):
    import pkcs11
    from pkcs11.util.x509 import decode_x509_certificate

    def told(*options):
        command = ["softhsm2-util", *options, "--pin", PIN]
        subprocess.run(command, check=True, capture_output=True, env=os.environ)

    told("--init-token", "--free", "--label", "ita", "--so-pin", PIN)
    for number, (label, certificate) in enumerate(certificates.items(), 1):
        told("--import", str(key_file), "--token", "ita", "--label", label, "--id", f"{number:02}", "--force")
        kept = {
            **decode_x509_certificate(certificate.dump()),
            pkcs11.Attribute.TOKEN: True,
            pkcs11.Attribute.LABEL: label,
            pkcs11.Attribute.ID: bytes([number]),
        }
        card = pkcs11.lib(str(module)).get_token(token_label="ita")
        with card.open(rw=True, user_pin=PIN) as session:
            session.create_object(kept)


@pytest.fixture(scope="session")
def rendered():
    """A document as it is rendered, without fields."""
    return render(paragraphs(["บันทึกข้อความ", "เรื่อง รายงานผลการดำเนินการตามมาตรการ ปีงบประมาณ พ.ศ. ๒๕๖๙"]))


@pytest.fixture(scope="session")
def document(rendered, seal):
    """The document as it is submitted: three places to sign, certified by the portal."""
    places = []
    for step, bottom in ((1, 620), (2, 430), (3, 240)):
        box = (85, bottom, 85 + WIDTH, bottom + HEIGHT)
        places.append(Place(f"step-{step}", 0, box, f"ลำดับที่ {step}"))
        above = (85, bottom + HEIGHT, 85 + WIDTH, bottom + HEIGHT + 74)
        places.append(Place(f"step-{step}{OPINION}", 0, above, f"ความเห็น {step}"))
    waiting = [Waiting(f"step-{step}", "นายตัวอย่าง นามสมมุติ", "นายก", "ความเห็น") for step in (1, 2, 3)]
    looks = draw_waiting(waiting, {place.name: space_of(place) for place in places})
    pdf = add_signature_fields(rendered, places, looks)
    return certify(pdf, seal, reason="ส่งเอกสารเพื่อพิจารณา", audit_head="000000", at=datetime.now(UTC))


@pytest.fixture(scope="session")
def trust_pems(authority, seal):
    return (seal.root, authority.trust_pem)


@pytest.fixture(scope="session")
def approved(document, seal, mayor):
    """The document signed twice with the seal and then by the mayor."""
    pdf = document
    for step, signer in ((1, seal), (2, seal), (3, mayor)):
        pdf = Decision().at(step).on(pdf, signer).pdf
    return pdf
