"""How and when the person of a session last proved who they are."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest

# What allauth calls the ways, and what we call them; a password set by a link was typed twice just now.
_WAYS = {"password": "password", "password_reset": "password", "socialaccount": "openid_connect"}


@dataclass(frozen=True, slots=True)
class Proof:
    """``method`` is "password", "totp", "webauthn", "recovery_codes" or "openid_connect"."""

    method: str
    at: datetime


def latest_proof(request: HttpRequest) -> Proof | None:
    """Return the last proof of the person signed in; None where the session was not opened by one."""
    proofs = proofs_of(request, request.user)
    return proofs[-1] if proofs else None


def proofs_of(request: HttpRequest, user) -> list[Proof]:
    """Return how somebody proved themselves in this session, in order; also before the last step."""
    return [
        Proof(_WAYS.get(record["method"]) or record["type"], datetime.fromtimestamp(record["at"], UTC))
        for record in get_authentication_records(request, user)
        if record["method"] in _WAYS or record["method"] == "mfa"
    ]


def is_recent(request: HttpRequest) -> bool:
    """Tell whether the person proved themselves no longer ago than ACCOUNT_REAUTHENTICATION_TIMEOUT allows."""
    proof = latest_proof(request)
    return (
        proof is not None and time.time() - proof.at.timestamp() < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    )
