"""The kinds of change that are proposed and confirmed: each tells what it would change, and makes the change."""

from collections.abc import Mapping
from typing import Any

from agencies.models import Agency
from approvals.actions.proposed.chain import ChainChange
from approvals.actions.proposed.change import Change as Change
from approvals.actions.proposed.leaving import LeaveChange
from approvals.actions.proposed.office import RulesChange, SubstituteChange
from approvals.actions.proposed.people import AccountChange, MemberChange
from approvals.enums import ProposalKind

_KINDS: dict[str, type[Change]] = {
    ProposalKind.CHAIN: ChainChange,
    ProposalKind.SUBSTITUTE: SubstituteChange,
    ProposalKind.RULES: RulesChange,
    ProposalKind.MEMBER: MemberChange,
    ProposalKind.ACCOUNT: AccountChange,
    ProposalKind.LEAVE: LeaveChange,
}


def change_of(kind: str, agency: Agency, about: int | None, content: Mapping[str, Any]) -> Change:
    """Return the change that is proposed."""
    return _KINDS[kind](agency, about, content)
