"""What people do to documents; each function is one transaction and writes the audit log."""

import hashlib
from datetime import date

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from agencies.audit import record, values_of
from agencies.concurrency import claim
from agencies.enums import Role
from agencies.models import Agency, User
from measures.models import Plan, ProgressRound
from reports.content import build_snapshot, fingerprint
from reports.enums import Format, Kind
from reports.models import Document, Rendering
from reports.pages import KINDS, STYLESHEETS, document_html, typesetting_version
from reports.rendering import render_pdf

_FIELDS = ("number", "dated", "subject", "addressee", "via")


@transaction.atomic
def start_document(
    *, kind: Kind, plan: Plan, progress_round: ProgressRound | None, dated: date | None, by: User | None
) -> Document:
    """Return the document of this kind and round, made with the agency's standard letterhead if it is new."""
    addressee, via = _addressees(plan.agency)
    document, created = Document.objects.get_or_create(
        agency=plan.agency,
        kind=kind,
        plan=plan,
        round=progress_round,
        defaults={
            "number": f"{plan.agency.document_prefix}/" if plan.agency.document_prefix else "",
            "dated": dated,
            "subject": KINDS[kind].SUBJECT,
            "addressee": addressee,
            "via": via,
            "updated_by": by,
        },
    )
    if created:
        record("document.start", document, by=by, agency=plan.agency, after=values_of(document, *_FIELDS))
    return document


def _addressees(agency: Agency) -> tuple[str, str]:
    """Return whom the agency's letters go to and through whom, from its approval chain."""
    titles = dict(agency.approval_steps.values_list("membership__role", "membership__position_title"))
    return titles.get(Role.EXECUTIVE, ""), titles.get(Role.SECRETARY, "")


@transaction.atomic
def save_document(
    *,
    document: Document,
    number: str,
    dated: date | None,
    subject: str,
    addressee: str,
    via: str,
    version: int,
    by: User,
) -> Document:
    """Save the letterhead's details; raises StaleEdit when somebody saved first."""
    before = values_of(document, *_FIELDS)
    claim(document, version, by)
    document.number, document.dated = number, dated
    document.subject, document.addressee, document.via = subject, addressee, via
    document.save(update_fields=_FIELDS)
    record(
        "document.save",
        document,
        by=by,
        agency=document.agency,
        before=before,
        after=values_of(document, *_FIELDS),
    )
    return document


@transaction.atomic
def delete_document(*, document: Document, by: User) -> None:
    """Remove a draft and its renderings; the audit log keeps its letterhead."""
    record("document.delete", document, by=by, agency=document.agency, before=values_of(document, *_FIELDS))
    for rendered in document.renderings.all():
        rendered.file.delete(save=False)
    document.delete()


def rendered_pdf(document: Document) -> Rendering:
    """Return the PDF of the document as it is now, rendered once for each content and stored."""
    snapshot = build_snapshot(document)
    key = hashlib.sha256((fingerprint(snapshot) + typesetting_version()).encode()).hexdigest()
    stored = Rendering.objects.filter(document=document, format=Format.PDF, key=key).first()
    if stored is not None:
        return stored
    content = render_pdf(document_html(snapshot), stylesheets=STYLESHEETS)
    rendered = Rendering(
        document=document, format=Format.PDF, key=key, sha256=hashlib.sha256(content).hexdigest()
    )
    rendered.file.save(f"{key}.pdf", ContentFile(content), save=False)
    try:
        with transaction.atomic():
            rendered.save()
    except IntegrityError:
        # Somebody else rendered the same content meanwhile; theirs are the same bytes.
        return Rendering.objects.get(document=document, format=Format.PDF, key=key)
    return rendered
