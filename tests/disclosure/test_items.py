"""The O-items of a year: who answers, how far it is, and what may be typed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.auditlog.models import AuditEvent
from agencies.enums import Role
from disclosure.actions import save_disclosure
from disclosure.enums import State
from disclosure.models import Disclosure
from disclosure.queries.items import criteria_of, years
from itaportal.webaddresses import clean_addresses, refusal_of
from tests.conftest import member, signed_in
from tests.disclosure.counting import newest_tally

LINK = "https://www.tua-yang.go.th/โครงสร้าง?id=1"


def items_of(agency, query="year=2568"):
    return reverse("disclosure:index", args=[agency.slug]) + f"?{query}"


def answer_to(agency, code="O1", year=2568):
    return reverse("disclosure:edit", args=[agency.slug, year, code])


def disclose(agency, code="O1", **values):
    return save_disclosure(agency=agency, fiscal_year=2568, code=code, version=0, by=None, **values)


def typed(**values):
    return {
        "department": "",
        "state": State.PREPARING,
        "addresses": "",
        "explanation": "",
        "note": "",
    } | values


def test_the_items_are_those_of_the_year(agency, packs, clerk_client):
    page = clerk_client.get(items_of(agency, "")).context

    assert page["year"] == years()[0] == 2569
    assert [line.code for line in page["lines"]] == [f"O{number}" for number in range(1, 27)]
    assert page["tally"].states[State.NOT_BEGUN] == page["tally"].total == 26
    assert 2563 not in years()  # its list was not found
    shown = clerk_client.get(items_of(agency, "year=2567")).content.decode()
    assert "โครงสร้าง" in shown
    assert clerk_client.get(answer_to(agency, "O29")).status_code == 404
    assert clerk_client.get(answer_to(agency, "I1")).status_code == 404
    assert clerk_client.get(answer_to(agency, year=2563)).status_code == 404


def test_an_answer_is_typed_stored_and_counted(agency, packs, clerk_client):
    office = agency.departments.first()
    sent = typed(
        department=office.pk,
        state=State.PUBLISHED,
        addresses=f" {LINK} \n\n{LINK}\u200b\nhttp://a.go.th/ข",
        version=0,
    )

    answer = clerk_client.post(answer_to(agency), sent)
    row = Disclosure.objects.get()

    assert answer.url == f"{items_of(agency)}#O1"
    assert row.links == [LINK, "http://a.go.th/ข"]
    assert newest_tally(agency, 2568)[1].published == 1
    page = clerk_client.get(items_of(agency))
    assert page.context["tally"].states == {"not-begun": 27, "preparing": 0, "ready": 0, "published": 1}
    assert page.context["tally"] == newest_tally(agency, 2568)[1]
    assert office.name in page.content.decode()
    assert AuditEvent.objects.filter(action="disclosure.save").count() == 1


def test_who_opened_an_older_answer_sees_both(agency, packs, clerk_client):
    disclose(agency, note="ของเขา")

    answer = clerk_client.post(answer_to(agency), typed(note="ของฉัน", version=0))

    assert answer.status_code == 409
    assert Disclosure.objects.get().note == "ของเขา"
    assert "ของฉัน" in answer.content.decode()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"state": State.PUBLISHED}, "กรุณาวางลิงก์อย่างน้อยหนึ่งลิงก์"),
        ({"addresses": f"{LINK}\nwww.tua-yang.go.th"}, "ลิงก์ที่ 2 ต้องขึ้นต้นด้วย https://"),
        ({"addresses": "\n".join(f"https://a.go.th/{n}" for n in range(11))}, "ไม่เกิน 10 ลิงก์"),
        ({"state": "lost"}, "ตัวเลือกนี้ใช้ไม่ได้แล้ว"),
    ],
)
def test_what_is_typed_wrongly_is_not_stored(wrong, words, agency, packs, clerk_client):
    page = clerk_client.post(answer_to(agency), typed(**wrong)).content.decode()

    assert words in page
    assert not Disclosure.objects.exists()


def test_departments_of_others_are_no_choice_and_closed_ones_stay(agency, other_agency, packs, clerk_client):
    theirs = other_agency.departments.create(name="กองของเขา")
    assert clerk_client.post(answer_to(agency), typed(department=theirs.pk)).status_code == 200
    assert not Disclosure.objects.exists()

    office = agency.departments.first()
    row = disclose(agency, department=office)
    office.active = False
    office.save()
    sent = typed(department=office.pk, version=row.version, note="ใหม่")
    assert clerk_client.post(answer_to(agency), sent).status_code == 302


def test_the_list_is_narrowed_by_department_and_state(agency, packs, clerk_client):
    first, second = agency.departments.all()
    disclose(agency, "O1", department=first, state=State.READY)
    disclose(agency, "O2", department=first)
    disclose(agency, "O3", department=second)

    def shown(query):
        return [
            line.code for line in clerk_client.get(items_of(agency, f"year=2568&{query}")).context["lines"]
        ]

    assert shown(f"department={first.pk}") == ["O1", "O2"]
    assert shown(f"department={first.pk}&state=ready") == ["O1"]
    assert len(shown("department=none")) == 25
    assert len(shown("department=0&state=lost")) == 28


def test_who_only_reads_sees_no_way_to_edit(agency, packs):
    disclose(agency, note="รอไฟล์")
    client = signed_in(member(agency, Role.VIEWER))

    page = client.get(items_of(agency)).content.decode()

    assert "รอไฟล์" in page
    assert answer_to(agency) not in page
    assert client.get(answer_to(agency)).status_code == 403


def test_the_number_of_queries_is_that_of_one_row(agency, packs, clerk_client, django_assert_num_queries):
    disclose(agency, "O1", department=agency.departments.first())
    clerk_client.get(items_of(agency))
    with CaptureQueriesContext(connection) as few:
        clerk_client.get(items_of(agency))
    for code in ("O2", "O3"):
        disclose(agency, code, department=agency.departments.last(), addresses=LINK)

    with django_assert_num_queries(len(few)):
        clerk_client.get(items_of(agency))
    with django_assert_num_queries(3):
        newest_tally(agency, 2570)


def test_a_year_without_a_list_is_no_year_of_the_start(agency, packs):
    assert newest_tally(agency, 2563) is None
    assert newest_tally(agency, 2570)[0] == 2569
    assert criteria_of(2563) is None


@pytest.mark.parametrize(
    "address",
    ["ftp://a.go.th", "https://", "https://a b.go.th/x", "https://u:p@a.go.th", "javascript:alert(1)", "https://intranet/x",
     "https://[::1", "https://a.go.th:99999/", "https://a.go.th/" + "x" * 1000],
)  # fmt: skip
def test_what_is_no_address_of_a_page_is_refused(address):
    assert refusal_of(address)


def test_an_address_is_kept_as_it_was_pasted():
    pasted = "  https://a.go.th/%E0%B9%81/เเ--“x”?a=1#ส่วน \r\n\u200b\r\nhttps://a.go.th/2\ufeff"

    assert clean_addresses(pasted) == "https://a.go.th/%E0%B9%81/เเ--“x”?a=1#ส่วน\nhttps://a.go.th/2"
    assert refusal_of(LINK) == ""
