"""Asking again who somebody is, also in the middle of a form, which then goes on to where it was sent."""

from collections.abc import Collection
from copy import copy
from dataclasses import replace
from urllib.parse import urlencode, urlsplit

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import get_script_prefix, resolve
from django.utils.datastructures import MultiValueDict

from accounts.enums import WAYS
from accounts.views.pages import FormFrame
from itaportal.editing.interrupted import FIELD, Interrupted, keep, reopen

# What each of allauth's pages proves, by its name there.
_PROVES = {
    "reauthenticate": {"password"},
    "mfa_reauthenticate": {"totp", "recovery_codes"},
    "mfa_reauthenticate:webauthn": {"webauthn"},
}
_BY = "proof"  # the hidden field that tells the methods asked for; whoever asked looks at the proof itself
_CARRY = "carry"  # the name of the button that leads to another method


def ask_again(request: HttpRequest, methods: Collection[str], lead: str) -> HttpResponse | None:
    """Answer the form that was sent with a page that asks for proof, and carries it; None where the person has no way."""
    ways = _ways(request, methods)
    if not ways:
        return None
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    text = keep(str(request.user.pk), request.get_full_path(), fields, bool(request.FILES))
    asking = _as_get(request, ways[0]["url"])
    vars(asking).update(carried=text, methods=" ".join(methods), lead=lead)
    return resolve(_path_info(ways[0]["url"])).func(asking)


def _ways(request: HttpRequest, methods: Collection[str]) -> list[dict]:
    offered = get_adapter().get_reauthentication_methods(request.user)
    return [way for way in offered if _PROVES[way["id"]] & set(methods)]


def _as_get(request: HttpRequest, path: str) -> HttpRequest:
    asking = copy(request)
    asking.method, asking.GET, asking.POST = "GET", QueryDict(), QueryDict()
    asking.path, asking.path_info = path, _path_info(path)
    return asking


def _path_info(path: str) -> str:
    return "/" + path.removeprefix(get_script_prefix())


class Again(FormFrame):
    """A page of allauth that asks for proof; stands before the view it is."""

    template_name = "accounts/again.html"

    def dispatch(self, request, *args, **kwargs):
        """Show the page also where another one hands a form over to it."""
        if request.method == "POST" and _CARRY in request.POST:
            carried, methods = request.POST.get(FIELD, ""), request.POST.get(_BY, "")
            self.request = request = _as_get(request, request.path)
            vars(request).update(carried=carried, methods=methods)
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        """Go on with the form that was carried, where there is one of this person."""
        response = super().form_valid(form)
        late = reopen(self.request.POST.get(FIELD, ""))
        if late is None or late.person != str(self.request.user.pk):
            return response
        return _sent_on(self.request, late)

    def get_context_data(self, **kwargs):
        """Add what is carried, and the other ways that would do."""
        asked = vars(self.request)
        methods = asked.get("methods") or self.request.POST.get(_BY, "")
        text = asked.get("carried") or self.request.POST.get(FIELD, "")
        late = reopen(text)
        context = {**super().get_context_data(**kwargs), "proof": methods, "why": asked.get("lead", "")}
        page = replace(context["page"], action=self.request.path)
        if late is None:
            return {**context, "page": page}
        page = replace(page, cancel=late.path, crumbs=())
        return {**context, "page": page, "interrupted": text, "late": late}

    def get_reauthentication_alternatives(self):
        """Return those of the other ways that prove what is asked for."""
        methods = vars(self.request).get("methods") or self.request.POST.get(_BY, "")
        wanted = set(methods.split()) or set(WAYS)
        return [way for way in super().get_reauthentication_alternatives() if _PROVES[way["id"]] & wanted]


def _sent_on(request: HttpRequest, late: Interrupted) -> HttpResponse:
    """Do what the form was sent for, as if it came now; files and secrets are asked for again by its own page."""
    address = urlsplit(late.path)
    found = resolve(_path_info(address.path))
    again = _as_get(request, address.path)
    again.method, again.GET = "POST", QueryDict(address.query)
    again.POST = QueryDict(urlencode(late.fields))
    again.resolver_match = found
    vars(again).update(_files=MultiValueDict())
    return found.func(again, *found.args, **found.kwargs)
