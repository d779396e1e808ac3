"""What a person typed and has not saved yet: kept while they type, offered when they open the same page again.

A draft belongs to one person and one page; the address of a page names its object. Which page it is for is told by a
token of that page, so nobody keeps anything for a page that was not shown to them. Passphrases, PINs and files are never
in it. It goes when the form is saved, when the person throws it away, or by itself after ``KEPT_FOR``.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from itaportal.editing.conflicts import moment
from itaportal.editing.interrupted import is_secret
from itaportal.language import gettext
from itaportal.models import FormDraft
from itaportal.templatetags.thai import digits

KEPT_FOR = timedelta(days=14)
MOST_OF_A_PERSON = 20
MOST_LETTERS = 200_000
"""Of all fields together with their names; the longest form has five texts of 10,000."""
_OPEN = "draft"
_NOT_KEPT = {"csrfmiddlewaretoken", "draft_of", "discard"}


@dataclass(frozen=True, slots=True)
class Draft:
    """What a page with a form shows: the token to keep drafts with, and what was kept before."""

    token: str
    saved_at: datetime | None = None
    is_open: bool = False
    """The form shows the draft already."""

    @property
    def when(self) -> str:
        """Return in words when it was kept, "" where there is none."""
        return moment(self.saved_at) if self.saved_at else ""


def draft_for(request: HttpRequest, page: str = "") -> Draft:
    """Return the draft of the page (the one that is asked for); what was just sent is on the page, so none is offered."""
    page = page or request.path
    token = signing.dumps([request.user.pk, page], salt=__name__)
    stored = _find(request, page) if request.method != "POST" else None
    return Draft(token, stored.saved_at, _OPEN in request.GET) if stored else Draft(token)


def opened(request: HttpRequest) -> QueryDict | None:
    """Return what the draft of this page holds where the person asked for it, as a form is bound to it."""
    if _OPEN not in request.GET or not request.user.is_authenticated:
        return None
    stored = _find(request, request.path)
    if stored is None:
        return None
    data = QueryDict(mutable=True)
    for name, value in stored.fields:
        data.appendlist(name, value)
    return data


def forget(request: HttpRequest, page: str = "") -> None:
    """Remove the person's draft of the page (the one that is asked for)."""
    FormDraft.objects.filter(person=request.user.pk, page=page or request.path).delete()


def forget_old() -> int:
    """Remove the drafts that nobody came back for, and return how many they were."""
    return FormDraft.objects.filter(saved_at__lt=timezone.now() - KEPT_FOR).delete()[0]


@sensitive_post_parameters()
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep what is typed on the page that the token names, or throw it away (``discard``)."""
    page = _page_of(request)
    if "discard" in request.POST:
        forget(request, page)
        return HttpResponseRedirect(page)
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in _NOT_KEPT and not is_secret(name)
        for value in values
    ]
    if len(json.dumps(fields, ensure_ascii=False)) > MOST_LETTERS:
        return JsonResponse({"said": gettext("ข้อความยาวเกินกว่าจะเก็บเป็นร่าง กรุณากดบันทึก")}, status=413)
    now = timezone.now()
    FormDraft.objects.update_or_create(
        person_id=request.user.pk, page=page, defaults={"fields": fields, "saved_at": now}
    )
    _drop_beyond(request)
    return JsonResponse(
        {"said": digits(gettext("บันทึกร่างไว้แล้ว เวลา {now:%H:%M} น.").format(now=timezone.localtime(now)))},
        status=201,
    )


def _find(request: HttpRequest, page: str) -> FormDraft | None:
    oldest = timezone.now() - KEPT_FOR
    return FormDraft.objects.filter(person=request.user.pk, page=page, saved_at__gte=oldest).first()


def _page_of(request: HttpRequest) -> str:
    try:
        person, page = signing.loads(request.POST.get("draft_of", ""), salt=__name__)
    except signing.BadSignature:
        raise Http404 from None
    if person != request.user.pk:
        raise Http404
    return page


def _drop_beyond(request: HttpRequest) -> None:
    """Keep only the newest drafts of the person."""
    mine = FormDraft.objects.filter(person=request.user.pk)
    newest = list(mine.order_by("-saved_at").values_list("pk", flat=True)[:MOST_OF_A_PERSON])
    mine.exclude(pk__in=newest).delete()
