"""Many agencies side by side: for whoever sees several, and with public figures alone for everybody."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agencies.models import Agency
from agencies.standing import Standing
from exchange.views.answers import TYPES, list_as_file
from overview.comparison.choice import ChoiceForm
from overview.comparison.comparing import Comparison
from overview.comparison.figures import Figures, Held, Said
from overview.comparison.lists import MOST_IN_A_WORKBOOK, agency_list
from publications.views.access import public_page

_SUGGESTED, _LONGEST = 12, 100


@require_safe
def agencies(request):
    """The agencies that the person may see."""
    return _page(request, Held(Standing.of(request)), "overview/agencies.html")


@public_page
def public(request):
    """The agencies that publish, by what their documents say."""
    return _page(request, Said(), "overview/agencies_public.html")


@require_safe
def agencies_file(request, extension):
    """The same agencies as a file."""
    response = _file(request, Held(Standing.of(request)), extension)
    response["Cache-Control"] = "private, no-store"
    return response


@public_page
def public_file(request, extension):
    """The same public figures as a file."""
    return _file(request, Said(), extension)


@require_safe
def names(request):
    """The agencies to change to whose names have the words, as a piece of the menu; the first few."""
    words = request.GET.get("q", "")[:_LONGEST].replace("\0", "")
    found = Agency.objects.visible_to(request.user).with_words(words).order_by("name_order", "pk")
    return render(request, "overview/_agency_names.html", {"choices": found[:_SUGGESTED]})


def _page(request, figures: Figures, template: str):
    form = ChoiceForm(request.GET, figures)
    compared = Comparison(form, figures)
    page, rows = compared.page(request.GET.get("page"))
    context = {
        "form": form,
        "compared": compared,
        "page": page,
        "rows": rows,
        "year": compared.year,
        "work": figures.has_work,
        "workbook": page.paginator.count <= MOST_IN_A_WORKBOOK,
    }
    return render(request, template, context)


def _file(request, figures: Figures, extension: str):
    compared = Comparison(ChoiceForm(request.GET, figures), figures)
    too_many = extension == "xlsx" and compared.number > MOST_IN_A_WORKBOOK
    if extension not in TYPES or too_many:
        raise Http404
    return list_as_file(agency_list(compared), extension, f"หน่วยงานเทียบกัน-{compared.year}")
