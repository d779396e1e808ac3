"""What each role may do, as data: pages and actions ask this table and nothing else."""

from collections.abc import Iterable
from enum import StrEnum

from agencies.enums import Role


class Capability(StrEnum):
    """One thing a person may do within an agency."""

    VIEW = "view"  # read scores, plans, progress and documents
    ENTER = "enter"  # enter and change them
    MANAGE = "manage"  # people, departments, approval chain, emblem, thresholds
    AUDIT = "audit"  # read, check and export the audit log
    SIGN = "sign"  # stand in the approval chain, or act for somebody who does


CAPABILITIES: dict[str, frozenset[Capability]] = {
    Role.STAFF: frozenset({Capability.VIEW, Capability.ENTER, Capability.SIGN}),
    Role.CHIEF: frozenset({Capability.VIEW, Capability.ENTER, Capability.SIGN}),
    Role.SECRETARY: frozenset({Capability.VIEW, Capability.SIGN}),
    Role.EXECUTIVE: frozenset({Capability.VIEW, Capability.SIGN}),
    Role.VIEWER: frozenset({Capability.VIEW, Capability.AUDIT}),
    Role.AGENCY_ADMIN: frozenset({Capability.VIEW, Capability.MANAGE, Capability.AUDIT}),
}
OVERSIGHT_CAPABILITIES = frozenset({Capability.VIEW})
# What is left of them in an agency that is closed.
READING_CAPABILITIES = frozenset({Capability.VIEW, Capability.AUDIT})


def capabilities_of(roles: Iterable[str]) -> frozenset[Capability]:
    """Return what a person of these roles may do."""
    return frozenset().union(*(CAPABILITIES[role] for role in roles))


def roles_with(capability: Capability) -> list[str]:
    """Return the roles that hold the capability."""
    return [role for role, held in CAPABILITIES.items() if capability in held]
