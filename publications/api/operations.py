"""The API's addresses, served by django-ninja: path, meaning, filters and answer of each, and how all are described."""

from functools import cache
from http import HTTPStatus
from json import JSONEncoder
from typing import Annotated, Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.http import urlencode
from ninja import NinjaAPI, Path, Query
from ninja.renderers import JSONRenderer

from itaportal.language import in_thai
from itaportal.ratelimits import API_REQUESTS
from publications.api import queries as lists
from publications.api import schemas
from publications.api.answering import READING
from publications.api.filters import AgencyFilters, BadFilters, DocumentFilters, Filters, refuse_filters
from publications.api.problems import Problem, problem
from publications.views.pages import get_published_or_404, get_publisher_or_404, get_year_or_404

VERSION = "v1"
_ERRORS = {400: "ตัวกรองไม่ถูกต้อง", 404: "ไม่พบ หรือไม่ได้เผยแพร่", 429: "ส่งคำขอถี่เกินไป"}


class _Renderer(JSONRenderer):
    encoder_class = JSONEncoder
    json_dumps_params = {
        "ensure_ascii": False,
        "separators": (",", ":"),
        "default": lambda value: str(value) if isinstance(value, Promise) else value.isoformat(),
    }


class _PublicAPI(NinjaAPI):
    def get_content_type(self) -> str:
        return "application/json"  # which has no charset


# Without the library's own pages: they load scripts from elsewhere.
api = _PublicAPI(
    title="ข้อมูลเปิดของระบบรายงาน ITA",
    version="1.0.0",
    description=(
        "อ่านได้อย่างเดียว เฉพาะเอกสารที่หน่วยงานเผยแพร่แล้ว ไม่ต้องลงทะเบียน "
        f"ไม่เกิน {API_REQUESTS.amount} คำขอต่อนาทีต่อที่อยู่ (IP) คำตอบอาจมีข้อมูลเพิ่มได้ในภายหลัง แต่สิ่งที่อธิบายไว้จะไม่หายไป"
    ),
    openapi_url=None,
    docs_url=None,
    urls_namespace="api",
    renderer=_Renderer(),
)


@api.exception_handler(Http404)
def _tell_not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem(HTTPStatus.NOT_FOUND)


@api.exception_handler(BadFilters)
def _tell_bad_filters(request: HttpRequest, error: BadFilters) -> HttpResponse:
    return problem(HTTPStatus.BAD_REQUEST, error.problems)


def _reads(path: str, name: str, summary: str, schema: type):
    """Make an address of a function that returns what its schema is made of."""
    errors = [status for status in _ERRORS if status != 404 or "{" in path]
    return api.api_operation(
        READING,
        path,
        response={200: schema, **dict.fromkeys(errors, Problem)},
        operation_id=name,
        url_name=name,
        summary=summary,
        by_alias=True,
    )


_Slug = Annotated[str, Path(description="ชื่อในที่อยู่เว็บของหน่วยงาน")]
_Year = Annotated[int, Path(description="ปีงบประมาณของแผน (พ.ศ.)")]
_Code = Annotated[str, Path(description="รหัสตรวจสอบ มีขีดหรือไม่มีขีดก็ได้")]


@_reads("/agencies/", "agencies", "หน่วยงานที่เผยแพร่เอกสาร", schemas.AgencyList)
def agencies(request, filters: Query[AgencyFilters], response: HttpResponse):
    """Agencies that publish, page by page."""
    return _page("agencies", filters, lists.agencies(filters), response)


@_reads("/agencies/{slug:slug}/", "agency", "หน่วยงานหนึ่ง และปีที่มีเอกสาร", schemas.AgencyWithYears)
def agency(request, slug: _Slug):
    """An agency and its years."""
    refuse_filters(request.GET)
    return get_publisher_or_404(slug)


@_reads("/agencies/{slug:slug}/years/{int:year}/", "year", "ผลการประเมินและเอกสารของปีแผนหนึ่ง", schemas.Year)
def year(request, slug: _Slug, year: _Year):
    """What an agency publishes of a plan year, and the result that the plan answers."""
    refuse_filters(request.GET)
    publisher, editions = get_year_or_404(slug, year)
    return {"fiscal_year": year, "agency": publisher, "documents": editions}


@_reads(
    "/documents/",
    "documents",
    "เอกสารที่เผยแพร่ แต่ละเรื่องเฉพาะฉบับล่าสุด เรียงจากที่เผยแพร่ล่าสุด",
    schemas.DocumentList,
)
def documents(request, filters: Query[DocumentFilters], response: HttpResponse):
    """Documents in their newest published edition, page by page."""
    return _page("documents", filters, lists.documents(filters), response)


@_reads("/documents/{str:code}/", "document", "เอกสารหนึ่งฉบับ พร้อมข้อมูลทั้งหมด", schemas.DocumentWithData)
def document(request, code: _Code):
    """A published edition with its data."""
    refuse_filters(request.GET)
    return get_published_or_404(code)


@_reads("/openapi.json", "description", "คำอธิบาย API สำหรับโปรแกรม (OpenAPI 3.1)", schemas.Description)
def description(request):
    """The API, described for programs."""
    refuse_filters(request.GET)
    return describe(settings.PORTAL_URL)


def _page(name: str, filters: Filters, page: lists.Page, response: HttpResponse) -> dict[str, Any]:
    following = None
    if page.after:
        following = f"{schemas.address(name)}?{urlencode({**filters.as_query(), 'after': page.after})}"
        response["Link"] = f'<{following}>; rel="next"'
    return {"count": page.count, "next": following, "results": page.rows}


@cache
@in_thai()
def describe(portal: str) -> dict[str, Any]:
    """Return the description (OpenAPI 3.1) of the API of the portal at this address; not to be changed."""
    described = api.get_openapi_schema(path_prefix="")
    described["servers"] = [{"url": f"{portal}/api/{VERSION}"}]
    for methods in described["paths"].values():
        del methods["head"]
        _describe_answers(methods["get"])
    components = described["components"]["schemas"]
    for filters in (AgencyFilters, DocumentFilters):  # they are told one by one, where they belong
        del components[filters.__name__]
    return described


def _describe_answers(operation: dict[str, Any]) -> None:
    """Say in Thai what each status means; errors are problem details, which the library does not know of."""
    del operation["description"]  # the function's own, for programmers
    for status, answer in operation["responses"].items():
        if status == HTTPStatus.OK:
            answer["description"] = operation["summary"]
            answer["headers"] = {"ETag": {"schema": {"type": "string"}}}
            continue
        answer["description"] = _ERRORS[status]
        answer["content"] = {"application/problem+json": answer["content"]["application/json"]}
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            answer["headers"] = {"Retry-After": {"schema": {"type": "integer"}, "description": "วินาที"}}
