"""The first page: for strangers what the portal is, for staff how far the year is and what comes next."""

import pytest
from django.urls import reverse

from agencies.models import User
from approvals import actions
from approvals.enums import Move
from approvals.models import Notice
from tests.conftest import signed_in
from tests.factories import editions
from tests.factories.editions import decided, submitted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("packs")]


@pytest.fixture
def office(agency, monkeypatch):
    editions.without_files(monkeypatch)
    return editions.office(agency)


def home(person, agency):
    return signed_in(person).get(reverse("overview:cycle", args=[agency.slug]))


def last_step(office):
    return home(office.clerk, office.agency).context["steps"][-1]


def test_strangers_are_told_what_it_is_and_where_to_go(client):
    page = client.get("/").content.decode()
    for name in ("account_login", "publications:index", "publications:verify"):
        assert f'href="{reverse(name)}"' in page
    assert "Integrity and Transparency Assessment" in page
    assert "demo-roles" not in page


def test_one_press_opens_a_chair_of_the_demonstration(client, settings):
    settings.DEMO = True
    User.objects.create_user(username="mayor", password=settings.DEMO_PASSWORD)
    page = client.get("/")
    assert [account["username"] for account in page.context["demo_accounts"]] == ["mayor"]
    assert 'name="login" value="mayor"' in page.content.decode()
    sent = {"login": "mayor", "password": page.context["demo_password"]}
    assert client.post(reverse("account_login"), sent).url == "/"


def test_a_document_is_done_when_it_is_published(office):
    assert last_step(office)["missing"] == "ร่างที่ยังไม่เสนอ 1 ฉบับ"
    edition = submitted(office)
    assert last_step(office)["missing"] == "รอพิจารณา 1 ฉบับ"
    for person in office.chain:
        decided(edition, person)
    assert last_step(office)["missing"] == "อนุมัติแล้ว ยังไม่เผยแพร่"
    actions.publish(edition=edition, by=office.clerk)
    step = last_step(office)
    assert (step["missing"], step["state"]) == ("", "done")
    actions.revise(edition=edition, by=office.clerk)
    assert last_step(office)["missing"] == "ร่างที่ยังไม่เสนอ 1 ฉบับ"


def test_what_came_back_is_the_next_step(office):
    decided(submitted(office), office.chain[0], Move.RETURN, "แก้วันที่")
    page = home(office.clerk, office.agency)
    step = page.context["next_step"]
    assert step["missing"] == "ส่งกลับให้แก้ไข 1 ฉบับ"
    assert step["url"] == reverse("reports:document", args=[office.agency.slug, office.document.pk])
    assert "แก้ไขเอกสารที่ถูกส่งกลับ" in page.content.decode()


def test_only_those_who_decide_are_shown_what_waits(office):
    waits = f'href="{reverse("inbox")}">'
    assert waits in home(office.chain[0], office.agency).content.decode()
    assert waits not in home(office.clerk, office.agency).content.decode()
    assert f'href="{reverse("inbox")}?show=submitted"' in home(office.clerk, office.agency).content.decode()


def test_pages_of_no_agency_keep_the_bar_of_the_only_one(office):
    page = signed_in(office.clerk).get(reverse("notices"))
    assert office.agency.name in page.content.decode()
    labels = [item["label"] for item in page.context["nav_items"]]
    assert {"คลังมาตรการ", "ทะเบียน", "นำเข้า/ส่งออก"} < set(labels)


def test_opening_a_document_clears_its_notices(office):
    edition = submitted(office)
    person = office.chain[0]
    assert Notice.objects.filter(user=person, read_at=None).count() == 1
    signed_in(person).get(reverse("approvals:edition", args=[office.agency.slug, edition.pk]))
    assert not Notice.objects.filter(user=person, read_at=None).exists()
