import pytest
from django.urls import reverse

from measures import actions
from measures.models import CatalogueMeasure, Measure, Plan
from tests.conftest import signed_in
from tests.factories.agencies import UserFactory
from tests.factories.editions import approved, office, without_files
from tests.factories.measures import CatalogueMeasureFactory, MeasureFactory
from tests.measures.test_catalogue import used

pytestmark = pytest.mark.django_db


def url(name="", *args):
    return reverse(f"measures:catalogue{name}", args=["tua-yang", *args])


@pytest.fixture
def own(agency):
    return CatalogueMeasureFactory(agency=agency, title="มาตรการของเรา")


@pytest.fixture
def administrator():
    return signed_in(UserFactory(is_superuser=True, is_staff=True))


def test_the_list_shows_own_first_with_use(viewer_client, packs, own, other_agency):
    shared = CatalogueMeasureFactory()
    used(shared, "80", "90")
    used(shared, "80", "90")
    CatalogueMeasureFactory(agency=other_agency, title="ของหน่วยงานอื่น")

    response = viewer_client.get(url())

    assert [card.entry for card in response.context["cards"]] == [own, shared]
    page = response.content.decode()
    assert "นำไปใช้ 2 มาตรการ จาก 2 หน่วยงาน" in page
    assert "ของหน่วยงานอื่น" not in page
    assert url("_add") not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "คู่มือ"}, True),
        ({"q": "ไม่มีคำนี้"}, False),
        ({"item": "ข้อ i ๓"}, True),
        ({"indicator": "8", "topic": "", "whose": "shared"}, True),
        ({"indicator": "2"}, False),
        ({"topic": "99", "indicator": "x"}, True),
    ],
)
def test_the_list_is_narrowed(viewer_client, packs, agency, query, found):
    CatalogueMeasureFactory(title="จัดทำคู่มือ", item_codes=["I3"])

    response = viewer_client.get(url(), query)

    assert bool(response.context["cards"]) is found
    assert ("ไม่พบมาตรการที่ค้นหา" in response.content.decode()) is not found


def test_pages_keep_the_conditions(viewer_client, agency):
    CatalogueMeasureFactory.create_batch(21, title="คู่มือ")

    page = viewer_client.get(url(), {"q": "คู่มือ", "page": 1}).content.decode()

    assert "q=%E0%B8%84%E0%B8%B9%E0%B9%88%E0%B8%A1%E0%B8%B7%E0%B8%AD&amp;page=2" in page


def test_an_entry_tells_what_scores_did_and_that_it_proves_nothing(clerk_client, packs, agency):
    entry = CatalogueMeasureFactory(steps=["ขั้นเดียว"], follow_up="ทุกเดือน")
    for _ in range(2):
        used(entry, "80", "82.5")

    page = clerk_client.get(url("_entry", entry.pk)).content.decode()
    assert "น้อยกว่า 3 กรณี ยังไม่แสดง" in page
    assert "+2.50" not in page

    used(entry, "80", "82.5")
    page = clerk_client.get(url("_entry", entry.pk)).content.decode()
    assert "+2.50" in page
    assert "ไม่ได้หมายความว่าเป็นผลจากมาตรการ" in page
    assert "ขั้นเดียว" in page


def test_adopting_begins_the_plan_and_adds_once(clerk_client, assessment):
    entry = CatalogueMeasureFactory()

    for _ in range(2):
        response = clerk_client.post(url("_adopt", entry.pk), {"year": 2565}, follow=True)

    assert response.redirect_chain[0][0] == reverse("measures:plan", args=["tua-yang", 2565])
    assert Measure.objects.get().from_catalogue == entry
    assert "มีมาตรการชื่อนี้แล้ว" in str(list(response.context["messages"])[0])


@pytest.mark.parametrize("year", ["", "2570", "x"])
def test_a_year_without_result_is_refused(clerk_client, assessment, year):
    entry = CatalogueMeasureFactory()

    response = clerk_client.post(url("_adopt", entry.pk), {"year": year}, follow=True)

    assert "กรุณาเลือกปีของแผน" in str(list(response.context["messages"])[0])
    assert not Plan.objects.exists()


def test_without_any_result_the_page_leads_to_the_scores(clerk_client, agency):
    page = clerk_client.get(url("_entry", CatalogueMeasureFactory().pk)).content.decode()

    assert reverse("assessments:index", args=["tua-yang"]) in page


def test_a_button_keeps_a_measure_of_an_approved_plan(agency, packs, monkeypatch):
    bureau = office(agency)
    client = signed_in(bureau.clerk)
    measure = Measure.objects.get(title="อบรมการใช้ทรัพย์สิน")
    client.post(url("_add"), {"measure": measure.pk})
    assert not CatalogueMeasure.objects.exists()
    without_files(monkeypatch)
    approved(bureau)

    assert measure.title in client.get(url("_add")).content.decode()
    client.post(url("_add"), {"measure": measure.pk})

    assert CatalogueMeasure.objects.get().origin == measure
    assert measure not in client.get(url("_add")).context["measures"]


def test_an_offer_is_made_seen_and_accepted(clerk_client, administrator, own, other_agency, outsider_client):
    clerk_client.post(url("_share", own.pk))
    assert own.title in administrator.get(reverse("catalogue:index")).content.decode()
    offer = reverse("catalogue:accept", args=[own.pk])
    assert own.title in administrator.get(offer).content.decode()

    response = administrator.post(offer)

    assert response.url == reverse("catalogue:index")
    address = reverse("measures:catalogue_entry", args=[other_agency.slug, own.pk])
    assert outsider_client.get(address).status_code == 200
    assert administrator.get(offer).status_code == 404
    assert clerk_client.get(url("_share", own.pk)).status_code == 404


def test_an_offer_is_declined_with_a_reason_only(clerk_client, administrator, own, clerk):
    actions.offer_entry(entry=own, by=clerk)
    offer = reverse("catalogue:accept", args=[own.pk])

    page = administrator.post(offer, {"decline": "1", "reason": " "}).content.decode()
    assert "กรุณาเขียนเหตุผล" in page
    administrator.post(offer, {"decline": "1", "reason": "มีชื่อบุคคลในขั้นตอน"})

    assert "มีชื่อบุคคลในขั้นตอน" in clerk_client.get(url("_entry", own.pk)).content.decode()


def test_the_administrator_is_warned_of_the_same_title(administrator, own, clerk):
    CatalogueMeasureFactory(title=own.title)
    actions.offer_entry(entry=own, by=clerk)

    assert "มีมาตรการชื่อนี้แล้ว" in administrator.get(reverse("catalogue:accept", args=[own.pk])).content.decode()


def test_an_offer_is_taken_back(clerk_client, own, clerk):
    actions.offer_entry(entry=own, by=clerk)

    clerk_client.post(url("_share", own.pk), {"withdraw": "1"})

    own.refresh_from_db()
    assert own.offered_at is None


def test_an_entry_is_removed_after_asking(clerk_client, own):
    assert clerk_client.get(url("_remove", own.pk)).status_code == 200
    assert CatalogueMeasure.objects.filter(pk=own.pk).exists()

    clerk_client.post(url("_remove", own.pk))

    assert not CatalogueMeasure.objects.filter(pk=own.pk).exists()


@pytest.mark.parametrize("name", ["_share", "_remove"])
def test_shared_and_foreign_entries_are_not_ones_own(clerk_client, agency, other_agency, name):
    for entry in (CatalogueMeasureFactory(), CatalogueMeasureFactory(agency=other_agency)):
        assert clerk_client.post(url(name, entry.pk)).status_code == 404

    assert CatalogueMeasure.objects.filter(offered_at=None).count() == 2


@pytest.mark.parametrize("name", ["_entry", "_adopt"])
def test_foreign_entries_are_not_found(clerk_client, assessment, other_agency, name):
    foreign = CatalogueMeasureFactory(agency=other_agency)

    answer = clerk_client.get if name == "_entry" else clerk_client.post
    assert answer(url(name, foreign.pk), {"year": 2565}).status_code == 404
    assert not Plan.objects.exists()


@pytest.mark.parametrize("name", ["_adopt", "_share", "_remove"])
def test_viewers_may_not_write(viewer_client, assessment, own, name):
    assert viewer_client.post(url(name, own.pk), {"year": 2565}).status_code == 403

    assert CatalogueMeasure.objects.filter(offered_at=None).count() == 1
    assert not Plan.objects.exists()


@pytest.mark.parametrize("client", ["clerk_client", "manager_client", "outsider_client"])
def test_offers_are_the_site_administrators(request, own, clerk, client):
    actions.offer_entry(entry=own, by=clerk)
    client = request.getfixturevalue(client)

    assert client.get(reverse("catalogue:index")).status_code == 404
    assert client.post(reverse("catalogue:accept", args=[own.pk])).status_code == 404
    assert CatalogueMeasure.objects.offered().count() == 1


def test_the_catalogue_suggests_no_foreign_entries(clerk_client, assessment, own, other_agency):
    CatalogueMeasureFactory(agency=other_agency)

    response = clerk_client.get(reverse("measures:plan_suggest", args=["tua-yang", 2565]))

    offered = [entry for point in response.context["weak"] for entry in point.suggestions]
    assert offered == [own]


@pytest.mark.parametrize("which", ["list", "entry", "add", "offers"])
def test_queries_do_not_grow(
    agency, packs, own, monkeypatch, which, django_assert_max_num_queries, django_assert_num_queries
):
    bureau = office(agency)
    without_files(monkeypatch)
    approved(bureau)
    person = UserFactory(is_superuser=True) if which == "offers" else bureau.clerk
    client = signed_in(person)
    entry = CatalogueMeasureFactory()
    address = {
        "list": url(), "entry": url("_entry", entry.pk), "add": url("_add"), "offers": reverse("catalogue:index"),
    }[which]  # fmt: skip

    def add(number):
        for _ in range(number):
            used(entry, "80", "90")
            kept = CatalogueMeasureFactory(agency=agency)
            actions.offer_entry(entry=kept, by=bureau.clerk)
            used(kept, "80", "90")
            MeasureFactory(plan=bureau.document.plan)

    add(1)
    with django_assert_max_num_queries(20) as one:
        assert client.get(address).status_code == 200

    add(3)

    with django_assert_num_queries(len(one)):
        client.get(address)
