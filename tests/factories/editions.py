"""A document on its way: people of a chain, and editions in any state, with or without real files."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from agencies.enums import Role
from agencies.models import Agency, ApprovalStep, User
from approvals import actions
from approvals.enums import Means, Move
from approvals.models import Decision, Edition
from approvals.rules.presence import Presence
from approvals.signing.sign import Signed
from measures.actions import offer_entry
from measures.models import CatalogueMeasure
from reports.models import Document
from reports.snapshot.building import build_snapshot
from reports.snapshot.reading import fingerprint_of, read_snapshot
from tests.factories.agencies import MembershipFactory
from tests.factories.world import populated

CHAIN = (
    (Role.CHIEF, "หัวหน้าสำนักปลัด", ""),
    (Role.SECRETARY, "ปลัดองค์การบริหารส่วนตำบล", "ความเห็นปลัดองค์การบริหารส่วนตำบล"),
    (Role.EXECUTIVE, "นายกองค์การบริหารส่วนตำบล", "ความเห็นนายกองค์การบริหารส่วนตำบล"),
)
SEAL = actions.Signing(Means.SEAL, None, "ตราทดสอบ")


@dataclass
class Office:
    """An agency with a document that is complete, who writes it and who decides it."""

    agency: Agency
    document: Document
    clerk: User
    chain: list[User]
    manager: User


def office(agency: Agency) -> Office:
    """Return the agency with a memo ready to be submitted and a chain of three."""
    clerk = MembershipFactory(agency=agency, role=Role.STAFF, user__first_name="ผู้เสนอ").user
    manager = MembershipFactory(agency=agency, role=Role.AGENCY_ADMIN, position_title="นักจัดการงานทั่วไป").user
    chain = []
    for position, (role, title, heading) in enumerate(CHAIN, start=1):
        membership = MembershipFactory(agency=agency, role=role, position_title=title)
        ApprovalStep.objects.create(agency=agency, position=position, membership=membership, heading=heading)
        chain.append(membership.user)
    populated(agency)
    document = agency.documents.get()
    Document.objects.filter(pk=document.pk).update(
        addressee="นายกองค์การบริหารส่วนตำบลตัวอย่าง", via="ปลัดองค์การบริหารส่วนตำบล"
    )
    document.refresh_from_db()
    return Office(agency, document, clerk, chain, manager)


def without_files(patch: pytest.MonkeyPatch) -> None:
    """Let submissions and decisions store a few bytes instead of a rendered and signed PDF."""

    def signed(decision, pdf, signer):
        line = f"\n{decision.signatory.position} {decision.move}"
        return Signed(pdf=pdf + line.encode(), level="B-B", timestamp_error="")

    patch.setattr("approvals.actions.submission.check", lambda snapshot: [])
    patch.setattr(
        "approvals.actions.submission._seal", lambda snapshot, edition: b"%PDF-1.7 " + edition.code.encode()
    )
    patch.setattr("approvals.actions.submission.page_count", lambda pdf: 3)
    patch.setattr("approvals.actions.decisions._sign", signed)


def seen_now(document: Document) -> str:
    """Return what somebody has seen who looks at the document now."""
    return fingerprint_of(build_snapshot(document))


def submitted(office: Office, *, message: str = "") -> Edition:
    """Return the office's document submitted by its clerk."""
    office.document.refresh_from_db()
    return actions.submit(
        document=office.document,
        version=office.document.version,
        seen=seen_now(office.document),
        message=message,
        by=office.clerk,
    )


def decided(
    edition: Edition, by: User, move: Move = Move.APPROVE, opinion: str = "เห็นชอบ", **more
) -> Decision:
    """Return the person's decision on the current step."""
    seen = edition.files.get(number=edition.file_number).sha256
    given = {"signing": SEAL, "presence": present(), **more}
    return actions.decide(edition=edition, move=move, opinion=opinion, seen_sha256=seen, by=by, **given)


def present(method: str = "password") -> Presence:
    """Return that somebody has proved who they are just now."""
    return Presence(method, timezone.now(), "0" * 16, "private")


def approved(office: Office) -> Edition:
    """Return the office's document approved by all of its chain."""
    edition = submitted(office)
    for person in office.chain:
        decided(edition, person)
    return edition


def published(office: Office) -> Edition:
    """Return the office's document approved and published."""
    return actions.publish(edition=approved(office), by=office.clerk)


def add_edition(world, agency: Agency) -> None:
    """Add a published edition with everything that belongs to one to a populated agency, and its addresses."""
    from agencies.models import Membership
    from approvals.models import Substitute
    from reports.actions import start_document
    from reports.enums import Kind
    from reports.pictures import shown_in
    from tests.factories import files
    from tests.factories.proposals import refused

    progress_round = agency.plans.get().rounds.order_by("as_at").first()
    document = start_document(
        kind=Kind.OUTCOME_REPORT, plan=progress_round.plan, progress_round=progress_round, dated=None, by=None
    )
    clerk = Membership.objects.filter(agency=agency, role=Role.STAFF).first().user
    signer = MembershipFactory(agency=agency, role=Role.EXECUTIVE, position_title="นายกองค์การบริหารส่วนตำบล")
    ApprovalStep.objects.create(agency=agency, position=9, membership=signer)
    with pytest.MonkeyPatch.context() as patch:
        without_files(patch)
        patch.setattr("approvals.actions.submission._seal", lambda snapshot, edition: files.pdf())
        patch.setattr(
            "approvals.actions.decisions._sign", lambda *more: Signed(files.pdf() + b"\n", "B-B", "")
        )
        edition = actions.submit(
            document=document, version=document.version, seen=seen_now(document), message="", by=clerk
        )
        question = actions.ask(edition=edition, text="งบประมาณมาจากไหน", by=signer.user)
        decided(edition, signer.user)
    copy = actions.attach_copy(edition=edition, pdf=files.pdf(), note="", by=clerk)
    actions.publish(edition=edition, by=clerk)
    kept = CatalogueMeasure.objects.create(
        agency=agency, key=f"own-{agency.slug}", kind="measure", title="คู่มือ", source="แผนปี 2566"
    )
    offer_entry(entry=kept, by=None)
    principal, deputy = agency.memberships.all()[:2]
    substitute = Substitute.objects.create(
        agency=agency, principal=principal, deputy=deputy, authority="รักษาราชการแทน",
        starts_on=date(2023, 1, 1), ends_on=date(2023, 1, 31),
    )  # fmt: skip
    proposal = refused(agency)
    picture = next(shown_in(read_snapshot(edition.snapshot)))
    args = {
        "catalogue:index": [],
        "overview_many:agencies_file": ["csv"],
        "overview_many:public_file": ["csv"],
        "catalogue:accept": [kept.pk],
        "exchange:document_list": [agency.slug, "csv"],
        "exchange:register_list": [agency.slug, edition.register_entry.year, "csv"],
        "approvals:submit": [agency.slug, document.pk],
        "approvals:answer": [agency.slug, edition.pk, question.pk],
        "approvals:move": [agency.slug, edition.pk, "cancel"],
        "approvals:edition_page": [agency.slug, edition.pk, 1],
        "approvals:edition_picture": [agency.slug, edition.pk, picture],
        "approvals:copy": [agency.slug, edition.pk, copy.pk],
        "approvals:substitute_edit": [agency.slug, substitute.pk],
        "approvals:substitute_remove": [agency.slug, substitute.pk],
        "approvals:proposal": [agency.slug, proposal.pk],
        "approvals:proposal_paper": [agency.slug, proposal.pk],
        "approvals:proposal_scan": [agency.slug, proposal.pk],
        "site_proposal": [proposal.pk],
        "site_proposal_scan": [proposal.pk],
        "publications:document_data": [edition.code, "json"],
        "publications:document_picture": [edition.code, picture],
        "publications:report_file": [edition.code, "json"],
        "publications:completion_file": [edition.code, "pdf"],
        "papers:completion": [agency.slug, edition.pk],
        "papers:completion_file": [agency.slug, edition.pk, "pdf"],
        "papers:report": [agency.slug, edition.pk],
        "papers:report_file": [agency.slug, edition.pk, "json"],
        "publications:agency": [agency.slug],
        "publications:year": [agency.slug, 2566],
    }
    for name in (
        "edition",
        "decide",
        "certificate",
        "ask",
        "edition_file",
        "edition_docx",
        "edition_text",
        "copies",
    ):
        args[f"approvals:{name}"] = [agency.slug, edition.pk]
    for name in ("entry", "adopt", "share", "remove"):
        args[f"measures:catalogue_{name}"] = [agency.slug, kept.pk]
    for name in ("rules", "register", "substitute_add"):
        args[f"approvals:{name}"] = [agency.slug]
    for name in ("document", "document_pdf", "verify_code", "report", "completion"):
        args[f"publications:{name}"] = [edition.code]
    plain = (
        "overview_many:agencies", "overview_many:names", "overview_many:public", "inbox", "inbox_approve", "site_proposals", "notices", "mail_choices", "publications:index", "publications:verify", "publications:verify_report",
        "api:guide", "api:description", "api:agencies", "api:documents",
    )  # fmt: skip
    args |= {
        "api:agency": [agency.slug],
        "api:year": [agency.slug, progress_round.plan.fiscal_year],
        "api:document": [edition.code],
    }
    world.urls |= {name: reverse(name, args=values) for name, values in args.items()}
    world.urls |= {name: reverse(name) for name in plain}
    world.ids |= {document.pk, edition.pk, question.pk, copy.pk, substitute.pk, kept.pk, proposal.pk}
