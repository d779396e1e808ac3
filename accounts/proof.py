"""How and when the person of a session last proved who they are."""

import time
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest

from accounts.enums import WAYS

# What allauth calls the ways, and what we call them; a password set by a link was typed twice just now.
_WAYS = {"password": "password", "password_reset": "password", "socialaccount": "openid_connect"}


@dataclass(frozen=True, slots=True)
class Proof:
    """``method`` is "password", "totp", "webauthn", "recovery_codes" or "openid_connect"."""

    method: str
    at: datetime


def proofs_of(request: HttpRequest, user) -> list[Proof]:
    """Return how somebody proved themselves in this session, in order; also before the last step."""
    return [
        Proof(_WAYS.get(record["method"]) or record["type"], datetime.fromtimestamp(record["at"], UTC))
        for record in get_authentication_records(request, user)
        if record["method"] in _WAYS or record["method"] == "mfa"
    ]


def is_recent(request: HttpRequest) -> bool:
    """Tell whether the person proved themselves no longer ago than ACCOUNT_REAUTHENTICATION_TIMEOUT allows."""
    return recent_proof(request) is not None


def recent_proof(request: HttpRequest, methods: Collection[str] = WAYS) -> Proof | None:
    """Return the last proof by one of the methods, None where none is as fresh as ``is_recent`` demands."""
    since = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    proofs = proofs_of(request, request.user) if request.user.is_authenticated else []
    fresh = [proof for proof in proofs if proof.method in methods and proof.at.timestamp() > since]
    return fresh[-1] if fresh else None
