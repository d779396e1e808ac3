"""Documents on their way, so that a demonstration has something to decide, to show and to verify."""

from django.utils import timezone

from agencies.enums import Role
from agencies.models import Agency, User
from approvals import actions
from approvals.actions import Signing
from approvals.enums import AddressClass, Move, ProposalKind
from approvals.models import Edition
from approvals.rules.presence import Presence
from reports.models import Document
from reports.snapshot.building import build_snapshot
from reports.snapshot.reading import fingerprint_of

# Agency and kind of the seed documents that the demonstration publishes; the others are left for trying it out.
PUBLISHED = (("thung-noi", "analysis-report"), ("thung-bu-lang", "outcome-report"))
_OPINIONS = ("เห็นควรเสนอผู้บริหารพิจารณา", "เห็นชอบ", "อนุมัติ ให้ดำเนินการและติดตามผลทุกไตรมาส")


def propose_chain(agency: Agency) -> None:
    """Have the agency's administrator propose its sample chain, as a first set-up that somebody else confirms."""
    proposer = agency.memberships.filter(role=Role.AGENCY_ADMIN).select_related("user").first()
    steps = list(agency.approval_steps.values_list("membership_id", "heading"))
    agency.approval_steps.all().delete()
    actions.propose(
        ProposalKind.CHAIN,
        agency=agency,
        content={"steps": [list(step) for step in steps]},
        by=proposer.user if proposer else None,
    )


def confirm_chain(agency: Agency, site_admin: User) -> None:
    """Have the site's administrator confirm it."""
    actions.confirm(proposal=agency.proposals.get(kind=ProposalKind.CHAIN), by=site_admin)


def submit(document: Document) -> Edition:
    """Submit the document as its clerk does."""
    return actions.submit(
        document=document,
        version=document.version,
        seen=fingerprint_of(build_snapshot(document)),
        message="โปรดพิจารณา",
        by=document.agency.memberships.get(role=Role.STAFF).user,
    )


def decide(edition: Edition, move: Move = Move.APPROVE, opinion: str = "") -> None:
    """Decide it as whose turn it is."""
    signatory = edition.signatories.select_related("user").get(position=edition.current)
    actions.note_opened(edition=edition, by=signatory.user)
    actions.decide(
        edition=edition,
        move=move,
        opinion=opinion or _OPINIONS[signatory.position - 1],
        seen_sha256=edition.files.get(number=edition.file_number).sha256,
        signing=Signing.by_portal(),
        by=signatory.user,
        presence=Presence("password", timezone.now(), address_class=AddressClass.SAME),
    )


def publish(document: Document) -> None:
    """Have the document go all its way."""
    edition = submit(document)
    for _ in _OPINIONS:
        decide(edition)
    actions.publish(edition=edition, by=edition.submitted_by)
