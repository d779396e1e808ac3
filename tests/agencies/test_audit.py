import json

import pytest

from agencies.auditlog.writing import client_address, record, values_of
from agencies.middleware import client_ip
from agencies.models import AuditEvent


def test_an_event_keeps_only_what_changed(agency, clerk):
    before = {"name": "เดิม", "phone": "1", "active": True}

    record("agency.save", agency, by=clerk, agency=agency, before=before, after={**before, "name": "ใหม่"})
    event = AuditEvent.objects.get()

    assert json.loads(event.before) == {"name": "เดิม"}
    assert json.loads(event.after) == {"name": "ใหม่"}
    assert (event.actor_id, event.actor_name) == (clerk.pk, clerk.get_full_name())
    assert (event.object_type, event.object_id, event.object_label) == (
        "agencies.agency",
        agency.pk,
        agency.name,
    )


def test_commands_are_recorded_as_the_system(agency):
    record("agency.save", agency, by=None, agency=agency)
    event = AuditEvent.objects.get()

    assert (event.actor_id, event.actor_name, event.before, event.after) == (None, "ระบบ", "", "")


def test_events_cannot_be_changed_or_deleted(agency):
    record("agency.save", agency, by=None, agency=agency)
    event = AuditEvent.objects.get()
    event.actor_name = "คนอื่น"

    for attempt in (
        event.save,
        event.delete,
        AuditEvent.objects.all().delete,
        lambda: AuditEvent.objects.update(actor_name="คนอื่น"),
    ):
        with pytest.raises(TypeError, match="append-only"):
            attempt()
    assert AuditEvent.objects.get().actor_name == "ระบบ"


def test_the_clients_address_is_kept_for_the_request(manager_client, agency):
    manager_client.post(
        f"/a/{agency.slug}/settings/words/new/",
        {"word": "บ้านหนองไผ่"},
        REMOTE_ADDR="10.1.2.3",
    )

    assert AuditEvent.objects.get().address == "10.1.2.3"
    assert client_address.get() == ""


def test_values_are_kept_as_text(agency):
    assert values_of(agency, "name", "low_below") == {"name": agency.name, "low_below": "80"}


@pytest.mark.parametrize(
    ("behind_proxy", "address"),
    [(False, "10.0.0.1"), (True, "203.0.113.9")],
    ids=["direct", "behind-our-proxy"],
)
def test_a_forged_forwarding_header_is_not_believed(rf, settings, behind_proxy, address):
    settings.BEHIND_PROXY = behind_proxy
    request = rf.get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="198.51.100.7, 203.0.113.9")

    assert client_ip(request) == address
