"""All departments in one form: names, order, new ones, and what cannot be removed."""

import pytest
from django.urls import reverse

from agencies import actions
from agencies.auditlog.models import AuditEvent
from agencies.models import Department
from disclosure.actions import save_disclosure
from tests.factories.measures import MeasureFactory


def page(agency):
    return reverse("agencies:departments", args=[agency.slug])


def names(agency):
    return list(agency.departments.values_list("name", flat=True))


@pytest.fixture
def rows(agency):
    """The stored departments as the form sends them: สำนักปลัด, กองคลัง."""
    return [
        {"pk": each.pk, "version": each.version, "name": each.name, "active": "on"}
        for each in agency.departments.all()
    ]


def sent(rows, opened=None, **more):
    opened = [row["pk"] for row in rows if row["pk"]] if opened is None else opened
    data = {"opened": ",".join(map(str, opened)), "departments-TOTAL_FORMS": len(rows)}
    data |= {"departments-INITIAL_FORMS": 0, **more}
    for number, row in enumerate(rows):
        data |= {f"departments-{number}-{name}": value for name, value in row.items()}
    return data


def save(agency, department, name, by):
    row = actions.DepartmentRow(getattr(department, "pk", None), 1, name, True)
    actions.save_departments(agency=agency, rows=[row], opened=[], by=by)


def new(name):
    return {"pk": "", "version": "", "name": name, "active": "on"}


def test_names_order_and_new_ones_are_stored_at_once(manager_client, agency, rows):
    first, second = rows
    answer = manager_client.post(
        page(agency), sent([second | {"name": "กองคลังและพัสดุ"}, first, new("กองช่าง"), new("")])
    )

    assert answer.status_code == 302
    assert names(agency) == ["กองคลังและพัสดุ", first["name"], "กองช่าง"]
    told = AuditEvent.objects.filter(action__startswith="department.").values_list("action", flat=True)
    assert sorted(told) == ["department.order", "department.save", "department.save"]
    assert [row.initial["name"] for row in manager_client.get(page(agency)).context["formset"]] == names(
        agency
    )


def test_the_same_sent_twice_changes_nothing(manager_client, agency, rows):
    for _ in range(2):
        assert manager_client.post(page(agency), sent(rows)).status_code == 302
    assert not AuditEvent.objects.filter(action__startswith="department.").exists()


def test_what_nothing_refers_to_is_removed(manager_client, agency, rows):
    first, second = rows
    manager_client.post(page(agency), sent([first], opened=[first["pk"], second["pk"]]))

    assert names(agency) == [first["name"]]
    assert AuditEvent.objects.filter(action="department.remove").count() == 1


@pytest.mark.parametrize("refer", ["measure", "disclosure"])
def test_what_work_names_is_kept(manager_client, agency, packs, rows, refer):
    first, second = rows
    department = agency.departments.get(pk=second["pk"])
    if refer == "measure":
        MeasureFactory(plan__assessment__agency=agency).departments.add(department)
    else:
        save_disclosure(agency=agency, fiscal_year=2568, code="O1", version=0, by=None, department=department)

    answer = manager_client.post(page(agency), sent([first], opened=[first["pk"], second["pk"]]))

    assert f"เอา “{department.name}” ออกไม่ได้" in answer.content.decode()
    assert actions.in_use(agency.departments.all()) == {department.pk}
    assert Department.objects.filter(pk=department.pk).exists()
    shown = manager_client.get(page(agency)).context["formset"]
    assert [removable for _, removable in shown.lines()] == [True, False]


def test_what_somebody_else_added_meanwhile_stays(manager_client, agency, rows, clerk):
    save(agency, None, "กองช่าง", clerk)
    taken = manager_client.post(page(agency), sent([*rows, new("กองช่าง")]))
    assert "มีส่วนราชการชื่อนี้แล้ว" in taken.content.decode()
    manager_client.post(page(agency), sent(rows))
    assert names(agency) == [rows[0]["name"], rows[1]["name"], "กองช่าง"]


def test_what_somebody_else_renamed_meanwhile_is_shown_and_decided(manager_client, agency, rows, clerk):
    department = agency.departments.first()
    save(agency, department, "สำนักงาน", clerk)
    mine = [rows[0] | {"name": "สำนักปลัดเทศบาล"}, rows[1]]
    answer = manager_client.post(page(agency), sent(mine))

    assert answer.status_code == 409
    assert "สำนักงาน" in answer.content.decode()
    form = answer.context["formset"].forms[0]
    mine[0]["version"] = form["version"].value()
    assert manager_client.post(page(agency), sent(mine)).status_code == 302
    assert names(agency)[0] == "สำนักปลัดเทศบาล"


def test_a_name_stands_once(manager_client, agency, rows):
    answer = manager_client.post(page(agency), sent([*rows, new(rows[0]["name"])]))
    assert answer.context["formset"].forms[2].errors["name"]
    answer = manager_client.post(page(agency), sent([rows[0] | {"name": ""}, rows[1]]))
    assert answer.context["formset"].forms[0].errors["name"]


def test_rows_move_without_script_and_without_being_judged(manager_client, agency, rows):
    answer = manager_client.post(page(agency), sent([*rows, new("")], move="up-1"))

    shown = [row["name"].value() for row in answer.context["formset"]]
    assert shown == [rows[1]["name"], rows[0]["name"], ""]
    assert names(agency) == [row["name"] for row in rows]
    assert not any(row.errors for row in answer.context["formset"])


def test_of_another_agency_nothing_is_taken(manager_client, agency, other_agency, rows):
    foreign = Department.objects.create(agency=other_agency, name="กองของเขา")
    manager_client.post(
        page(agency),
        sent([*rows, {"pk": foreign.pk, "version": 1, "name": "เปลี่ยน", "active": "on"}], opened=[foreign.pk]),
    )
    foreign.refresh_from_db()
    assert (foreign.name, foreign.agency) == ("กองของเขา", other_agency)
