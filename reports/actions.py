"""What people do to documents; each function is one transaction and writes the audit log."""

import hashlib
from collections.abc import Mapping
from copy import copy
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from agencies.auditlog.writing import record, values_of
from agencies.enums import Role
from agencies.models import Agency, User
from itaportal.editing.concurrency import claim
from itaportal.keeping.kept import is_whole, keep, read_whole
from itaportal.language import in_thai
from measures.models import Plan, ProgressRound
from reports import pictures
from reports.attachments.embedded import attachments_of
from reports.enums import MEMOS, Format, Kind
from reports.models import Document, KeptWord, Rendering, StandardSentence, rendering_path
from reports.pages import KINDS, STYLESHEETS, document_html, printed, typesetting_version
from reports.queries import sentences_of
from reports.snapshot.building import build_snapshot
from reports.snapshot.model import Snapshot
from reports.snapshot.reading import fingerprint_of, sha256_of
from reports.typesetting.headings import pages_of
from reports.typesetting.rendering import MarkedBox, render_pdf, render_pdf_with_places
from reports.word.writer import write_docx
from reports.wordings import wording_of

# A document of more takes longer than a reader waits without being told.
MOST_MEASURES_AT_ONCE = 15
LETTER_FIELDS = ("number", "dated", "subject", "addressee", "via")


class FrozenDocument(Exception):
    """The document was submitted; what it says cannot be changed any more."""


@transaction.atomic
def start_document(
    *, kind: Kind, plan: Plan, progress_round: ProgressRound | None, dated: date | None, by: User | None
) -> Document:
    """Return the document of this kind and round, made with its standard title and, for a memo, letterhead."""
    document, created = Document.objects.get_or_create(
        agency=plan.agency,
        kind=kind,
        plan=plan,
        round=progress_round,
        defaults={
            "subject": _subject(kind, plan, progress_round),
            "updated_by": by,
            **(_letterhead(plan.agency, dated) if kind in MEMOS else {}),
        },
    )
    if created:
        after = values_of(document, *LETTER_FIELDS)
        record("document.start", document, by=by, agency=plan.agency, after=after)
    return document


def _subject(kind: Kind, plan: Plan, progress_round: ProgressRound | None) -> str:
    """Return the kind's standard subject; one that depends on the round says so by ``subject``."""
    module = KINDS[kind]
    if hasattr(module, "subject"):
        return module.subject(plan.fiscal_year, progress_round.as_at if progress_round else None)
    return module.SUBJECT


def _letterhead(agency: Agency, dated: date | None) -> dict[str, Any]:
    """Return number, date and addressees of the agency's letters; whom they go to follows from its approval chain."""
    titles = dict(agency.approval_steps.values_list("membership__role", "membership__position_title"))
    return {
        "number": f"{agency.document_prefix}/" if agency.document_prefix else "",
        "dated": dated,
        "addressee": titles.get(Role.EXECUTIVE, ""),
        "via": titles.get(Role.SECRETARY, ""),
    }


@transaction.atomic
def save_document(*, document: Document, version: int, by: User, **letter: str | date | None) -> Document:
    """Save the details of the letterhead that are given (LETTER_FIELDS).

    Raises StaleEdit when somebody saved first, FrozenDocument once submitted.
    """
    before = values_of(document, *LETTER_FIELDS)
    claim(document, version, by)
    _require_draft(document)
    for name, value in letter.items():
        setattr(document, name, value)
    document.save(update_fields=LETTER_FIELDS)
    after = values_of(document, *LETTER_FIELDS)
    record("document.save", document, by=by, agency=document.agency, before=before, after=after)
    return document


def _require_draft(document: Document) -> None:
    if Document.objects.select_for_update().get(pk=document.pk).frozen:
        raise FrozenDocument


@transaction.atomic
def save_sentences(*, agency: Agency, kind: str, texts: Mapping[str, str], by: User) -> None:
    """Store the agency's own wording of the sentences under a code (``wordings.py``).

    An empty or the standard text means the standard one. Raises LookupError for a code that is nobody's.
    """
    if (wording := wording_of(kind)) is None:
        raise LookupError(kind)
    standard = wording.sentences
    own = {name: text for name, text in texts.items() if text and text != standard[name].text}
    before = sentences_of(agency, kind)
    StandardSentence.objects.filter(agency=agency, kind=kind, name__in=set(texts) - set(own)).delete()
    for name, text in own.items():
        StandardSentence.objects.update_or_create(
            agency=agency, kind=kind, name=name, defaults={"text": text}
        )
    after = sentences_of(agency, kind)
    if after != before:
        every = dict.fromkeys({**before, **after}, "")
        before, after = {"kind": "", **every, **before}, {"kind": kind, **every, **after}
        record("sentences.save", agency, by=by, agency=agency, before=before, after=after)


@transaction.atomic
def keep_word(*, agency: Agency, place: str, word: str, by: User) -> None:
    """Remember that a word is to stand in a text as it is; keeping it twice changes nothing."""
    kept, created = KeptWord.objects.get_or_create(
        agency=agency, place=place, word=word, defaults={"kept_by": by}
    )
    if created:
        record("kept.add", kept, by=by, agency=agency, after=values_of(kept, "word", "place"))


@transaction.atomic
def forget_word(*, kept: KeptWord, by: User) -> None:
    """Have proof-reading ask for a kept word again; doing it twice changes nothing."""
    agency, gone, before = kept.agency, copy(kept), values_of(kept, "word", "place")
    if KeptWord.objects.filter(pk=kept.pk).delete()[0]:
        record("kept.remove", gone, by=by, agency=agency, before=before)


@transaction.atomic
def delete_document(*, document: Document, by: User) -> None:
    """Remove a draft and its renderings; the audit log keeps its letterhead.

    Raises FrozenDocument once submitted, and ProtectedError for a draft that follows an earlier edition or holds a
    number of the register.
    """
    _require_draft(document)
    gone, before = copy(document), values_of(document, *LETTER_FIELDS)
    files = [rendered.file for rendered in document.renderings.all()]
    document.delete()
    record("document.delete", gone, by=by, agency=gone.agency, before=before)
    for file in files:
        file.delete(save=False)


def answers_at_once(document: Document, format: Format) -> bool:
    """Whether ``rendered`` answers within two seconds: the document is small, or its file is stored."""
    if format == Format.DOCX or document.plan.measures.count() <= MOST_MEASURES_AT_ONCE:
        return True
    return _is_kept(_stored(document, format, _key(build_snapshot(document), format)))


def _key(snapshot: Snapshot, format: Format) -> str:
    return sha256_of(fingerprint_of(snapshot) + typesetting_version(format))


def _stored(document: Document, format: Format, key: str) -> Rendering | None:
    return Rendering.objects.filter(document=document, format=format, key=key).first()


def _is_kept(stored: Rendering | None) -> bool:
    return stored is not None and is_whole(stored.file.name, stored.sha256)


@in_thai()
def rendered(document: Document, format: Format) -> Rendering:
    """Return the document as it is now as PDF or DOCX, rendered once for each content and stored; a broken file anew."""
    snapshot = build_snapshot(document)
    key = _key(snapshot, format)
    stored = _stored(document, format, key)
    if stored is not None and _is_kept(stored):
        return stored
    if format == Format.DOCX:
        content = _docx(document, snapshot)
    else:
        content = render_pdf(
            document_html(snapshot), stylesheets=STYLESHEETS, attachments=attachments_of(snapshot)
        )
    rendering = stored or Rendering(document=document, format=format, key=key)
    rendering.sha256 = hashlib.sha256(content).hexdigest()
    rendering.file = keep(rendering_path(rendering, ""), content)
    try:
        with transaction.atomic():
            rendering.save()
    except IntegrityError:
        # Somebody else rendered the same content meanwhile; theirs are the same bytes.
        return Rendering.objects.get(document=document, format=format, key=key)
    return rendering


def _docx(document: Document, snapshot: Snapshot) -> bytes:
    """Return the Word file; contents have the pages of the PDF, which is made for them where it is not there yet."""
    pieces, pages = printed(snapshot), {}
    if anchors := pieces.anchors:
        pages = pages_of(read_whole(rendered(document, Format.PDF).file.name), anchors)
    return write_docx(pieces, pictures.data_uri, pages)


@in_thai()
def frozen_pdf(snapshot: Snapshot) -> tuple[bytes, tuple[MarkedBox, ...]]:
    """Return the PDF of a submitted document's snapshot, and where its signatures go."""
    return render_pdf_with_places(
        document_html(snapshot), stylesheets=STYLESHEETS, attachments=attachments_of(snapshot)
    )
