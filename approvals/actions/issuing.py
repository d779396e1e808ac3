"""What a decision is signed with; certificates for people who have none are made when they first sign, and used for them."""

import base64
import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from agencies.auditlog.writing import record
from agencies.models import Agency, User
from approvals.enums import Means, Trust
from approvals.models import PersonalKey
from approvals.queries.editions import Acting
from approvals.signing import installation
from approvals.signing.authority import AUTHORITY_NAME, as_fits, new_person
from approvals.signing.showable import make_showable
from approvals.signing.softkey import SoftKey, export_key
from itaportal.encryption import cipher_for

logger = logging.getLogger(__name__)
_SECRET = "approvals.personal-key"
_RENEWED_BEFORE_END = timedelta(days=30)
_OWN_TRUST = {Means.SEAL: Trust.SEAL, Means.ISSUED: Trust.LOCAL}


@dataclass(frozen=True, slots=True)
class Signing:
    """What the decision is signed with; ``signer`` is a Seal, Credential, Token or SoftKey of approvals.signing."""

    means: Means
    signer: Any
    certificate: str

    @classmethod
    def by_seal(cls) -> "Signing":
        """Sign with the portal's seal, which attests who signed in and decided. Raises SigningFailed."""
        seal = installation.usable_seal()
        return cls(Means.SEAL, seal, seal.name)

    @classmethod
    def by_portal(cls) -> "Signing":
        """Sign with the certificate that the portal has issued to the person, or issues now."""
        return cls(Means.ISSUED, None, "")

    def made_out(self, agency: Agency, by: User, person: Acting) -> "Signing":
        """Return it with the person's certificate where the portal has to find one. Raises SigningFailed.

        Where none can be issued the seal signs: an office does not stand still for that, and the record tells it.
        """
        if self.means != Means.ISSUED:
            return self
        signer = personal_signer(
            agency=agency, user=by, name=person.name, position_title=person.position_title
        )
        holder = make_showable(as_fits(person.name))
        return Signing(Means.ISSUED, signer, f"{holder} · {AUTHORITY_NAME}") if signer else self.by_seal()

    @property
    def trust(self) -> Trust:
        """What is known of whose certificate it is. Raises SigningFailed."""
        if own := _OWN_TRUST.get(self.means):
            return own
        return Trust.TRUSTED if installation.vouches_for(self.signer) else Trust.UNPROVEN


def personal_signer(*, agency: Agency, user: User, name: str, position_title: str) -> SoftKey | None:
    """Return what the portal signs with for the person, a new one where name or position are others or the end is near.

    None where the local authority cannot issue: its key is locked or elsewhere. The operator is told in the log.
    """
    kept = PersonalKey.objects.filter(agency=agency, user=user).first()
    wanted = (name, position_title)
    if kept and (kept.name, kept.position_title) == wanted and _is_usable(kept) and (signer := _open(kept)):
        return signer
    try:
        return _issue(agency, user, name, position_title)
    except (OSError, ValueError):
        logger.exception("No certificate could be issued: the portal's seal signs instead")
        return None


def _is_usable(kept: PersonalKey) -> bool:
    """Tell whether it goes on for a while, and the authority that issued it is still the portal's."""
    return kept.ends_at > timezone.now() + _RENEWED_BEFORE_END and _issued_by(kept.certificate)


def _issued_by(certificate: str) -> bool:
    from cryptography import x509
    from cryptography.exceptions import InvalidSignature

    root = installation.local_root()
    try:
        x509.load_pem_x509_certificate(certificate.encode()).verify_directly_issued_by(
            x509.load_pem_x509_certificate(root)
        )
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def _open(kept: PersonalKey) -> SoftKey | None:
    from asn1crypto import pem
    from cryptography.fernet import InvalidToken

    try:
        key = base64.b64decode(cipher_for(_SECRET).decrypt(kept.secret.encode()))
    except InvalidToken:  # SECRET_KEY was changed
        return None
    return SoftKey(key, (pem.unarmor(kept.certificate.encode())[2],))


@transaction.atomic
def _issue(agency: Agency, user: User, name: str, position_title: str) -> SoftKey:
    from cryptography.hazmat.primitives.serialization import Encoding

    now = timezone.now()
    key, certificate = new_person(
        installation.issuer(), name=name, position=position_title, organisation=agency.name, now=now
    )
    signer = SoftKey(*export_key(key, [certificate]))
    secret = cipher_for(_SECRET).encrypt(base64.b64encode(signer.key)).decode()
    issued, _ = PersonalKey.objects.update_or_create(
        agency=agency,
        user=user,
        defaults={
            "name": name,
            "position_title": position_title,
            "certificate": certificate.public_bytes(Encoding.PEM).decode(),
            "serial": f"{certificate.serial_number:x}",
            "secret": secret,
            "issued_at": now,
            "ends_at": certificate.not_valid_after_utc,
        },
    )
    told = {each: getattr(issued, each) for each in ("name", "position_title", "serial", "ends_at")}
    record("certificate.issue", issued, by=user, agency=agency, after=told)
    return signer
