"""The catalogue as an agency uses it: look, take into a plan, keep its own, offer to others."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from agencies.access import get_agency
from agencies.models import Agency
from agencies.roles import Capability
from itaportal.editing.flow import form_view, go_on
from itaportal.language import gettext
from itaportal.templatetags.thai import digits
from measures import actions
from measures.forms import AdoptForm, CatalogueSearchForm
from measures.models import CatalogueMeasure
from measures.queries.catalogue import (
    catalogue_cards,
    find_entries,
    keepable_measures,
    newest_criteria,
    score_effects,
)
from measures.rules.effects import FEWEST_CASES
from measures.views.years import get_year

_PER_PAGE = 20


@require_safe
def index(request, slug):
    """What the agency may take, by indicator, item, topic and words."""
    agency = get_agency(request, slug)
    criteria = newest_criteria()
    form = CatalogueSearchForm(request.GET, criteria=criteria)
    found = find_entries(agency, form.search())
    page = Paginator(found, _PER_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "filtered": any(query.values()),
        "page": page,
        "cards": catalogue_cards(page.object_list, criteria),
        "query": query.urlencode(),
    }
    return render(request, "measures/catalogue_list.html", context)


@require_safe
def detail(request, slug, pk):
    """One entry: its text, where it was used and what scores did afterwards."""
    agency = get_agency(request, slug)
    entry = get_object_or_404(CatalogueMeasure.objects.available_to(agency), pk=pk)
    criteria = newest_criteria()
    names = {each.code: each.name for each in criteria.indicators} if criteria else {}
    assessed = _list_assessed(agency)
    context = {
        "entry": entry,
        "card": catalogue_cards([entry], criteria)[0],
        "effects": [(effect, names.get(effect.indicator, "")) for effect in score_effects(entry)],
        "fewest": FEWEST_CASES,
        "adopt": AdoptForm(assessed=assessed) if assessed else None,
    }
    return render(request, "measures/catalogue_detail.html", context)


def _list_assessed(agency: Agency) -> list[int]:
    return list(agency.assessments.order_by("-fiscal_year").values_list("fiscal_year", flat=True)[:5])


@require_POST
def adopt(request, slug, pk):
    """Take the entry into a plan."""
    agency = get_agency(request, slug, Capability.ENTER)
    entry = get_object_or_404(CatalogueMeasure.objects.available_to(agency), pk=pk)
    form = AdoptForm(request.POST, assessed=_list_assessed(agency))
    if not form.is_valid():
        messages.error(request, form.errors["year"][0])
        return redirect("measures:catalogue_entry", slug, pk)
    year = form.cleaned_data["year"]
    plan = get_year(request, slug, year, Capability.ENTER).begun(request.user)
    if actions.adopt(plan=plan, catalogue=[entry], by=request.user):
        messages.success(request, gettext("เพิ่มมาตรการแล้ว ตรวจผู้รับผิดชอบและระยะเวลา"))
    else:
        messages.info(request, gettext("แผนปี {year} มีมาตรการชื่อนี้แล้ว จึงไม่เพิ่มซ้ำ").format(year=digits(year)))
    return redirect("measures:plan", slug, year)


@form_view
def add(request, slug):
    """Measures of approved plans that may be kept; a button keeps one."""
    agency = get_agency(request, slug, Capability.ENTER)
    measures = keepable_measures(agency)
    if request.method == "POST":
        asked = request.POST.get("measure", "")
        chosen = next((measure for measure in measures if str(measure.pk) == asked), None)
        if chosen:
            entry = actions.keep_measure(measure=chosen, by=request.user)
            messages.success(request, gettext("เก็บ “{entry}” เข้าคลังของหน่วยงานแล้ว").format(entry=entry))
        else:
            messages.info(request, gettext("มาตรการนี้อยู่ในคลังแล้ว หรือไม่อยู่ในแผนที่อนุมัติแล้ว กรุณาเลือกจากรายการ"))
        return redirect("measures:catalogue_add", slug)
    return render(request, "measures/catalogue_add.html", {"measures": measures})


@form_view
def share(request, slug, pk):
    """Show what others would see, then offer it to all or take the offer back."""
    entry = _get_own(request, slug, pk)
    if request.method == "POST":
        if "withdraw" in request.POST:
            actions.withdraw_offer(entry=entry, by=request.user)
            messages.success(request, gettext("ถอนข้อเสนอแล้ว มาตรการยังอยู่ในคลังของหน่วยงาน"))
        else:
            actions.offer_entry(entry=entry, by=request.user)
            messages.success(request, gettext("เสนอแล้ว เมื่อผู้ดูแลระบบรับ ทุกหน่วยงานจะเลือกมาตรการนี้ได้"))
        return redirect("measures:catalogue_entry", slug, pk)
    return render(request, "measures/catalogue_share.html", {"entry": entry})


@form_view
def remove(request, slug, pk):
    """Take an entry of the agency's own out after asking."""
    entry = _get_own(request, slug, pk)
    if request.method == "POST":
        actions.remove_entry(entry=entry, by=request.user)
        message = gettext("นำออกจากคลังของหน่วยงานแล้ว มาตรการในแผนยังอยู่ครบ")
        return go_on(request, message, "measures:catalogue", slug)
    return render(request, "measures/catalogue_remove.html", {"entry": entry})


def _get_own(request, slug: str, pk: int) -> CatalogueMeasure:
    agency = get_agency(request, slug, Capability.ENTER)
    return get_object_or_404(CatalogueMeasure.objects.select_related("agency"), agency=agency, pk=pk)
