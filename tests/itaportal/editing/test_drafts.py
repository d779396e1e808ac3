"""What is typed and not saved: kept for its person and page alone, offered, opened, thrown away, forgotten."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from itaportal.editing import drafts
from itaportal.models import FormDraft
from measures.models import Measure
from tests.conftest import signed_in
from tests.factories.measures import AssessmentFactory

pytestmark = pytest.mark.django_db
STEPS = {"steps-TOTAL_FORMS": "4", "steps-INITIAL_FORMS": "0"}


@pytest.fixture
def page(agency, packs):
    AssessmentFactory(agency=agency)
    return reverse("measures:plan_measure_add", args=[agency.slug, 2565])


def keep(client, page, **fields):
    token = client.get(page).context["draft"].token
    return client.post(reverse("draft"), {"draft_of": token, **fields})


def test_a_draft_comes_back_as_it_was_typed_and_goes_when_saved(clerk_client, page):
    typed = {"kind": "project", "title": "", "weak_point": "พิมพ์ค้าง", **STEPS, "steps-3-text": "ขั้นที่สี่"}

    answer = keep(clerk_client, page, **typed)

    assert answer.status_code == 201
    assert answer.json()["said"].startswith("บันทึกร่างไว้แล้ว เวลา ")
    offer = clerk_client.get(page)
    assert "มีร่างที่ยังไม่บันทึก" in offer.content.decode()
    assert "พิมพ์ค้าง" not in offer.content.decode()
    restored = clerk_client.get(page, {"draft": "open"})
    shown = restored.content.decode()
    assert "พิมพ์ค้าง" in shown
    assert "ขั้นที่สี่" in shown
    assert "data-error-summary" not in shown
    assert clerk_client.post(page, {**typed, "title": "มีชื่อแล้ว"}).status_code == 302
    assert Measure.objects.get().title == "มีชื่อแล้ว"
    assert not FormDraft.objects.exists()


def test_saving_again_replaces_and_throwing_away_removes(clerk_client, page):
    for text in ("หนึ่ง", "สอง"):
        keep(clerk_client, page, title=text)
    assert FormDraft.objects.get().fields == [["title", "สอง"]]

    thrown = keep(clerk_client, page, discard="1")

    assert thrown.url == page
    assert not FormDraft.objects.exists()


def test_secrets_and_tokens_are_not_kept(clerk_client, page):
    keep(clerk_client, page, title="ก", passphrase="ลับ", pin="123456", csrfmiddlewaretoken="x")

    assert FormDraft.objects.get().fields == [["title", "ก"]]


def test_a_draft_is_its_persons_alone(clerk_client, agency, page):
    from agencies.enums import Role
    from tests.conftest import member

    keep(clerk_client, page, title="ลับของฉัน")
    token = clerk_client.get(page).context["draft"].token
    other = signed_in(member(agency, Role.STAFF))

    assert other.get(page).context["draft"].saved_at is None
    assert "ลับของฉัน" not in other.get(page, {"draft": "open"}).content.decode()
    for wrong in (token, token[:-1], ""):
        assert other.post(reverse("draft"), {"draft_of": wrong, "title": "ของเขา"}).status_code == 404
    assert FormDraft.objects.get().fields == [["title", "ลับของฉัน"]]


def test_drafts_are_bounded_in_size_count_and_age(clerk_client, clerk, page):
    assert keep(clerk_client, page, title="ก" * drafts.MOST_LETTERS).status_code == 413
    past = timezone.now() - timedelta(hours=1)
    FormDraft.objects.bulk_create(
        FormDraft(person=clerk, page=f"/{n}/", fields=[], saved_at=past)
        for n in range(drafts.MOST_OF_A_PERSON)
    )
    keep(clerk_client, page, title="ใหม่")
    assert FormDraft.objects.count() == drafts.MOST_OF_A_PERSON
    assert FormDraft.objects.filter(page=page).exists()

    FormDraft.objects.filter(page=page).update(
        saved_at=timezone.now() - drafts.KEPT_FOR - timedelta(minutes=1)
    )

    assert clerk_client.get(page).context["draft"].saved_at is None
    assert drafts.forget_old() == 1
