"""What the portal holds about people: known in full, handed out in full, removed but for what binds an agency."""

import csv
import io
import json
import re
import zipfile
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt, AccessLog
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts import actions
from accounts.actions import CannotRemove
from accounts.personal.gathering import held_for, personal_data, rows_about
from agencies.auditlog.entries import object_name
from agencies.auditlog.writing import verify_chain
from agencies.enums import Role
from agencies.holdings import ACCOUNT, PURPOSES, holdings
from agencies.models import ApprovalStep, AuditEvent, Membership, User
from approvals.models import Decision, Edition, Notice
from tests.accounts.people import OLD, sign_in
from tests.conftest import member
from tests.factories import editions

# Fields that name a person without being a relation; a model that has one is registered, or is none of a person's.
_NAMING = {"username", "actor_id", "user_id", "ip_address", "ip"}
_SECRETS = ("geheim-1", "geheim-2", "geheim-3", "geheim-4")


def every_relation():
    """Yield "app.Model.field" of every column of every model that leads to a person."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            if field.is_relation and field.concrete and field.related_model is User:
                yield f"{model._meta.label}.{field.name}"


def test_every_relation_to_a_person_has_a_purpose_and_an_end():
    registered = [f"{holding.model}.{holding.field}" for holding in holdings()]

    assert sorted(set(every_relation()) - set(registered)) == []
    assert sorted(name for name in registered if registered.count(name) > 1) == []
    for holding in holdings():
        assert holding.purpose in PURPOSES
        assert apps.get_model(holding.model)._meta.get_field(holding.field)
        assert holding.title or object_name(holding.model.lower()) != holding.model.lower()


def test_what_names_a_person_without_a_relation_is_known_as_well():
    known = {holding.model for holding in holdings()} | {"agencies.User"}
    naming = {
        model._meta.label
        for model in apps.get_models()
        if _NAMING & {field.name for field in model._meta.concrete_fields}
    }

    assert naming - known == set()


def test_every_column_of_a_person_is_handed_out_or_a_secret(clerk):
    told = {code for code, _ in personal_data(clerk)[0].columns}
    columns = {field.attname for field in User._meta.concrete_fields}

    assert columns - told == {"password", "name_order"}


@pytest.fixture
def person(bureau, quick):
    """Somebody who has left a trace of every kind."""
    edition = editions.published(bureau)
    user = bureau.chain[0]
    ApprovalStep.objects.filter(membership__user=user).delete()
    user.email, user.username = "manee@example.go.th", "manee"
    user.set_password(OLD)
    user.digits = "thai"
    user.save()
    Authenticator.objects.create(user=user, type="totp", data={"secret": "geheim-1"})
    UserSession.objects.create(user=user, ip="192.0.2.1", session_key="geheim-2", user_agent="x")
    user.one_time_codes.create(
        made_by=bureau.manager, kind="printed", made_at=timezone.now(),
        expires_at=timezone.now() + timedelta(days=1), hash="geheim-3",
    )  # fmt: skip
    user.sign_ins.create(succeeded=False, method="password", address="192.0.2.7", device="=1+1")
    user.mail_choices.create(kind="waiting")
    user.oversights.create(level="province", province="นครปฐม")
    AccessAttempt.objects.create(
        username="Manee", ip_address="192.0.2.9", failures_since_start=3, post_data="geheim-4"
    )
    Notice.objects.create(user=user, edition=edition, kind="decided", text="แจ้งแล้ว", at=timezone.now())
    return user


def opened(content):
    archive = zipfile.ZipFile(io.BytesIO(content))
    return {name: archive.read(name).decode() for name in archive.namelist()}


def test_everything_is_handed_out_and_nothing_that_opens_a_door(person, admin):
    files = opened(actions.export_person(user=person, by=person))

    data = json.loads(files["data.json"])["data"]
    assert data["agencies.user"][0]["email"] == person.email
    assert data["accounts.signin.user"][0]["address"] == "192.0.2.7"
    assert data["axes.accessattempt.username"][0]["ip_address"] == "192.0.2.9"
    assert data["approvals.decision.by"][0]["name"] == Decision.objects.get(by=person).name
    assert data["approvals.notice.user"]
    assert data["agencies.auditevent.actor_id"]
    everything = "".join(files.values())
    for secret in (*_SECRETS, person.password, "snapshot"):
        assert secret not in everything
    assert "แจ้งแล้ว" in files["index.html"]
    [row] = csv.DictReader(io.StringIO(files["tables/accounts.signin.user.csv"].removeprefix("\ufeff")))
    assert row["เครื่อง"] == "'=1+1"
    assert not re.search(r"<script|https?://", files["index.html"])


def test_a_persons_data_are_read_in_as_many_queries_however_many_rows(person):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            personal_data(person), held_for(person)
        return len(queries)

    before = asked()
    for _ in range(5):
        person.sign_ins.create(succeeded=True, method="password")
        Notice.objects.create(user=person, kind="account", text="x", at=timezone.now())

    assert asked() == before


def test_removal_leaves_what_binds_and_nothing_else(
    person, admin, agency, mailoutbox, django_capture_on_commit_callbacks
):
    decision, event = Decision.objects.get(by=person), AuditEvent.objects.filter(actor_id=person.pk).first()
    snapshots = list(Edition.objects.values_list("snapshot_sha256", "file_number"))
    name = person.get_full_name()

    with django_capture_on_commit_callbacks(execute=True):
        actions.remove_person(user=person, reason="ขอเมื่อวานนี้", by=admin)

    person.refresh_from_db()
    assert (person.email, person.username, person.digits) == ("", f"removed-{person.pk}", "arabic")
    assert (person.is_active, person.has_usable_password(), person.last_login) == (False, False, None)
    assert person.get_full_name() == name
    # Every further column of an account is back to what it is without a person, or is one of these.
    stays = {"id", "username", "password", "date_joined", "title", "first_name", "last_name", "name_order"}
    for field in User._meta.concrete_fields:
        if field.name not in stays | {"is_active"}:
            assert getattr(person, field.attname) == field.get_default(), field.name
    for holding in holdings():
        if holding.purpose.is_removed:
            assert not rows_about(holding, person).exists(), holding.model
    assert not AccessAttempt.objects.filter(username__iexact="manee").exists()
    assert Decision.objects.get(by=person).name == decision.name
    assert AuditEvent.objects.get(pk=event.pk).hash == event.hash
    assert list(Edition.objects.values_list("snapshot_sha256", "file_number")) == snapshots
    assert verify_chain(agency.pk, {}) is None
    assert verify_chain(None, {}) is None
    assert not Membership.objects.current().filter(user=person).exists()
    removed = AuditEvent.objects.filter(action="account.remove_data")
    assert {each.agency_id for each in removed} == {agency.pk, None}
    assert all(
        "ขอเมื่อวานนี้" in each.after and "manee" not in each.object_label + each.after for each in removed
    )
    assert [mail.to for mail in mailoutbox] == [["manee@example.go.th"]]


def test_who_never_signed_leaves_no_name(agency, admin):
    person = member(agency, Role.STAFF)
    actions.remove_person(user=person, reason="ขอแล้ว", by=admin)

    person.refresh_from_db()
    assert person.get_full_name() == "บัญชีที่นำข้อมูลออกแล้ว"


def test_who_is_still_needed_is_not_removed(bureau, quick, admin, manager):
    signer = bureau.chain[2]
    for by, words in ((manager, "เฉพาะผู้ดูแลระบบ"), (admin, "ลำดับผู้ลงนาม")):
        with pytest.raises(CannotRemove, match=words):
            actions.remove_person(user=signer, reason="ขอแล้ว", by=by)
    editions.submitted(bureau)
    ApprovalStep.objects.all().delete()
    with pytest.raises(CannotRemove, match="อยู่ระหว่างพิจารณา"):
        actions.remove_person(user=signer, reason="ขอแล้ว", by=admin)
    with pytest.raises(CannotRemove, match="ของท่านเอง"):
        actions.remove_person(user=admin, reason="ขอแล้ว", by=admin)
    assert User.objects.filter(is_active=True, pk=signer.pk).exists()


@pytest.fixture
def proven(admin, client):
    """The site administrator, who typed the password a moment ago."""
    admin.set_password(OLD)
    admin.save()
    sign_in(client, admin, OLD)
    return client


def test_a_person_is_removed_in_two_steps_by_the_name_typed_by_hand(person, proven):
    address = reverse("person_remove", args=[person.pk])
    typed = {"reason": "ขอแล้ว", "username": "manee"}

    assert (
        "ชื่อผู้ใช้ไม่ตรงกับบุคคลนี้" in proven.post(address, typed | {"username": "x", "sure": "1"}).content.decode()
    )
    asked = proven.post(address, typed)
    assert "นำกลับมาไม่ได้" in asked.content.decode()
    person.refresh_from_db()
    assert person.is_active
    hidden = dict(re.findall(r'name="(reason|username|sure)" value="([^"]*)"', asked.content.decode()))
    assert proven.post(address, hidden).url == reverse("site_audit")
    person.refresh_from_db()
    assert not person.is_active


def unproven(user):
    """Somebody whose session tells no proof of late."""
    client = Client()
    client.force_login(user)
    return client


def test_both_ask_again_who_one_is(person, admin):
    site = unproven(admin)
    for name in ("person_data", "person_remove"):
        answer = site.post(reverse(name, args=[person.pk]), {"reason": "x", "username": "manee", "sure": "1"})
        assert answer.url.startswith(reverse("account_reauthenticate"))
    assert unproven(person).post(reverse("own_data")).url.startswith(reverse("account_reauthenticate"))
    person.refresh_from_db()
    assert person.is_active


def test_the_owner_is_told_of_a_hand_out(person, proven, admin):
    answer = proven.post(reverse("person_data", args=[person.pk]))

    assert "data.json" in opened(answer.content)
    assert AuditEvent.objects.filter(action="account.export_data", actor_id=admin.pk).exists()
    assert any(admin.get_full_name() in notice.text for notice in person.notices.all())


def test_a_person_fetches_their_own_data(person, client):
    Authenticator.objects.all().delete()
    sign_in(client, person, OLD)

    assert not AccessLog.objects.exists(), "a second history, which nobody is shown and nothing ends"
    page = client.get(reverse("own_data")).content.decode()
    answer = client.post(reverse("own_data"))

    assert "การเข้าสู่ระบบ" in page
    assert answer["Content-Type"] == "application/zip"
    assert "data.json" in opened(answer.content)
    assert reverse("own_data") in client.get(reverse("account")).content.decode()


def test_the_public_page_tells_every_purpose(client, db):
    page = client.get(reverse("privacy")).content.decode()

    for purpose in PURPOSES:
        assert str(purpose.why) in page
        assert str(purpose.how_long) in page
    assert str(ACCOUNT.what) in page
