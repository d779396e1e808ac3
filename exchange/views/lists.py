"""Lists as files: for everybody who may see the pages they are on."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from agencies.access import get_agency
from approvals.queries.register import years_of
from disclosure.queries.items import criteria_of
from exchange.engine.layout import Layout
from exchange.lists.documents import document_list, register_list
from exchange.lists.five_years import five_year_list
from exchange.lists.matrix import matrix_list
from exchange.lists.oit import oit_list
from exchange.views.answers import list_as_file
from itaportal.language import gettext
from measures.queries.plans import plan_of


@require_safe
def documents(request, slug, extension):
    """The agency's documents."""
    agency = get_agency(request, slug)
    return _file(
        document_list(agency), extension, gettext("เอกสาร-{short_name}").format(short_name=agency.short_name)
    )


@require_safe
def register(request, slug, year, extension):
    """The register of numbers of a calendar year (B.E.)."""
    agency = get_agency(request, slug)
    if year not in years_of(agency):
        raise Http404
    return _file(
        register_list(agency, year),
        extension,
        gettext("ทะเบียนเลขที่หนังสือ-{short_name}-{year}").format(short_name=agency.short_name, year=year),
    )


@require_safe
def matrix(request, slug, year, extension):
    """The measures of a plan's year with their progress in every round."""
    agency = get_agency(request, slug)
    plan = plan_of(agency, year)
    if plan is None:
        raise Http404
    return _file(
        matrix_list(plan),
        extension,
        gettext("มาตรการและผลการดำเนินการ-{short_name}-{year}").format(
            short_name=agency.short_name, year=year
        ),
    )


@require_safe
def oit(request, slug, year, extension):
    """The O-items of a year as they are typed into ITAS."""
    agency = get_agency(request, slug)
    criteria = criteria_of(year)
    if criteria is None:
        raise Http404
    return _file(
        oit_list(agency, criteria),
        extension,
        gettext("ข้อมูล-OIT-{short_name}-{year}").format(short_name=agency.short_name, year=year),
    )


@require_safe
def five_years(request, slug, year, extension):
    """The scores of the five years up to one that has a result."""
    agency = get_agency(request, slug)
    if not agency.assessments.filter(fiscal_year=year).exists():
        raise Http404
    return _file(
        five_year_list(agency, year),
        extension,
        gettext("คะแนนห้าปี-{short_name}-{year}").format(short_name=agency.short_name, year=year),
    )


def _file(layout: Layout, extension: str, name: str) -> HttpResponse:
    response = list_as_file(layout, extension, name)
    response["Cache-Control"] = "private, no-store"
    return response
