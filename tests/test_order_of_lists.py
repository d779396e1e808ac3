"""Every list of Thai names is in dictionary order, whatever the database."""

import csv
import io

import pytest
from django.urls import reverse
from django.utils import timezone

from agencies.auditlog.writing import record
from agencies.enums import Role
from agencies.models import Agency, Oversight
from approvals.enums import State
from approvals.models import Edition, RegisterEntry
from measures.queries.catalogue import Search, find_entries
from reports.enums import Kind
from reports.models import Document
from reports.snapshot.building import build_snapshot
from reports.snapshot.reading import canonical
from tests.conftest import signed_in
from tests.factories.agencies import AgencyFactory, MembershipFactory, UserFactory
from tests.factories.measures import CatalogueMeasureFactory, PlanFactory

# As the dictionary has them, and numbers by their value; code points would put ฮอด in the middle.
NAMES = ["เกาะช้าง", "เทพารักษ์", "โนนสูง หมู่ที่ 2", "โนนสูง หมู่ที่ 10", "โนนสูง หมู่ที่ ๑๑", "ฮอด", "ฮ่อม", "เฮือก"]
COMPARED = reverse("overview_many:agencies")
MIXED = [NAMES[place] for place in (5, 3, 0, 7, 4, 1, 6, 2)]


@pytest.fixture
def overseer(db):
    person = UserFactory()
    Oversight.objects.create(user=person, level="country")
    return signed_in(person)


@pytest.fixture
def named(db):
    """Agencies of one province by the names."""
    return [AgencyFactory(name=name, short_name=name) for name in MIXED]


@pytest.fixture
def provinces(db):
    """Agencies of one name in provinces of the names."""
    return [AgencyFactory(name="เทศบาล", short_name=name, province=name) for name in MIXED]


@pytest.fixture
def people(agency):
    """People of one role by the names, whose titles and family names would tell another order."""
    titles = ("นาง", "นาย", "นางสาว")
    return [
        MembershipFactory(agency=agency, user__first_name=name, user__title=titles[place % 3])
        for place, name in enumerate(MIXED)
    ]


@pytest.fixture
def chooser(agency):
    """Who manages the agency, and stands in no list with the names."""
    return signed_in(MembershipFactory(agency=agency, role=Role.AGENCY_ADMIN).user)


def shown(response):
    """Return the names in the order of the page's content."""
    page = response.content.decode()
    assert response.status_code == 200
    page = page[page.index("<main") :] if "<main" in page else page
    return sorted(NAMES, key=page.index)


def test_agencies_of_an_overseer(overseer, named):
    assert shown(overseer.get(COMPARED)) == NAMES


def test_agencies_of_an_overseer_by_province(overseer, provinces):
    assert shown(overseer.get(COMPARED)) == NAMES


def test_agencies_to_change_to(overseer, named):
    page = overseer.get(reverse("overview:cycle", args=[named[0].slug]))
    assert [choice.short_name for choice in page.context["agency_choices"]] == NAMES


@pytest.mark.usefixtures("packs")
def test_agencies_that_publish(client, named):
    for agency in named:
        publish(agency)
    assert shown(client.get(reverse("publications:index"))) == NAMES


def publish(agency, plan=None):
    plan = plan or PlanFactory(assessment__agency=agency)
    document = Document.objects.create(agency=agency, kind=Kind.ANALYSIS_REPORT, plan=plan)
    entry = RegisterEntry.objects.create(agency=agency, document=document, year=2568, number=1, text="1")
    now = timezone.now()
    Edition.objects.create(
        document=document, number=1, state=State.PUBLISHED, register_entry=entry, code=f"C{agency.pk}",
        snapshot=canonical(build_snapshot(document)), submitted_by=UserFactory(), submitted_at=now, waiting_since=now, published_at=now,
    )  # fmt: skip


def test_provinces_whose_agencies_go_out_as_files(packs, site, provinces):
    AgencyFactory(province=NAMES[0])
    page = site.get(reverse("exchange_many:index"))
    assert page.context["provinces"] == NAMES


@pytest.mark.parametrize(("made", "column"), [("named", "ชื่อหน่วยงาน"), ("provinces", "จังหวัด")])
def test_agencies_in_files(packs, site, request, made, column):
    request.getfixturevalue(made)
    answer = site.get(reverse("exchange_many:export", args=[2565, "csv"]))
    rows = csv.DictReader(io.StringIO(b"".join(answer).decode("utf-8-sig")))
    assert [row[column] for row in rows] == NAMES


def test_people_of_an_agency(chooser, agency, people):
    assert shown(chooser.get(reverse("agencies:settings", args=[agency.slug]))) == NAMES


def test_people_to_choose_for_the_chain(chooser, agency, people):
    assert shown(chooser.get(reverse("agencies:chain", args=[agency.slug]))) == NAMES


def test_people_to_choose_as_substitutes(chooser, agency, people):
    page = chooser.get(reverse("approvals:substitute_add", args=[agency.slug]))
    assert [each.user.first_name for each in page.context["form"].fields["deputy"].queryset] == NAMES


def test_people_in_the_audit_log(chooser, agency):
    for name in MIXED:
        record(
            "agency.save",
            agency,
            by=UserFactory(title="", first_name=name),
            agency=agency,
            after={"phone": "1"},
        )
    page = chooser.get(reverse("agencies:audit", args=[agency.slug]))
    names = [label for _, label in page.context["form"].fields["actor"].choices]
    assert [name.split(" ตัวอย่าง")[0] for name in names[1:]] == NAMES


def test_titles_of_the_catalogue(packs, agency):
    for title in MIXED:
        CatalogueMeasureFactory(title=title, indicator_codes=["2"])
    for code in ("10", "1"):
        CatalogueMeasureFactory(title="ก", indicator_codes=[code])
    own = CatalogueMeasureFactory(title="ฮ", agency=agency, indicator_codes=[])
    first, one, *entries, ten = find_entries(agency, Search())
    assert first == own
    assert ([entry.title for entry in entries], one.indicator_codes, ten.indicator_codes) == (
        NAMES,
        ["1"],
        ["10"],
    )


@pytest.mark.parametrize("query", ["", "?o=1", "?o=-1"])
def test_agencies_of_the_administrator(site, named, query):
    listed = site.get(f"/admin/agencies/agency/{query}").context["cl"].result_list
    assert [agency.name for agency in listed] == (NAMES[::-1] if query == "?o=-1" else NAMES)


def test_provinces_of_the_administrator(site, provinces):
    page = site.get("/admin/agencies/agency/?o=2").context["cl"]
    assert [agency.province for agency in page.result_list] == NAMES
    [places] = [each for each in page.filter_specs if each.title == "จังหวัด"]
    assert list(places.lookup_choices) == NAMES


def test_people_of_the_administrator(site, people):
    listed = site.get("/admin/agencies/user/").context["cl"].result_list
    assert [person.first_name for person in listed if person.first_name in NAMES] == NAMES


def test_the_order_costs_no_query_and_no_row(named, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert [agency.name for agency in Agency.objects.all()[:3]] == NAMES[:3]
