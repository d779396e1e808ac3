"""Sample documents that have gone their way, so that a demonstration has something to show and to verify."""

from django.db import transaction
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

# Agency and kind of the documents that the demonstration publishes; the others are left for trying it out.
_PUBLISHED = (("thung-noi", "analysis-report"), ("thung-bu-lang", "outcome-report"))
_OPINIONS = ("เห็นควรเสนอผู้บริหารพิจารณา", "เห็นชอบ", "อนุมัติ ให้ดำเนินการและติดตามผลทุกไตรมาส")


@transaction.atomic
def confirm_chains(site_admin: User) -> None:
    """Record the sample chains as first set-ups that the site's administrator and the agency's made together."""
    for agency in Agency.objects.filter(proposals__isnull=True, approval_steps__isnull=False).distinct():
        proposer = agency.memberships.filter(role=Role.AGENCY_ADMIN).select_related("user").first()
        steps = list(agency.approval_steps.values_list("membership_id", "heading"))
        agency.approval_steps.all().delete()
        content = {"steps": [list(step) for step in steps]}
        proposal = actions.propose(
            ProposalKind.CHAIN, agency=agency, content=content, by=proposer.user if proposer else None
        )
        actions.confirm(proposal=proposal, by=site_admin)


def send_on_their_way() -> list[Edition]:
    """Submit, approve and publish the documents that have not been submitted yet; return their editions."""
    published = []
    for slug, kind in _PUBLISHED:
        document = Document.objects.filter(agency__slug=slug, kind=kind, editions__isnull=True).first()
        if document:
            published.append(_publish(document))
    return published


def _publish(document: Document) -> Edition:
    clerk = document.agency.memberships.get(role="staff").user
    fingerprint = fingerprint_of(build_snapshot(document))
    edition = actions.submit(
        document=document, version=document.version, seen=fingerprint, message="โปรดพิจารณา", by=clerk
    )
    for signatory, opinion in zip(edition.signatories.select_related("user"), _OPINIONS, strict=True):
        actions.note_opened(edition=edition, by=signatory.user)
        seen = edition.files.get(number=edition.file_number).sha256
        actions.decide(
            edition=edition,
            move=Move.APPROVE,
            opinion=opinion,
            seen_sha256=seen,
            signing=Signing.by_portal(),
            by=signatory.user,
            presence=Presence("password", timezone.now(), address_class=AddressClass.SAME),
        )
    return actions.publish(edition=edition, by=clerk)
