"""The form of the approval chain: what is posted is what is proposed, and confirmed it is the chain."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from agencies.actions import save_chain
from agencies.enums import Role
from agencies.models import AuditEvent
from tests.factories.agencies import MembershipFactory
from tests.factories.proposals import confirmed


@pytest.fixture
def people(agency):
    roles = (Role.CHIEF, Role.SECRETARY, Role.EXECUTIVE)
    return [MembershipFactory(agency=agency, role=role) for role in roles]


def address(agency):
    return reverse("agencies:chain", args=[agency.slug])


def settings_page(client, agency):
    return client.get(reverse("agencies:settings", args=[agency.slug])).content.decode()


def rows(*pairs, version=1, initial=0):
    form = {"version": version, "steps-TOTAL_FORMS": len(pairs), "steps-INITIAL_FORMS": initial}
    for place, (membership, heading) in enumerate(pairs):
        form[f"steps-{place}-membership"] = membership.pk if membership else ""
        form[f"steps-{place}-heading"] = heading
    return form


def chain(agency):
    return list(agency.approval_steps.values_list("membership", "heading"))


def put(agency, *people):
    """Store a chain and return the agency's version after it."""
    agency.refresh_from_db()
    save_chain(agency=agency, steps=[(one, "") for one in people], version=agency.version, by=None)
    return agency.version


@pytest.mark.parametrize("before", [0, 2])
def test_a_chain_sent_twice_is_proposed_once_and_keeps_everybody(manager_client, agency, people, before):
    version = put(agency, *people[:before])
    form = rows(*[(one, "") for one in people], (None, ""), version=version, initial=before)

    assert manager_client.post(address(agency), form).status_code == 302
    assert "มีข้อเสนอเดียวกันรอ" in manager_client.post(address(agency), form).content.decode()
    assert chain(agency) == [(one.pk, "") for one in people[:before]]
    assert "รอการยืนยัน ยังไม่มีผล" in settings_page(manager_client, agency)

    confirmed(agency)
    assert chain(agency) == [(one.pk, "") for one in people]
    assert AuditEvent.objects.filter(action="agency.save_chain").count() == (2 if before else 1)


def test_rows_that_look_like_the_stored_ones_are_saved(manager_client, agency, people):
    version = put(agency, *people[:2])

    manager_client.post(
        address(agency), rows((people[0], ""), (people[1], ""), (people[2], ""), version=version)
    )
    confirmed(agency)

    assert chain(agency) == [(one.pk, "") for one in people]


def test_an_older_page_does_not_overwrite_another_save(manager_client, agency, people):
    opened = put(agency, people[0])
    put(agency, people[1])
    form = rows((people[2], "ความเห็นของฉัน"), version=opened)

    response = manager_client.post(address(agency), form)

    page = response.content.decode()
    assert response.status_code == 409
    assert "มีผู้บันทึกข้อมูลนี้ก่อนท่าน" in page
    assert [(row["theirs"], row["yours"]) for row in response.context["conflict"]["rows"]] == [
        (str(people[1]), f"{people[2]}\nหัวข้อ “ความเห็นของฉัน”")
    ]
    assert f'value="{people[2].pk}" selected' in page
    assert 'value="ความเห็นของฉัน"' in page
    assert chain(agency) == [(people[1].pk, "")]

    again = {**form, "version": response.context["form"]["version"].value()}
    assert manager_client.post(address(agency), again).status_code == 302
    confirmed(agency)
    assert chain(agency) == [(people[2].pk, "ความเห็นของฉัน")]


def test_somebody_no_longer_in_office_stays_until_the_admin_decides(manager_client, agency, people):
    gone = people[1]
    gone.ends_on = timezone.localdate() - timedelta(days=1)
    gone.save()
    version = put(agency, *people)

    page = manager_client.get(address(agency)).content.decode()
    assert f"{gone} (พ้นจากหน้าที่แล้ว)</option>" in page
    assert re.search(f'<option value="{gone.pk}" selected', page)

    rest = [(people[0], ""), (gone, ""), (people[2], "ความเห็นนายก")]
    manager_client.post(address(agency), rows(*rest, version=version, initial=3))
    confirmed(agency)
    assert chain(agency) == [(one.pk, heading) for one, heading in rest]
    assert "ลำดับนี้ไม่มีผู้อยู่ในหน้าที่" in settings_page(manager_client, agency)

    rest[1] = (None, "")
    manager_client.post(address(agency), rows(*rest, version=version + 1, initial=3))
    confirmed(agency)
    assert chain(agency) == [(people[0].pk, ""), (people[2].pk, "ความเห็นนายก")]
    assert "ลำดับนี้ไม่มีผู้อยู่ในหน้าที่" not in settings_page(manager_client, agency)
    assert str(gone) not in manager_client.get(address(agency)).content.decode()


@pytest.mark.parametrize("second_role", [False, True])
def test_nobody_signs_twice(manager_client, agency, people, second_role):
    twice = MembershipFactory(user=people[0].user, agency=agency) if second_role else people[0]

    response = manager_client.post(address(agency), rows((people[0], ""), (people[1], ""), (twice, "")))

    assert "อยู่ในลำดับที่ 1 แล้ว" in response.context["formset"].forms[2].errors["membership"][0]
    assert 'href="#id_steps-2-membership"' in response.content.decode()
    assert chain(agency) == []


def test_a_heading_without_a_person_is_refused_at_its_row(manager_client, agency, people):
    response = manager_client.post(address(agency), rows((people[0], ""), (None, "ความเห็นปลัด")))

    assert "ยังไม่มีผู้ลงนาม" in response.context["formset"].forms[1].errors["membership"][0]
    assert 'value="ความเห็นปลัด"' in response.content.decode()
    assert chain(agency) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"steps-TOTAL_FORMS": "9"}, "ไม่เกิน 8 ลำดับ"),
        ({"steps-TOTAL_FORMS": "", "steps-INITIAL_FORMS": ""}, "ข้อมูลลำดับผู้ลงนามมาไม่ครบ"),
    ],
)
def test_a_damaged_form_is_refused_in_thai(manager_client, agency, people, change, message):
    response = manager_client.post(address(agency), {**rows((people[0], "")), **change})

    assert message in response.content.decode()
    assert chain(agency) == []


@pytest.mark.parametrize("count", [1, 5])
def test_the_form_costs_the_same_for_more_people(manager_client, agency, count, django_assert_num_queries):
    put(agency, *[MembershipFactory(agency=agency) for _ in range(count)])

    with django_assert_num_queries(7):
        manager_client.get(address(agency))


def test_a_first_chain_starts_with_the_usual_three(manager_client, agency, people):
    MembershipFactory(agency=agency, role=Role.SECRETARY)  # of two nobody knows which

    shown = manager_client.get(address(agency)).context["formset"]

    chief, secretary, mayor = people
    assert [(form["membership"].value(), form["heading"].value()) for form in shown] == [
        (chief.pk, ""), (None, ""), (mayor.pk, f"ความเห็น{mayor.position_title}"),
    ]  # fmt: skip


def test_rows_are_moved_added_and_taken_out_without_script_and_nothing_typed_is_lost(
    manager_client, agency, people
):
    form = rows((people[0], "หนึ่ง"), (None, "สอง"), (people[2], "สาม"))

    def after(move):
        response = manager_client.post(address(agency), {**form, "move": move})
        shown = response.context["formset"]
        form.update({"steps-TOTAL_FORMS": len(shown.forms)})
        for number, row in enumerate(shown):
            for name in ("membership", "heading"):
                form[f"steps-{number}-{name}"] = row[name].value() or ""
        assert "ยังไม่มีผู้ลงนาม" not in response.content.decode()
        return [row["heading"].value() or "" for row in shown]

    assert after("down-0") == ["สอง", "หนึ่ง", "สาม"]
    assert after("up-2") == ["สอง", "สาม", "หนึ่ง"]
    assert after("add") == ["สอง", "สาม", "หนึ่ง", ""]
    assert after("remove-0") == ["สาม", "หนึ่ง", ""]
    for nonsense in ("up-0", "down-2", "up-77", "remove-x", "", "up-²"):
        assert after(nonsense) == ["สาม", "หนึ่ง", ""]
    manager_client.post(address(agency), form)
    confirmed(agency)
    assert chain(agency) == [(people[2].pk, "สาม"), (people[0].pk, "หนึ่ง")]
