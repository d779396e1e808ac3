"""The handbook's pages for strangers and for people of an agency, and the links that lead to them."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from agencies.enums import Role
from handbook.pages import pages
from tests.conftest import member, signed_in

pytestmark = pytest.mark.django_db


def test_a_stranger_reads_every_page(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        index = client.get(reverse("help"))
    for page in pages():
        assertContains(index, reverse("help_page", args=[page.slug]))
        assertContains(client.get(reverse("help_page", args=[page.slug])), page.title)
    assert client.get(reverse("help_page", args=["nothing"])).status_code == 404


def test_the_index_by_role_leaves_what_the_role_does(client):
    answer = client.get(reverse("help"), {"role": "public"})
    assertContains(answer, reverse("help_page", args=["verifying"]))
    assertNotContains(answer, reverse("help_page", args=["scores"]))
    assertContains(client.get(reverse("help"), {"role": "nobody"}), reverse("help_page", args=["scores"]))


def test_a_page_of_the_portal_leads_to_what_explains_it(agency, packs):
    client = signed_in(member(agency, Role.STAFF))
    page = client.get(reverse("assessments:index", args=[agency.slug]))
    assertContains(page, f'<a href="{reverse("help_page", args=["scores"])}">วิธีใช้หน้านี้</a>', html=True)
    assertContains(page, f'<a href="{reverse("help")}">คู่มือ</a>', html=True)
    assertContains(Client().get(reverse("publications:verify")), reverse("help_page", args=["verifying"]))


def test_a_page_leads_to_where_its_task_is_done(agency, client):
    staff = signed_in(member(agency, Role.STAFF))
    address = reverse("assessments:index", args=[agency.slug])
    assertContains(staff.get(reverse("help_page", args=["scores"])), f'href="{address}"')
    assertNotContains(client.get(reverse("help_page", args=["scores"])), "ไปที่หน้านี้ในระบบ")
