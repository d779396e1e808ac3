"""Proposed changes of who signs, confirmed by whoever may."""

from django.utils import timezone

from agencies.models import Agency
from approvals import actions
from approvals.models import Proposal
from approvals.queries.signers import confirmers_of
from approvals.rules.codes import new_code
from itaportal.keeping.kept import keep, told_sha256
from tests.factories import files
from tests.factories.agencies import UserFactory


def confirmed(agency: Agency) -> Proposal:
    """Return the agency's one waiting proposal, confirmed by a signer or else by an administrator of the site."""
    proposal = agency.proposals.get(state="waiting")
    by = confirmers_of(proposal).order_by("pk").first() or UserFactory(is_superuser=True, is_staff=True)
    return actions.confirm(proposal=proposal, by=by)


def refused(agency: Agency) -> Proposal:
    """Return a proposal that was refused although a scan came with it."""
    path, now = keep(f"proposals/{agency.slug}-sha256-{{sha256}}.pdf", files.pdf()), timezone.now()
    return Proposal.objects.create(
        agency=agency, kind="chain", content={"steps": []}, rows=[["ลำดับที่ 1", "ก", "ข"]], code=new_code(),
        state="refused", proposed_name="ผู้เสนอ", proposed_at=now, settled_at=now, reason="ยังไม่ได้ถาม",
        scan=path, scan_sha256=told_sha256(path), scan_name="หนังสือ.pdf", scanned_at=now,
    )  # fmt: skip
