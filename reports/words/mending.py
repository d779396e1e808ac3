"""Putting a corrected text into the field it came from, through the action that saves the field's form."""

from collections.abc import Sequence
from dataclasses import replace
from functools import singledispatch
from typing import Any

from django.core.exceptions import ValidationError

from agencies.models import User
from assessments.actions import FINDING_FIELDS, save_finding, save_scores, sheet_of
from assessments.models import Assessment, Finding
from disclosure.actions import CONTEST_FIELDS, save_contest
from disclosure.models import Contest
from itaportal.editing.concurrency import Versioned
from itaportal.editing.modelfields import form_field
from itaportal.language import gettext
from itaportal.thai.proofing import Slip
from measures import actions as measures
from measures.models import Measure, Plan, Progress, Step
from reports.actions import LETTER_FIELDS, save_document
from reports.models import Document
from reports.words.typed import TypedText


def mend(*, text: TypedText, slips: Sequence[tuple[Slip, str]], by: User) -> None:
    """Save the text with what is to stand at each place.

    Raises StaleEdit for a text whose row was saved meanwhile, and ValidationError for one too long or without a row.
    """
    if text.row is None:
        raise ValidationError(gettext("ถ้อยคำในเอกสารแก้ได้โดยผู้ดูแลข้อมูลหน่วยงาน ที่หน้าถ้อยคำในเอกสาร"))
    words = text.text
    for slip, meant in sorted(slips, key=lambda pair: -pair[0].start):
        words = words[: slip.start] + meant + words[slip.end :]
    model = type(text.row) if text.step is None else Step
    _save(text.row, text, form_field(model, text.field).clean(words), text.version, by)


@singledispatch
def _save(row: Versioned, text: TypedText, words: str, version: int, by: User) -> None:
    raise TypeError(f"{row._meta.label} has no texts to mend")


@_save.register
def _(row: Measure, text: TypedText, words: str, version: int, by: User) -> None:
    entry = measures.entry_of(row)
    if text.step is None:
        entry = entry.replace(**{text.field: words})
    else:
        steps = list(entry.steps)
        steps[text.step] = replace(steps[text.step], **{text.field: words})
        entry = entry.replace(steps=steps)
    measures.save_measure(measure=row, entry=entry, version=version, by=by)


@_save.register
def _(row: Progress, text: TypedText, words: str, version: int, by: User) -> None:
    values = _values(row, measures.PROGRESS_FIELDS, text, words)
    measures.save_progress(progress_round=row.round, measure=row.measure, version=version, by=by, **values)


@_save.register
def _(row: Plan, text: TypedText, words: str, version: int, by: User) -> None:
    measures.save_plan(plan=row, version=version, by=by, **_values(row, measures.PLAN_FIELDS, text, words))


@_save.register
def _(row: Finding, text: TypedText, words: str, version: int, by: User) -> None:
    values = _values(row, FINDING_FIELDS, text, words)
    save_finding(assessment=row.assessment, code=row.code, version=version, by=by, **values)


@_save.register
def _(row: Assessment, text: TypedText, words: str, version: int, by: User) -> None:
    values: dict[str, Any] = {text.field: words}
    sheet = replace(sheet_of(row), **values)
    save_scores(agency=row.agency, fiscal_year=row.fiscal_year, sheet=sheet, version=version, by=by)


@_save.register
def _(row: Contest, text: TypedText, words: str, version: int, by: User) -> None:
    values = _values(row, CONTEST_FIELDS, text, words)
    save_contest(
        agency=row.agency, fiscal_year=row.fiscal_year, code=row.code, version=version, by=by, **values
    )


@_save.register
def _(row: Document, text: TypedText, words: str, version: int, by: User) -> None:
    save_document(document=row, version=version, by=by, **_values(row, LETTER_FIELDS, text, words))


def _values(row: Versioned, names: Sequence[str], text: TypedText, words: str) -> dict[str, Any]:
    return {**{name: getattr(row, name) for name in names}, text.field: words}
