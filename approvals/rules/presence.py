"""How the person who decides proved who they are, and from where: what a decision keeps and its signature states. Pure."""

import ipaddress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from accounts.enums import FACTORS, WAYS
from approvals.enums import AddressClass, ProofPolicy

# How old the proof may be when the button is pressed (settings.ACCOUNT_REAUTHENTICATION_TIMEOUT), and not a second more.
LASTS = timedelta(minutes=5)
_SUFFICES = {ProofPolicy.ANY: frozenset(WAYS), ProofPolicy.SECOND: frozenset(FACTORS)}


@dataclass(frozen=True, slots=True)
class Presence:
    """``method`` is a code of accounts.enums.WAYS; ``session_mark`` tells two sessions apart and opens neither."""

    method: str = ""
    at: datetime | None = None
    session_mark: str = ""
    address_class: str = ""


def methods_for(*policies: str) -> frozenset[str]:
    """Return the methods of proof that do for all the policies."""
    return frozenset(WAYS).intersection(*(_SUFFICES[ProofPolicy(policy)] for policy in policies))


def is_proven(presence: Presence, policy: str, pressed_at: datetime) -> bool:
    """Tell whether the person had proved who they are as the policy demands when they pressed the button."""
    at = presence.at
    return at is not None and presence.method in methods_for(policy) and pressed_at - at <= LASTS


def address_class(address: str) -> AddressClass | str:
    """Return what kind of place an address is, "" for something that is none; the address itself is never kept."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    found = getattr(found, "ipv4_mapped", None) or found
    if found.is_loopback:
        return AddressClass.SAME
    return AddressClass.PRIVATE if found.is_private else AddressClass.PUBLIC


def circumstances(presence: Presence, *, opened: bool | None, trust: str) -> str:
    """Return what a signature states of how it came about, in Latin letters; "" where nothing is known."""
    proved = f"{presence.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if presence.at else ""
    known = {
        "proof": presence.method,
        "proved": proved,
        "session": presence.session_mark,
        "address": presence.address_class,
        "opened": {True: "yes", False: "no", None: ""}[opened],
        "trust": trust,
    }
    return " ".join(f"{name}:{value}" for name, value in known.items() if value)
