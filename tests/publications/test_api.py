"""The API: what it answers, to whom, how often, and that it keeps to its own description."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from approvals import actions
from approvals.enums import State
from approvals.models import Edition
from approvals.rules.codes import group_code
from itaportal import ratelimits
from itaportal.ratelimits import API_REQUESTS
from reports.actions import start_document
from reports.enums import Kind
from tests.factories import editions
from tests.publications.test_pages import multiplied

pytestmark = pytest.mark.usefixtures("quick")


def address(name, *args):
    return reverse(f"api:{name}", args=args)


def told(visitor, name, *args, **query):
    """Return what the API says; the answer must be good."""
    answer = visitor.get(address(name, *args), query)
    assert answer.status_code == 200, answer.content.decode()
    return json.loads(answer.content)


@pytest.fixture
def edition(bureau):
    return editions.published(bureau)


@pytest.fixture
def three(edition):
    """The edition, and after it those of two agencies more."""
    rows = [edition]
    for number in (2, 3):
        copied = multiplied(Edition.objects.get(pk=edition.pk), number)
        Edition.objects.filter(pk=copied.pk).update(
            published_at=edition.published_at + timedelta(days=number - 1)
        )
        rows.append(Edition.objects.get(pk=copied.pk))
    return rows


def test_from_agencies_to_the_data_by_following_addresses(visitor, edition, settings):
    [agency] = told(visitor, "agencies")["results"]
    assert (agency["slug"], agency["documents"], agency["last_fiscal_year"]) == ("tua-yang", 1, 2566)

    url = agency["url"]
    for onwards in ("years", "documents"):
        assert url.startswith(settings.PORTAL_URL + "/api/v1/")
        answer = json.loads(visitor.get(url.removeprefix(settings.PORTAL_URL)).content)
        url = answer[onwards][0]["url"]
    document = json.loads(visitor.get(url.removeprefix(settings.PORTAL_URL)).content)

    assert answer["result"]["total"] == "91.10"
    assert answer["result"]["indicators"][3] == {
        "code": "4",
        "name": "การใช้ทรัพย์สินของราชการ",
        "score": "79.52",
    }
    assert (document["code"], document["kind"], document["edition"]) == (
        edition.code,
        edition.document.kind,
        1,
    )
    assert document["as_at"] == "2023-03-31"
    for page in (agency["page"], answer["page"], document["page"], document["files"]["csv"], document["pdf"]):
        found = visitor.get(page.removeprefix(settings.PORTAL_URL))
        found.close()
        assert found.status_code == 200, page


def test_data_are_the_same_as_in_the_file(visitor, edition):
    file = visitor.get(reverse("publications:document_data", args=[edition.code, "json"]))

    assert told(visitor, "document", edition.code)["data"] == json.loads(file.content)
    assert told(visitor, "document", group_code(edition.code).lower())["code"] == edition.code


def test_only_what_is_published_is_told(visitor, bureau, edition):
    pages = [
        address("agency", bureau.agency.slug),
        address("year", bureau.agency.slug, 2566),
        address("document", edition.code),
    ]
    assert [visitor.get(page).status_code for page in pages] == [200, 200, 200]
    unknown = visitor.get(address("document", "0000000000")).content

    for state in set(State) - {State.PUBLISHED, State.DRAFT}:
        Edition.objects.update(state=state)
        for page in pages:
            answer = visitor.get(page)
            assert answer.status_code == 404, (state, page)
            assert answer.content == unknown
        assert told(visitor, "agencies") == {"count": 0, "next": None, "results": []}
        assert told(visitor, "documents") == {"count": 0, "next": None, "results": []}


def test_nobody_but_the_signers_is_named(visitor, bureau, edition):
    everything = "".join(
        visitor.get(page).content.decode()
        for page in (
            address("agencies"), address("agency", bureau.agency.slug), address("year", bureau.agency.slug, 2566),
            address("documents"), address("document", edition.code),
        )
    )  # fmt: skip

    assert bureau.chain[0].get_full_name() in everything
    for person in (bureau.clerk, bureau.manager):
        assert person.get_full_name() not in everything
        assert person.username not in everything


def test_a_document_is_listed_in_its_newest_edition_and_the_older_one_points_to_it(visitor, bureau, edition):
    actions.revise(edition=edition, by=bureau.clerk)
    second = editions.published(bureau)

    [listed] = told(visitor, "documents")["results"]

    assert (listed["code"], listed["edition"]) == (second.code, 2)
    assert told(visitor, "document", edition.code)["later"] == listed["url"]
    assert told(visitor, "document", second.code)["later"] is None


def test_documents_are_filtered(visitor, three):
    agency = three[1].document.agency
    agency.province = "เชียงใหม่"
    agency.save()
    cases = [
        ({}, [3, 2, 1]),
        ({"agency": "agency-2"}, [2]),
        ({"agency": "nobody"}, []),
        ({"kind": Kind.ANALYSIS_REPORT}, [3, 2]),
        ({"fiscal_year": "2566"}, [3, 2, 1]),
        ({"fiscal_year": "2567"}, []),
        ({"province": "เชียงใหม่"}, [2]),
        ({"province": "เชียงใหม่", "agency": "agency-3"}, []),
    ]
    for query, numbers in cases:
        answer = told(visitor, "documents", **query)
        found = [entry["code"] for entry in answer["results"]]
        assert found == [three[number - 1].code for number in numbers], query
        assert answer["count"] == len(numbers), query


def test_documents_since_a_day_or_a_moment(visitor, three):
    moment = three[1].published_at

    def since(text):
        return told(visitor, "documents", published_since=text)["count"]

    assert since(moment.isoformat()) == 2
    assert since((moment + timedelta(microseconds=1)).isoformat()) == 1
    assert since(timezone.localtime(moment).date().isoformat()) == 2
    # A plus sign that was not escaped.
    unescaped = timezone.localtime(moment).isoformat()
    assert visitor.get(f"{address('documents')}?published_since={unescaped}").json()["count"] == 2


def test_agencies_are_filtered(visitor, three):
    agency = three[1].document.agency
    agency.kind = "เทศบาลเมือง"
    agency.save()
    cases = [
        ({}, ["agency-2", "agency-3", "tua-yang"]),
        ({"q": "เทศบาล 3"}, ["agency-3"]),
        ({"kind": "เทศบาลเมือง"}, ["agency-2"]),
        ({"province": "ไม่มี"}, []),
    ]
    for query, slugs in cases:
        answer = told(visitor, "agencies", **query)
        assert [entry["slug"] for entry in answer["results"]] == slugs, query
        assert answer["count"] == len(slugs), query


@pytest.mark.parametrize("name", ["agencies", "documents"])
def test_pages_follow_each_other_with_the_filters_kept(visitor, three, settings, name):
    whole = told(visitor, name, province=three[0].document.agency.province)
    page, seen = f"{address(name)}?limit=1&province={three[0].document.agency.province}", []
    while page:
        answer = visitor.get(page)
        assert answer.json()["count"] == 3
        seen += answer.json()["results"]
        following = answer.json()["next"]
        assert answer.get("Link") == (f'<{following}>; rel="next"' if following else None)
        page = following and following.removeprefix(settings.PORTAL_URL)

    assert seen == whole["results"]
    assert len(seen) == 3


def test_what_is_published_meanwhile_repeats_nothing(visitor, three, settings):
    first = told(visitor, "documents", limit=2)
    newest = Edition.objects.get(pk=three[0].pk)
    newer = multiplied(newest, 4)
    Edition.objects.filter(pk=newer.pk).update(published_at=three[2].published_at + timedelta(days=1))

    second = visitor.get(first["next"].removeprefix(settings.PORTAL_URL)).json()

    assert [entry["code"] for entry in first["results"]] == [three[2].code, three[1].code]
    assert [entry["code"] for entry in second["results"]] == [three[0].code]


def test_documents_published_at_the_same_moment_are_all_listed(visitor, three, settings):
    Edition.objects.update(published_at=three[0].published_at)
    seen, page = [], f"{address('documents')}?limit=1"
    while page:
        answer = visitor.get(page).json()
        seen += [entry["code"] for entry in answer["results"]]
        page = answer["next"] and answer["next"].removeprefix(settings.PORTAL_URL)

    assert seen == sorted(edition.code for edition in three)


@pytest.mark.parametrize(
    ("name", "query", "named"),
    [
        ("documents", {"fiscal_year": "2023"}, "fiscal_year"),
        ("documents", {"fiscal_year": "๒๕๖๖"}, "fiscal_year"),
        ("documents", {"kind": "memo"}, "kind"),
        ("documents", {"published_since": "2569-01-31"}, "published_since"),
        ("documents", {"published_since": "0001-01-01"}, "published_since"),
        ("documents", {"published_since": "2026-W01"}, "published_since"),
        ("documents", {"after": "9"}, "after"),
        ("documents", {"limit": "0"}, "limit"),
        ("agencies", {"limit": "101"}, "limit"),
        ("agencies", {"province": "\x00"}, "province"),
        ("agencies", {"q": ""}, "q"),
        ("agencies", {"provnce": "นครปฐม"}, "provnce"),
        ("agencies", {"limit": ["1", "2"]}, "limit"),
        ("description", {"limit": "1"}, "limit"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(visitor, db, name, query, named):
    answer = visitor.get(address(name), query)

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["detail"].startswith("ตัวกรองบางตัวไม่ถูกต้อง")
    [error] = answer.json()["errors"]
    assert error["parameter"] == named
    assert error["detail"].startswith(("ต้องเป็น", "ไม่มีตัวกรองชื่อนี้", "ส่งตัวกรองนี้มามากกว่าหนึ่งครั้ง", "ที่อยู่นี้ไม่มีตัวกรอง"))
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("path", ["/api/v2/", "/api/v1/documents/x/y/", "/api/v1/agencies/tua-yang/years/x/"])
def test_addresses_that_do_not_exist_answer_as_json(visitor, db, path):
    answer = visitor.get(path)

    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer.json()["status"] == 404
    assert "text/html" in visitor.get("/nowhere/")["Content-Type"]


def test_an_address_without_its_last_slash_leads_on(visitor, db):
    assert visitor.get("/api/v1/agencies").url == "/api/v1/agencies/"
    answer = visitor.get("/api/v1/agencies?limit=1")
    assert (answer.status_code, answer.url) == (301, "/api/v1/agencies/?limit=1")
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_failures_of_the_portal_answer_as_json(db, monkeypatch):
    monkeypatch.setattr("publications.api.queries.agencies", lambda values: 1 / 0)
    visitor = Client(raise_request_exception=False)

    answer = visitor.get(address("agencies"))

    assert (answer.status_code, answer["Content-Type"]) == (500, "application/problem+json")
    assert "1 / 0" not in answer.content.decode()


def test_nothing_is_written(edition):
    strict = Client(enforce_csrf_checks=True)

    for method in ("POST", "PUT", "PATCH", "DELETE"):
        answer = strict.generic(method, address("document", edition.code), "{}")
        assert answer.status_code == 405
        assert answer["Allow"] == "GET, HEAD, OPTIONS"
        assert answer["Content-Type"] == "application/problem+json"


def test_pages_of_other_sites_may_read_the_api_and_nothing_else(visitor, edition):
    answer = visitor.get(address("documents"))
    again = visitor.get(address("documents"), headers={"if-none-match": answer["ETag"]})
    asked = visitor.options(address("documents"), headers={"origin": "https://example.org"})

    assert (again.status_code, again.content) == (304, b"")
    assert asked.status_code == 204
    for each in (answer, again, asked):
        assert each["Access-Control-Allow-Origin"] == "*"
        assert "Set-Cookie" not in each
    assert asked["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert answer["Cache-Control"] == "public, max-age=300"
    for page in ("/public/", reverse("publications:document_data", args=[edition.code, "json"]), "/login/"):
        assert "Access-Control-Allow-Origin" not in visitor.get(page)


def test_an_answer_changes_its_mark_with_its_content(visitor, bureau, edition):
    page = address("year", bureau.agency.slug, 2566)
    before = visitor.get(page)["ETag"]
    actions.revise(edition=edition, by=bureau.clerk)
    editions.published(bureau)

    assert visitor.get(page, headers={"if-none-match": before}).status_code == 200


def test_who_asks_too_often_waits(visitor, db, monkeypatch):
    now = [1_000_000_000.0]  # 40 seconds into a minute
    monkeypatch.setattr(ratelimits.time, "time", lambda: now[0])
    answers = [visitor.get(address("agencies")).status_code for _ in range(API_REQUESTS.amount)]
    assert set(answers) == {200}

    refused = visitor.get(address("documents"))

    assert (refused.status_code, refused["Retry-After"]) == (429, "20")
    assert refused["Content-Type"] == "application/problem+json"
    assert visitor.get(address("agencies"), REMOTE_ADDR="192.0.2.7").status_code == 200
    assert visitor.get(reverse("publications:index")).status_code == 200
    now[0] += 20
    assert visitor.get(address("agencies")).status_code == 200


def test_queries_do_not_grow(visitor, bureau, edition, settings, django_assert_num_queries):
    # Counting the request is one statement more in the database (tests/itaportal/test_ratelimits.py).
    settings.RATE_LIMIT_URL = "memory://"

    def pages():
        return [
            (address("agencies"), 2),
            (address("agency", bureau.agency.slug), 2),
            (address("year", bureau.agency.slug, 2566), 3),
            (address("documents"), 2),
            (address("document", Edition.objects.order_by("pk").last().code), 4),
            (address("description"), 0),
        ]

    for page, queries in pages():
        with django_assert_num_queries(queries):
            visitor.get(page)

    for number in (2, 3):
        multiplied(Edition.objects.get(pk=edition.pk), number)
    bureau.document = start_document(
        kind=Kind.OUTCOME_REPORT,
        plan=edition.document.plan,
        progress_round=edition.document.round,
        dated=None,
        by=None,
    )
    editions.published(bureau)
    assert told(visitor, "documents")["count"] == 4
    assert len(told(visitor, "year", bureau.agency.slug, 2566)["documents"]) == 2

    for page, queries in pages():
        with django_assert_num_queries(queries):
            visitor.get(page)
