import pytest
from django.urls import reverse

from measures.models import Measure, Progress, ProgressRound
from tests.factories.measures import MeasureFactory, RoundFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def addresses(measure, progress_round):
    """Every address of the app for one plan, by URL name."""
    args = {
        "index": (),
        "progress_index": (),
        **dict.fromkeys(
            (
                "plan",
                "plan_edit",
                "plan_suggest",
                "plan_copy",
                "plan_order",
                "plan_measure_add",
                "plan_bulk",
                "plan_remove",
                "plan_restore",
                "progress",
            ),
            (2565,),
        ),
        **dict.fromkeys(("plan_measure_edit", "plan_measure_move"), (2565, measure.pk)),
        **dict.fromkeys(("progress_round", "progress_round_delete"), (2565, progress_round.pk)),
        "progress_entry": (2565, progress_round.pk, measure.pk),
    }
    return {name: reverse(f"measures:{name}", args=["tua-yang", *values]) for name, values in args.items()}


WRITING = (
    "plan_edit", "plan_suggest", "plan_copy", "plan_order", "plan_measure_add", "plan_measure_edit",
    "plan_measure_move", "plan_bulk", "plan_remove", "plan_restore", "progress", "progress_round", "progress_round_delete",
    "progress_entry",
)  # fmt: skip


def nothing_changed(measure):
    measure.refresh_from_db()
    return measure.version == 1 and ProgressRound.objects.count() == 1 and not Progress.objects.exists()


def test_outsiders_find_nothing(addresses, outsider_client):
    for address in addresses.values():
        assert outsider_client.get(address).status_code in (404, 405), address
        assert outsider_client.post(address).status_code in (404, 405), address


def test_viewers_may_not_write(addresses, viewer_client, measure):
    sent = {"as_at": "30/9/2565", "status": "done", f"m{measure.pk}-status": "done", "direction": "up"}

    for name in WRITING:
        assert viewer_client.post(addresses[name], sent).status_code == 403, name

    assert nothing_changed(measure)


def test_administrators_of_people_may_not_write(addresses, manager_client, measure):
    for name in WRITING:
        assert manager_client.post(addresses[name], {}).status_code == 403, name

    assert nothing_changed(measure)


@pytest.mark.parametrize("name", ["plan", "progress", "progress_round", "progress_entry"])
def test_viewers_read(addresses, viewer_client, name):
    assert viewer_client.get(addresses[name]).status_code == 200


@pytest.mark.parametrize("name", ["plan_order", "plan_measure_move"])
def test_changes_need_a_post(addresses, clerk_client, name):
    assert clerk_client.get(addresses[name]).status_code == 405


@pytest.mark.parametrize(
    "name",
    [
        "plan_measure_edit",
        "plan_measure_move",
        "progress_round",
        "progress_round_delete",
    ],
)
def test_ids_of_another_agency_are_not_found(clerk_client, measure, progress_round, foreign_plan, name):
    foreign = MeasureFactory(plan=foreign_plan) if "measure" in name else RoundFactory(plan=foreign_plan)
    address = reverse(f"measures:{name}", args=["tua-yang", 2565, foreign.pk])

    assert clerk_client.post(address, {"direction": "up"}).status_code == 404

    assert type(foreign).objects.filter(pk=foreign.pk).exists()


def test_entries_of_another_agency_are_not_found(clerk_client, measure, progress_round, foreign_plan):
    foreign_measure, foreign_round = MeasureFactory(plan=foreign_plan), RoundFactory(plan=foreign_plan)
    pairs = [
        (progress_round, foreign_measure),
        (foreign_round, measure),
        (foreign_round, foreign_measure),
    ]

    for progress, target in pairs:
        address = reverse("measures:progress_entry", args=["tua-yang", 2565, progress.pk, target.pk])
        assert clerk_client.post(address, {"status": "done"}).status_code == 404

    assert not Progress.objects.exists()


def test_a_measure_of_another_year_is_not_found(clerk_client, measure, agency):
    from tests.factories.measures import AssessmentFactory

    AssessmentFactory(agency=agency, fiscal_year=2565)
    address = reverse("measures:plan_measure_move", args=["tua-yang", 2566, measure.pk])

    assert clerk_client.post(address, {"direction": "up"}).status_code == 404
    assert Measure.objects.filter(pk=measure.pk).exists()


def test_huge_ids_are_not_found(clerk_client, plan):
    for name in ("plan_measure_edit", "progress_round"):
        address = reverse(f"measures:{name}", args=["tua-yang", 2565, 10**30])
        assert clerk_client.get(address).status_code == 404


def test_visitors_are_sent_to_sign_in(client, addresses):
    for name, address in addresses.items():
        assert client.get(address).url.startswith("/login/"), name
