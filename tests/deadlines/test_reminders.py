"""Who is reminded of what, once."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import transaction

from agencies.enums import Role
from approvals.actions.notices import choose_mail, tell_due
from approvals.models import Notice
from approvals.queries.editions import unread_notices
from deadlines.actions import add_deadline, choose_steps, remind, save_deadline
from deadlines.models import Reminder
from tests.conftest import member, signed_in
from tests.english import in_english

TODAY = date(2026, 3, 1)


@pytest.fixture
def deadline(agency):
    return add_deadline(agency=agency, title="ส่งร่าง", due_on=TODAY + timedelta(days=30), by=None)


def texts(user) -> list[str]:
    return list(Notice.objects.filter(user=user).order_by("pk").values_list("text", flat=True))


def test_each_step_is_told_once_however_often_the_command_runs(
    agency, clerk, viewer_user, outsider, deadline
):
    told = [remind(TODAY + timedelta(days=day)) for day in (-1, 0, 0, 1, 23, 24, 29, 30, 31, 31, 45)]

    assert told == [0, 1, 0, 0, 1, 0, 1, 0, 1, 0, 0]
    assert texts(clerk) == ["ครบกำหนดวันที่ 31 มีนาคม 2569: ส่งร่าง"] * 3 + ["เลยกำหนดวันที่ 31 มีนาคม 2569 แล้ว: ส่งร่าง"]
    assert texts(viewer_user) == texts(outsider) == []


def test_what_was_missed_is_made_up_for_by_the_nearest_step(clerk, deadline):
    assert remind(TODAY + timedelta(days=26)) == 1
    assert [each.step for each in Reminder.objects.all()] == [7]


def test_what_falls_due_on_one_day_is_one_notice(agency, clerk, deadline):
    for number in range(3):
        add_deadline(agency=agency, title=f"เรื่อง {number}", due_on=deadline.due_on, by=None)
    remind(TODAY)
    add_deadline(agency=agency, title="มาทีหลัง", due_on=deadline.due_on, by=None)
    remind(TODAY)

    first, second = texts(clerk)
    assert first.endswith("\nและอีก 3 เรื่อง")
    assert second.endswith("2569: มาทีหลัง")
    assert in_english(first) == "Due on 31 March 2569: ส่งร่าง\nand 3 more"


def test_a_day_that_moves_is_told_anew_and_what_is_done_no_more(clerk, deadline):
    remind(TODAY)
    values = {"title": "ส่งร่าง", "due_on": TODAY + timedelta(days=29)}
    moved = save_deadline(deadline=deadline, version=deadline.version, by=None, **values)
    assert remind(TODAY) == 1
    save_deadline(deadline=moved, version=moved.version, by=None, **values, is_done=True)
    assert remind(TODAY + timedelta(days=25)) == 0


def test_people_choose_steps_and_mail(
    agency, clerk, viewer_user, deadline, django_capture_on_commit_callbacks
):
    chief = member(agency, Role.CHIEF, user__email="chief@example.go.th")
    clerk.email = "clerk@example.go.th"
    clerk.save()
    choose_steps(user=viewer_user, steps=[30])
    choose_mail(user=chief, wanted=[])

    with django_capture_on_commit_callbacks(execute=True):
        remind(TODAY)
    choose_steps(user=chief, steps=[])
    remind(TODAY + timedelta(days=24))

    assert [message.to for message in mail.outbox] == [["clerk@example.go.th"]]
    assert "/a/tua-yang/calendar/" in mail.outbox[0].body
    assert [len(texts(each)) for each in (clerk, chief, viewer_user)] == [2, 1, 1]


def test_the_notice_opens_the_calendar_and_is_read_alone(agency, clerk, clerk_client, deadline):
    remind(TODAY)
    notice = unread_notices(clerk).get()

    answer = clerk_client.post("/notices/", {"notice": notice.pk})

    assert answer.url == f"/a/{agency.slug}/calendar/"
    assert not unread_notices(clerk).exists()
    clerk.memberships.all().delete()
    assert not signed_in(clerk).get("/notices/").context["page"].object_list


def test_a_worker_that_ends_in_between_tells_once_all_the_same(
    clerk, deadline, monkeypatch, django_capture_on_commit_callbacks
):
    """What was told before the process ended is taken back with it, mail included; the next one tells it, once."""
    clerk.email = "clerk@example.go.th"
    clerk.save()

    def told_and_ended(*args, **kwargs):
        tell_due(*args, **kwargs)
        raise SystemExit

    with monkeypatch.context() as ending, django_capture_on_commit_callbacks(execute=True):
        ending.setattr("deadlines.actions.tell_due", told_and_ended)
        with pytest.raises(SystemExit), transaction.atomic():
            remind(TODAY)
    assert (texts(clerk), mail.outbox, Reminder.objects.count()) == ([], [], 0)

    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            remind(TODAY)
    assert len(texts(clerk)) == len(mail.outbox) == 1
