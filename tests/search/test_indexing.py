"""The index follows what people do, in the same transaction; made anew it is the same."""

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from agencies.actions import save_member
from agencies.models import Agency, Membership
from approvals import actions as approvals
from approvals.models import Edition
from assessments.models import Finding
from measures import actions
from measures.models import CatalogueMeasure, Measure, Progress
from search import rebuilding
from search.enums import Audience
from search.models import IndexState, SearchEntry, SearchWord
from tests.factories.agencies import AgencyFactory
from tests.factories.editions import published
from tests.factories.measures import CatalogueMeasureFactory
from tests.factories.world import entry

pytestmark = pytest.mark.django_db


def entry_of(kind, row):
    return SearchEntry.objects.filter(kind=kind, object_id=row.pk).first()


def test_a_year_entered_by_actions_is_in_the_index_as_if_made_anew(world, catalogue, other_agency):
    assert rebuilding.differences() == {}
    assert set(SearchEntry.objects.values_list("kind", flat=True)) == {
        "measure", "finding", "progress", "document", "person", "agency", "catalogue",
    }  # fmt: skip


def test_a_measure_is_found_by_its_steps_and_departments(world, agency):
    measure = Measure.objects.first()
    changed = entry(
        title="คู่มือ",
        steps=[actions.StepEntry("ปลูกสับปะรด")],
        departments=agency.departments.all()[:1],
        all_departments=False,
    )

    actions.save_measure(measure=measure, entry=changed, version=measure.version, by=None)

    assert "สับปะรด" in entry_of("measure", measure).body_terms.split()
    department = agency.departments.first()
    department.name = "กองมะละกอ"
    department.save()
    assert "มะละกอ" in entry_of("measure", measure).body_terms.split()


def test_a_weak_point_comes_and_goes_with_its_measure(world):
    measure = Measure.objects.first()
    for text in ("ประชาชนไม่ทราบช่องทาง", ""):
        weak = actions.entry_of(measure).replace(weak_point=text)
        measure = actions.save_measure(measure=measure, entry=weak, version=measure.version, by=None)
        found = entry_of("weakpoint", measure)
        assert (found.text if found else "") == (measure.title if text else "")


def test_a_removed_measure_takes_its_progress_along(world):
    progress = Progress.objects.get()

    actions.delete_measure(measure=progress.measure, by=None)

    assert entry_of("measure", progress.measure) is entry_of("progress", progress) is None


def test_a_renamed_measure_renames_its_progress(world):
    progress = Progress.objects.get()
    measure = progress.measure
    measure.title = "ปลูกสับปะรด"
    measure.save()

    assert entry_of("progress", progress).title == "ปลูกสับปะรด"


def test_a_renamed_person_is_found_by_the_new_name(agency, manager, clerk):
    membership = Membership.objects.get(user=clerk)
    values = {name: getattr(membership, name) for name in ("role", "position_title", "starts_on", "ends_on")}

    named = {**values, "title": "นาง", "first_name": "สับปะรด", "last_name": "ตัวอย่าง"}

    save_member(membership=membership, values=named, version=membership.version, by=manager)

    assert entry_of("person", membership).title == "นางสับปะรด ตัวอย่าง"


def test_an_accepted_offer_is_for_everybody(agency, clerk, admin):
    own = CatalogueMeasureFactory(agency=agency)
    actions.offer_entry(entry=own, by=clerk)
    assert entry_of("catalogue", own).audience == Audience.VIEW

    actions.accept_offer(entry=own, by=admin)

    assert (entry_of("catalogue", own).audience, entry_of("catalogue", own).agency) == (Audience.SHARED, None)
    assert entry_of("catalogue", own).place_terms.split() == ["S", "Kcatalogue"]


def test_the_public_finds_a_document_while_it_is_published(bureau, quick):
    edition = published(bureau)
    assert entry_of("published", edition).audience == Audience.PUBLIC
    assert entry_of("publisher", bureau.agency).title == bureau.agency.name

    approvals.unpublish(edition=Edition.objects.get(pk=edition.pk), by=bureau.clerk)

    assert entry_of("published", edition) is entry_of("publisher", bureau.agency) is None


def test_an_agency_takes_all_that_is_its_own_along(db):
    agency = AgencyFactory()
    CatalogueMeasureFactory(agency=agency)

    Agency.objects.filter(pk=agency.pk).delete()

    assert not SearchEntry.objects.exists()


def test_what_is_not_saved_is_not_in_the_index(agency):
    with transaction.atomic():
        entry = CatalogueMeasureFactory(agency=agency)
        transaction.set_rollback(True)

    assert entry_of("catalogue", entry) is None


def test_the_command_tells_and_mends_what_is_not_right(world, capsys):
    Finding.objects.filter(pk=Finding.objects.first().pk).update(text="สับปะรด")
    SearchEntry.objects.filter(kind="measure").delete()
    SearchEntry.objects.create(
        kind="finding", object_id=0, audience=Audience.VIEW, title="หาย", title_terms="หาย"
    )
    SearchEntry.objects.create(
        kind="unknown", object_id=1, audience=Audience.VIEW, title="หาย", title_terms="หาย"
    )

    with pytest.raises(CommandError, match=r"finding gone: 1, finding old: 1, measure missing: 2"):
        call_command("rebuild_search", "--check")
    call_command("rebuild_search", verbosity=0)

    call_command("rebuild_search", "--check")
    assert not SearchEntry.objects.filter(kind="unknown").exists()
    assert SearchWord.objects.filter(word="สับปะรด", toneless="สับปะรด").exists()


def test_an_index_made_by_other_rules_is_made_anew_once(world, monkeypatch):
    call_command("rebuild_search", "--if-needed", verbosity=0)
    SearchEntry.objects.all().delete()
    call_command("rebuild_search", "--if-needed", verbosity=0)
    assert not SearchEntry.objects.exists()

    monkeypatch.setattr(rebuilding, "ANALYSIS", 0)
    call_command("rebuild_search", "--if-needed", verbosity=0)

    assert rebuilding.differences() == {}
    assert IndexState.objects.count() == 1


def test_words_are_known_once_they_are_stored(vocabulary):
    with vocabulary():
        CatalogueMeasureFactory(title="คู่มือสับปะรด")
        CatalogueMeasureFactory(title="สับปะรดอื่น")

    assert SearchWord.objects.filter(word__in=["คู่มือ", "สับปะรด"]).count() == 2
    assert SearchWord.objects.get(word="คู่มือ").toneless == "คูมือ"
    assert CatalogueMeasure.objects.count() == 2
