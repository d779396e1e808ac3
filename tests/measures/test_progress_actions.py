from datetime import date

import pytest

from agencies.models import AuditEvent
from itaportal.editing.concurrency import StaleEdit
from measures import actions
from measures.actions import StatusEntry
from measures.enums import Status
from measures.models import Progress, ProgressRound
from reports.actions import start_document
from reports.enums import Kind
from tests.factories.measures import MeasureFactory, ProgressFactory

pytestmark = pytest.mark.django_db


def save(progress_round, measure, by, version=None, **values):
    values = {"status": Status.DONE, **values}
    return actions.save_progress(
        progress_round=progress_round, measure=measure, version=version, by=by, **values
    )


def test_start_round_twice_names_the_one_that_is_there(plan, clerk):
    opened = actions.start_round(plan=plan, as_at=date(2022, 3, 31), by=clerk)

    with pytest.raises(actions.DuplicateRound) as error:
        actions.start_round(plan=plan, as_at=date(2022, 3, 31), by=clerk)

    assert error.value.existing == opened
    assert AuditEvent.objects.filter(action="round.start").count() == 1


def test_save_progress_writes_all_texts_and_an_event(progress_round, measure, clerk):
    entry = save(progress_round, measure, clerk, note="ดูเว็บไซต์", result="เสร็จแล้ว", suggestion="ทำต่อ")

    assert (entry.note, entry.result, entry.suggestion) == ("ดูเว็บไซต์", "เสร็จแล้ว", "ทำต่อ")
    assert "เสร็จแล้ว" in AuditEvent.objects.get(action="progress.save").after


def test_save_progress_with_an_old_version_changes_nothing(progress_round, measure, clerk):
    save(progress_round, measure, clerk, result="ของเขา")

    with pytest.raises(StaleEdit):
        save(progress_round, measure, clerk, result="ของฉัน")

    assert Progress.objects.get().result == "ของเขา"


def test_save_progress_sent_twice_is_one_entry(progress_round, measure, clerk):
    first = save(progress_round, measure, clerk)

    assert save(progress_round, measure, clerk) == first
    assert AuditEvent.objects.filter(action="progress.save").count() == 1


def test_save_statuses_keeps_the_long_texts(progress_round, measure, clerk):
    entry = ProgressFactory(round=progress_round, measure=measure, result="อบรมแล้ว 30 คน")

    actions.save_statuses(
        progress_round=progress_round,
        entries=[StatusEntry(measure, Status.DONE, "ครบ", entry.version)],
        by=clerk,
    )

    entry.refresh_from_db()
    assert (entry.status, entry.note, entry.result, entry.version) == ("done", "ครบ", "อบรมแล้ว 30 คน", 2)


def test_save_statuses_with_one_old_version_saves_none(plan, progress_round, measure, clerk):
    fresh = MeasureFactory(plan=plan)
    taken = ProgressFactory(round=progress_round, measure=measure, status=Status.DONE)

    with pytest.raises(actions.StaleStatuses) as stale:
        actions.save_statuses(
            progress_round=progress_round,
            entries=[
                StatusEntry(fresh, Status.DONE, "", None),
                StatusEntry(measure, Status.NOT_STARTED, "", None),
            ],
            by=clerk,
        )

    assert stale.value.current == [taken]
    assert list(Progress.objects.values_list("measure", "status")) == [(measure.pk, "done")]
    assert not AuditEvent.objects.filter(action="progress.save").exists()


def test_delete_round_leaves_its_texts_in_the_log(progress_round, measure, clerk):
    ProgressFactory(round=progress_round, measure=measure, result="ผลที่จะหาย")

    actions.delete_round(progress_round=progress_round, by=clerk)

    assert not ProgressRound.objects.exists()
    assert "ผลที่จะหาย" in AuditEvent.objects.get(action="round.delete").before


def test_delete_round_with_a_document_is_refused_without_a_trace(progress_round, measure, clerk):
    ProgressFactory(round=progress_round, measure=measure)
    start_document(
        kind=Kind.PROGRESS_MEMO,
        plan=progress_round.plan,
        progress_round=progress_round,
        dated=None,
        by=clerk,
    )

    with pytest.raises(actions.RoundInUse):
        actions.delete_round(progress_round=progress_round, by=clerk)

    assert progress_round.entries.count() == 1
    assert not AuditEvent.objects.filter(action="round.delete").exists()
