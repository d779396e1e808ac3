"""The page: what is shown, what is refused, what is offered."""

import pytest
from django.urls import reverse

from search.forms import LONGEST
from tests.factories.measures import CatalogueMeasureFactory, MeasureFactory, PlanFactory

pytestmark = pytest.mark.django_db


def page(client, q, **more):
    response = client.get(reverse("search"), {"q": q, **more})
    assert response.status_code == 200
    return response


def test_the_place_is_marked_and_what_people_wrote_stays_text(clerk_client):
    CatalogueMeasureFactory(title="<b>คู่มือ</b>ทรัพย์สิน", key="a", steps=["แจก<i>คู่มือ</i>"])

    text = page(clerk_client, "คู่มือ").content.decode()

    assert "&lt;b&gt;<mark>คู่มือ</mark>&lt;/b&gt;ทรัพย์สิน" in text
    assert "แจก&lt;i&gt;<mark>คู่มือ</mark>&lt;/i&gt;" in text


def test_each_thing_leads_to_its_page(clerk_client, agency, packs):
    measure = MeasureFactory(plan=PlanFactory(assessment__agency=agency), title="คู่มือ", weak_point="ไม่มีคู่มือ")
    entry = CatalogueMeasureFactory(title="คู่มือ")

    urls = {hit.kind: hit.url for hit in page(clerk_client, "คู่มือ").context["hits"]}

    assert urls == {
        "มาตรการ": f"/a/tua-yang/plans/2565/#measure-{measure.pk}",
        "ข้อบกพร่อง / จุดอ่อน": f"/a/tua-yang/plans/2565/#measure-{measure.pk}",
        "คลังมาตรการ": f"/a/tua-yang/catalogue/{entry.pk}/",
    }
    assert all(clerk_client.get(url).status_code == 200 for url in urls.values())


@pytest.mark.parametrize(
    ("asked", "kinds"),
    [
        ({"kind": "catalogue"}, {"คลังมาตรการ"}),
        ({"year": "2565"}, {"มาตรการ"}),
        ({"year": "2564"}, set()),
        ({"kind": "nothing", "year": "x"}, {"มาตรการ", "คลังมาตรการ"}),
    ],
)
def test_kind_and_year_narrow(clerk_client, agency, packs, asked, kinds):
    MeasureFactory(plan=PlanFactory(assessment__agency=agency), title="คู่มือ")
    CatalogueMeasureFactory(title="คู่มือ")

    assert {hit.kind for hit in page(clerk_client, "คู่มือ", **asked).context["hits"]} == kinds


def test_many_are_shown_in_pages(clerk_client):
    CatalogueMeasureFactory.create_batch(23, title="คู่มือ")

    first, second, last = (page(clerk_client, "คู่มือ", page=number) for number in (1, 2, "ฮ"))

    assert [len(each.context["hits"]) for each in (first, second, last)] == [20, 3, 20]
    assert "พบ 23 รายการ" in first.content.decode()
    assert {hit.url for hit in first.context["hits"]}.isdisjoint(hit.url for hit in second.context["hits"])


def test_thai_typed_on_an_english_keyboard_is_offered(clerk_client):
    response = page(clerk_client, "8^j,nv")

    assert response.context["meant"] == "คู่มือ"
    assert 'href="?q=%E0%B8%84%E0%B8%B9%E0%B9%88' in response.content.decode()
    assert response.context["form"]["q"].value() == "8^j,nv"


@pytest.mark.parametrize("q", ["   ", "่้์", "😀😀", '"*()', "…ฯๆ", "\0", "\u200b"])
def test_a_question_without_words_is_told_so(clerk_client, q):
    assert "คำค้นมีแต่เครื่องหมายหรือช่องว่าง" in page(clerk_client, q).content.decode()


@pytest.mark.parametrize("q", ["ก" * (LONGEST + 1), "คู่มือ " * 1500, "\0" * 300])
def test_too_long_a_question_is_told_so(clerk_client, q):
    response = page(clerk_client, q)

    assert response.context["form"].errors["q"]
    assert response.context["hits"] == []


@pytest.mark.parametrize(
    "q",
    [
        '"คู่มือ',
        "คู่มือ*",
        "NEAR(คู่มือ ทรัพย์สิน)",
        "title_terms:คู่มือ",
        "คู่มือ' OR 1=1 --",
        "ปัญฺญา",
        "คู่มือ \\",
        "%_%คู่มือ",
        "คู่มือ & !",
    ],
)
def test_operators_are_text(clerk_client, q):
    CatalogueMeasureFactory(title="คู่มือ")

    assert not page(clerk_client, q).context["form"].errors


def test_without_a_question_nothing_is_found_or_refused(clerk_client, client):
    for who in (clerk_client, client):
        response = who.get(reverse("search"))
        assert (response.status_code, list(response.context["hits"]), response.context["form"].errors) == (
            200,
            [],
            {},
        )


def test_strangers_have_the_public_page_and_the_box(client, agency):
    CatalogueMeasureFactory(title="คู่มือ")

    response = page(client, "คู่มือ")

    assert "ไม่พบรายการที่ค้นหา" in response.content.decode()
    assert 'action="/search/"' in client.get(reverse("publications:index")).content.decode()
    assert "no-store" in response["Cache-Control"]
