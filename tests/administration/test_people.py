"""The accounts of the site: finding them, and what is done to them with a reason."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core import mail
from django.urls import reverse

from agencies.enums import Role
from agencies.models import Agency, AuditEvent, Oversight, User
from tests.conftest import member, prove, signed_in
from tests.factories.agencies import UserFactory

LIST = reverse("administration:people")
WHY = {"reason": "เจ้าตัวขอทางหนังสือ"}


def deed(person, name):
    return reverse("administration:person_deed", args=[person.pk, name])


def found(site, query):
    return {person.username for person in site.get(f"{LIST}?{query}").context["page"]}


def test_people_are_found_and_three_cost_what_one_does(
    site, admin, clerk, agency, django_assert_max_num_queries
):
    with django_assert_max_num_queries(100) as one:
        assert found(site, "") == {admin.username, clerk.username}
    blocked = member(agency, Role.CHIEF, user__is_active=False, user__last_name="ปิดแล้ว")
    overseer = UserFactory(email="far@example.go.th")
    Oversight.objects.create(user=overseer, level="country")
    nobody = UserFactory()
    with django_assert_max_num_queries(100) as three:
        page = site.get(LIST)

    assert len(three) == len(one)
    assert "ผู้กำกับดูแล ทั้งประเทศ" in page.content.decode()
    assert found(site, "q=ปิดแล้ว") == found(site, "state=blocked") == {blocked.username}
    assert found(site, "q=far@") == found(site, "duty=overseer") == {overseer.username}
    assert found(site, "duty=site") == {admin.username}
    assert found(site, "duty=none") == {nobody.username, blocked.username}
    assert admin.username not in found(site, "state=never")


@pytest.mark.parametrize(
    ("name", "before", "after", "action"),
    [
        ("deactivate", {}, {"is_active": False}, "account.deactivate"),
        ("activate", {"is_active": False}, {"is_active": True}, "account.activate"),
        ("give-site", {}, {"is_superuser": True, "is_staff": True}, "account.give_site"),
        ("take-site", {"is_superuser": True}, {"is_superuser": False}, "account.take_site"),
    ],
)
def test_a_deed_is_done_recorded_and_told(
    site, clerk, agency, name, before, after, action, django_capture_on_commit_callbacks
):
    User.objects.filter(pk=clerk.pk).update(email="clerk@example.go.th", **before)
    assert "กรุณากรอกเหตุผล" in site.post(deed(clerk, name), {"reason": ""}).content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        assert site.post(deed(clerk, name), WHY).status_code == 302
        site.post(deed(clerk, name), WHY)

    clerk.refresh_from_db()
    assert {field: getattr(clerk, field) for field in after} == after
    events = AuditEvent.objects.filter(action=action)
    assert {event.agency_id for event in events} == {agency.pk, None}
    assert events.count() == 2
    assert all("เจ้าตัวขอทางหนังสือ" in event.after for event in events)
    [letter] = mail.outbox
    assert letter.to == ["clerk@example.go.th"]
    assert "เจ้าตัวขอทางหนังสือ" in letter.body


def test_nobody_does_it_to_themselves_and_one_site_administrator_stays(site, admin, clerk):
    for name in ("deactivate", "take-site", "end-sessions"):
        assert "เป็นของท่านเอง" in site.post(deed(admin, name), WHY).content.decode()
    site.post(deed(clerk, "give-site"), WHY)
    other = signed_in(User.objects.get(pk=clerk.pk))
    User.objects.filter(pk=clerk.pk).update(is_active=True)
    site.post(deed(clerk, "take-site"), WHY)
    assert other.post(deed(admin, "deactivate"), WHY).status_code == 404

    from administration import actions

    with pytest.raises(actions.Refused, match="คนเดียว"):
        actions.take_site(user=admin, reason="x", by=clerk)
    with pytest.raises(actions.Refused, match="คนเดียว"):
        actions.deactivate(user=admin, reason="x", by=clerk)
    admin.refresh_from_db()
    assert admin.is_superuser
    assert admin.is_active


def test_a_deed_wants_fresh_proof_and_goes_on_after_it(site, admin, clerk):
    admin.set_password("pw-of-admin-1")
    admin.save()
    site = signed_in(admin)
    prove(site, minutes_ago=600)

    asked = site.post(deed(clerk, "deactivate"), WHY)

    assert "กรุณายืนยันว่าเป็นท่าน" in asked.content.decode()
    clerk.refresh_from_db()
    assert clerk.is_active
    carried = {name: asked.context[name] for name in ("interrupted", "proof")}
    site.post(reverse("account_reauthenticate"), {**carried, "password": "pw-of-admin-1"})
    clerk.refresh_from_db()
    assert not clerk.is_active


def test_sessions_end_and_lost_factors_are_reset(site, clerk):
    theirs = signed_in(clerk)
    UserSession.objects.create(
        user=clerk, session_key=theirs.session.session_key, ip="127.0.0.1", user_agent="x"
    )
    assert theirs.get(reverse("account")).status_code == 200
    Authenticator.objects.create(user=clerk, type="totp", data={})

    site.post(deed(clerk, "end-sessions"), WHY)
    site.post(deed(clerk, "reset-factors"), WHY)

    assert theirs.get(reverse("account")).status_code == 302
    assert not Authenticator.objects.filter(user=clerk).exists()
    assert "หนังสือ" in AuditEvent.objects.get(action="account.remove_factors").after
    assert site.get(deed(clerk, "no-such-deed")).status_code == 404


def test_an_overseer_is_added_invited_and_sees_the_province(
    site, agency, other_agency, django_capture_on_commit_callbacks
):
    Agency.objects.filter(pk=other_agency.pk).update(province="เชียงใหม่")
    new = {
        "username": "far.away", "title": "", "first_name": "สมมุติ", "last_name": "กำกับ", "email": "far@example.go.th",
    }  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        site.post(reverse("administration:person_add"), new)
    person = User.objects.get(username="far.away")
    assert "/login/invitation/" in mail.outbox[0].body
    page = reverse("administration:person_oversee", args=[person.pk])
    assert "กรุณากรอกจังหวัด" in site.post(page, {**WHY, "level": "province"}).content.decode()

    site.post(page, {**WHY, "level": "province", "province": "นครปฐม", "district": "เมือง"})

    assert list(Agency.objects.visible_to(person)) == [agency]
    given = person.oversights.get()
    site.post(reverse("administration:person_oversee_end", args=[person.pk, given.pk]), WHY)
    assert not Agency.objects.visible_to(User.objects.get(pk=person.pk)).exists()
    actions = (
        AuditEvent.objects.filter(agency_id=None, object_id=person.pk)
        .order_by("pk")
        .values_list("action", flat=True)
    )
    assert list(actions) == [
        "account.add",
        "account.make_code",
        "account.give_oversight",
        "account.take_oversight",
    ]
