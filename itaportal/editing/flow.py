"""One way through every page with a form: open it, save it, or show why it was not saved (docs/forms.md)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import BaseFormSet
from django.forms.utils import ErrorDict, ErrorList
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from itaportal.editing import drafts
from itaportal.editing.concurrency import StaleEdit
from itaportal.editing.forms import LaidOutForm, VersionedForm
from itaportal.language import gettext_lazy

form_view = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True, kw_only=True)
class Button:
    """A further button of a form; the view finds ``name`` in the POST."""

    name: str
    label: str


@dataclass(frozen=True, kw_only=True)
class FormPage:
    """What ``editing/form_page.html`` shows around a form."""

    title: str
    heading: str = ""
    """The page's <h1> where it is not the title."""
    crumbs: Sequence[tuple[str, str]] = ()
    """Name and address of the pages above this one."""
    here: str = ""
    """The last crumb where it is not the title."""
    lead: str = ""
    submit: str = gettext_lazy("บันทึก")
    also: Sequence[Button] = ()
    cancel: str = ""
    """Where the link beside the buttons goes; no link without."""
    action: str = ""
    """The address the form is sent to, where it is not this page's."""
    is_guarded: bool = True
    """Ask before the page is left with something typed."""
    keeps_draft: bool = False
    """Keep what is typed until it is saved, and offer it again (``drafts``)."""
    is_wide: bool = False
    """The form may be wider than a line is read."""
    rows_label: str = gettext_lazy("รายการที่")
    """What the error summary calls a row of the formset."""
    gone: str = ""
    """What was being edited and was removed meanwhile, as heading of a warning; ``gone_help`` says what to do."""
    gone_help: str = ""


@dataclass(frozen=True, kw_only=True)
class ConfirmPage:
    """What ``editing/confirm_page.html`` asks before a step that is hard to undo."""

    title: str
    question: str
    body: str
    submit: str
    cancel: str
    """The address of the page that stays as it is."""
    cancel_label: str = gettext_lazy("ยกเลิก")
    crumbs: Sequence[tuple[str, str]] = ()
    """Name and address of the pages above; without them none are shown."""
    lead: str = ""
    is_grave: bool = True
    """The button is red: something is lost."""
    hidden: Sequence[Mapping[str, str]] = ()
    """``name`` and ``value`` of what the answer carries along, for a page that is itself asked for by POST."""


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what a form is bound to: the data of a POST, even an empty one, a draft that is opened, else nothing."""
    return request.POST if request.method == "POST" else drafts.opened(request)


def edit_form(
    request: HttpRequest,
    page: FormPage,
    form: LaidOutForm,
    save: Callable[[], HttpResponse | None],
    *,
    formset: BaseFormSet | None = None,
    refusals: Mapping[type[Exception], tuple[str | None, str]] | None = None,
    compare_rows: Callable[[Any], list[dict[str, str]]] | None = None,
    **shown: Any,
) -> HttpResponse:
    """Show the form, or save it and go on; somebody else's save in between answers 409 with both versions.

    ``save`` is called once form and ``formset`` are valid. It returns the response to go on with, or None
    after putting errors at fields. What it may raise: StaleEdit, and the exceptions of ``refusals``, each with the
    field (None: the form) and the words. ``compare_rows`` adds to a conflict what is not a field of the form: from
    the row as it is now to label, theirs, yours. ``shown`` as in show_form.
    """
    conflict = None
    refusals = refusals or {}
    # Both are asked, so that all errors show at once.
    if request.method == "POST" and all([form.is_valid(), formset is None or formset.is_valid()]):
        try:
            response = save()
        except StaleEdit as stale:
            assert isinstance(form, VersionedForm)
            conflict = form.resolve(stale)
            conflict["rows"] += compare_rows(stale.current) if compare_rows else []
        except tuple(refusals) as refused:
            form.add_error(*next(words for kind, words in refusals.items() if isinstance(refused, kind)))
        else:
            if response is not None:
                if page.keeps_draft:
                    drafts.forget(request)
                return response
    if request.method != "POST" and form.is_bound:
        _leave_unjudged(form, formset)
    return show_form(request, page, form, formset=formset, conflict=conflict, **shown)


def _leave_unjudged(form: LaidOutForm, formset: Any) -> None:
    """Show an opened draft without errors: it was not sent yet."""
    for each in (form, *(formset.forms if formset else ())):
        each._errors = ErrorDict()
    if formset:
        formset._errors, formset._non_form_errors = [], ErrorList()


def show_form(
    request: HttpRequest,
    page: FormPage,
    form: LaidOutForm,
    *,
    formset: BaseFormSet | None = None,
    conflict: Mapping[str, Any] | None = None,
    template: str = "editing/form_page.html",
    context: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Return the page: 409 with a conflict, 404 where what was edited is gone, else 200.

    ``template`` extends ``editing/form_page.html`` where the page shows more than the form; ``context`` is for it.
    """
    draft = drafts.draft_for(request) if page.keeps_draft and not page.gone else None
    words = {
        **(context or {}), "page": page, "form": form, "formset": formset, "conflict": conflict, "draft": draft
    }  # fmt: skip
    return render(request, template, words, status=409 if conflict else 404 if page.gone else 200)


def ask_first(
    request: HttpRequest,
    page: ConfirmPage,
    *,
    template: str = "editing/confirm_page.html",
    context: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Return the page that asks before something is removed; the answer is a POST to the same address."""
    return render(request, template, {**(context or {}), "page": page})


def go_on(request: HttpRequest, message: str, to: Any, *args: Any, **kwargs: Any) -> HttpResponseRedirect:
    """Return the redirect after a save, with what to say there; ``to`` and the rest as in ``redirect``."""
    messages.success(request, message)
    return redirect(to, *args, **kwargs)
