"""What agencies would like to share, for the site administrator to accept or decline."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from itaportal.editing.flow import form_view, posted
from itaportal.language import gettext
from measures import actions
from measures.forms import DeclineForm
from measures.models import CatalogueMeasure
from measures.queries.catalogue import catalogue_cards, newest_criteria, shared_namesakes


@require_safe
def index(request):
    """Offers, the longest waiting first."""
    _only_site_administrators(request)
    offers = CatalogueMeasure.objects.offered().select_related("agency")
    return render(request, "measures/catalogue_offers.html", {"offers": offers})


@form_view
def accept(request, pk):
    """One offer with all its text; sharing it, or saying why not."""
    _only_site_administrators(request)
    offers = CatalogueMeasure.objects.offered().select_related("agency", "offered_by")
    entry = get_object_or_404(offers, pk=pk)
    declines = "decline" in request.POST
    form = DeclineForm(posted(request) if declines else None)
    if request.method == "POST" and (not declines or form.is_valid()):
        _decide(request, entry, form.cleaned_data["reason"] if declines else "")
        return redirect("catalogue:index")
    context = {
        "entry": entry,
        "card": catalogue_cards([entry], newest_criteria())[0],
        "namesakes": shared_namesakes(entry),
        "form": form,
    }
    return render(request, "measures/catalogue_offer.html", context)


def _only_site_administrators(request) -> None:
    if not request.user.is_superuser:
        raise Http404


def _decide(request, entry: CatalogueMeasure, reason: str) -> None:
    try:
        if reason:
            actions.decline_offer(entry=entry, reason=reason, by=request.user)
            messages.success(request, gettext("แจ้งเหตุผลให้หน่วยงานแล้ว"))
        else:
            actions.accept_offer(entry=entry, by=request.user)
            messages.success(request, gettext("ทุกหน่วยงานเลือกมาตรการนี้ได้แล้ว"))
    except actions.NotOffered:
        messages.info(request, gettext("หน่วยงานถอนข้อเสนอแล้ว หรือผู้ดูแลระบบอีกคนพิจารณาไปแล้ว"))
