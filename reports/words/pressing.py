"""What a press on the page does to a slip: mend it, keep it, or learn it as a word of the agency."""

from collections.abc import Sequence

from agencies.actions import add_word
from agencies.models import User
from itaportal.editing.concurrency import StaleEdit
from itaportal.language import gettext
from itaportal.thai.proofing import Kind, Slip
from reports import actions
from reports.models import Document
from reports.words.findings import slips_of
from reports.words.known import known_of
from reports.words.mending import mend
from reports.words.typed import TypedText


def press(
    *,
    document: Document,
    texts: Sequence[TypedText],
    text: str,
    version: int,
    start: int,
    end: int,
    do: str,
    by: User,
) -> tuple[TypedText, str]:
    """Do it and return the text with what to say in Thai.

    ``text`` is the key of the text as the page showed it in its ``version``, ``start`` and ``end`` the slip's place.
    Raises StaleEdit where it is not what the page showed, FrozenDocument, and ValidationError for a text too long.
    """
    typed = next((typed for typed in texts if typed.key == text), None)
    if typed is None or typed.version != version:
        raise StaleEdit(typed and typed.row or document.plan.assessment)
    found = slips_of(typed, known_of(document.agency, document.plan.assessment))
    slip = next((slip for slip in found if (slip.start, slip.end) == (start, end)), None)
    if slip is None:
        raise StaleEdit(typed.row or document.plan.assessment)
    return typed, _do(document, typed, slip, found, do, by)


def _do(document: Document, typed: TypedText, slip: Slip, found: Sequence[Slip], do: str, by: User) -> str:
    if do == "keep":
        actions.keep_word(agency=document.agency, place=typed.place, word=slip.word, by=by)
        return gettext("คงคำ “{word}” ไว้ในข้อความนี้แล้ว").format(word=slip.word)
    if do == "learn":
        add_word(agency=document.agency, word=slip.word, by=by)
        return gettext("เพิ่มคำ “{word}” เป็นคำของหน่วยงานแล้ว").format(word=slip.word)
    if do == "spaces":
        changes = [(space, space.suggestions[0]) for space in found if space.kind == Kind.SPACE]
        mend(text=typed, slips=changes, by=by)
        return gettext("แก้การเว้นวรรคกลางคำ {changes} แห่งแล้ว").format(changes=len(changes))
    meant = dict(enumerate(slip.suggestions)).get(int(do.removeprefix("take-")))
    if meant is None:
        raise StaleEdit(typed.row or document.plan.assessment)
    mend(text=typed, slips=[(slip, meant)], by=by)
    return (
        gettext("แก้ “{word}” เป็น “{meant}” แล้ว").format(word=slip.word, meant=meant)
        if meant
        else gettext("ตัด “{word}” ออกแล้ว").format(word=slip.word)
    )
