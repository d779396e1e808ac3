"""Where a person is signed in, and the history of it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import SignIn
from accounts.rules.devices import device_name
from agencies.models import AuditEvent
from tests.accounts.people import OLD, shown_by, sign_in, with_app
from tests.conftest import signed_in
from tests.factories.agencies import UserFactory

EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131.0 Safari/537.36 Edg/131.0"


@pytest.fixture
def person(clerk):
    clerk.set_password(OLD)
    clerk.save()
    return clerk


def come(person, agent=EDGE):
    client = Client(headers={"user-agent": agent})
    assert sign_in(client, person, OLD).status_code == 302
    return client


def is_in(client):
    return client.get(reverse("notices")).status_code == 200


def listed(client):
    return client.get(reverse("usersessions_list")).context["rows"]


def test_one_other_or_all_others_are_signed_out(person):
    here, phone, desk = come(person), come(person, "iPhone Safari/605"), come(person)
    rows = listed(here)
    assert [row["device"] for row in rows] == ["Edge บน Windows", "Safari บน iPhone", "Edge บน Windows"]
    assert [row["is_here"] for row in rows] == [True, False, False]

    here.post(reverse("usersessions_list"), {"end": rows[1]["session"].pk})
    assert [is_in(client) for client in (here, phone, desk)] == [True, False, True]
    here.post(reverse("usersessions_list"))
    assert [is_in(client) for client in (here, phone, desk)] == [True, False, False]
    assert len(listed(here)) == 1
    assert AuditEvent.objects.filter(action="account.end_sessions", actor_id=person.pk).count() == 2


def test_nobody_signs_somebody_else_out(person):
    here = come(person)
    other = UserFactory()
    other.set_password(OLD)
    other.save()
    stranger = come(other)

    for end in (listed(here)[0]["session"].pk, "x", "๙"):
        stranger.post(reverse("usersessions_list"), {"end": end})

    assert is_in(here)


def test_the_history_says_when_how_and_from_where(person):
    secret = with_app(person)
    sign_in(Client(), person, "wrong", REMOTE_ADDR="10.0.0.9")
    client = Client(headers={"user-agent": EDGE})
    sign_in(client, person, OLD)
    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    client.post(reverse("mfa_authenticate"), {"code": shown_by(secret)})

    told = [(entry.succeeded, entry.ways, entry.device, entry.address) for entry in SignIn.objects.all()]
    assert told == [
        (True, "รหัสผ่าน + แอปสร้างรหัส", "Edge บน Windows", "127.0.0.1"),
        (False, "แอปสร้างรหัส", "Edge บน Windows", "127.0.0.1"),
        (False, "รหัสผ่าน", "", "10.0.0.9"),
    ]
    page = client.get(reverse("sign_ins")).content.decode()
    assert "10.0.0.9" in page
    assert "10.0.0.9" not in signed_in(UserFactory()).get(reverse("sign_ins")).content.decode()


def test_the_history_has_an_end_and_failures_push_nothing_out(person, time_machine, monkeypatch):
    from accounts.actions import note_sign_in, sign_ins

    monkeypatch.setattr(sign_ins, "_KEPT", {True: 3, False: 2})
    for succeeded in (True, True, True, True, False, False, False):
        note_sign_in(user=person, succeeded=succeeded, method="", address="", device="")
    kept = SignIn.objects.values_list("succeeded", flat=True)
    assert sorted(kept) == [False, False, True, True, True]

    time_machine.move_to(timezone.now() + timedelta(days=181))
    come(person)
    assert SignIn.objects.count() == 1


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (EDGE, "Edge บน Windows"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/131.0 Mobile Safari/537.36", "Chrome บน Android"),
        ("curl/8", ""),
        ("", ""),
    ],
)
def test_devices_have_names_that_people_know(agent, name):
    assert device_name(agent) == name
