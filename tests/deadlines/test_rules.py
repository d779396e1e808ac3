"""When something falls due, which reminder is right, and what the data files say."""

from datetime import UTC, date, datetime, timedelta

import pytest

from deadlines.enums import Source, Step
from deadlines.ical import calendar_file
from deadlines.rules.due import Due, by_month, in_days, step_of
from deadlines.rules.national import national
from itaportal.thai.holidays import as_days, holidays

TODAY = date(2026, 3, 1)


def due(left: int = 0, **kwargs) -> Due:
    values = {"key": "own-1", "source": Source.OWN, "title": "ส่งร่าง", "agency": 1}
    return Due(day=TODAY + timedelta(days=left), **{**values, **kwargs})


@pytest.mark.parametrize(
    ("left", "step"),
    [(31, None), (30, Step.MONTH), (8, Step.MONTH), (7, Step.WEEK), (2, Step.WEEK), (1, Step.DAY), (0, Step.DAY),
     (-1, Step.OVERDUE), (-30, Step.OVERDUE), (-31, None)],
)  # fmt: skip
def test_the_nearest_reminder_that_was_reached_is_the_right_one(left, step):
    assert step_of(due(left), TODAY) == step
    assert step_of(due(left, is_done=True), TODAY) is None


def test_what_is_over_nationally_is_nobodys_to_do():
    passed = due(-3, source=Source.NATIONAL, agency=None)

    assert step_of(passed, TODAY) is None
    assert (passed.is_overdue(TODAY), passed.is_over(TODAY)) == (False, True)


def test_what_goes_on_in_the_next_plan_is_not_overdue_in_the_old_one():
    assert step_of(due(-3, is_carried=True), TODAY) is None
    assert step_of(due(3, is_carried=True), TODAY) == Step.WEEK


def test_every_thing_stands_in_one_part_of_the_page():
    found = [due(left, is_done=done) for left in (-2, 0, 5) for done in (True, False)]

    for each in found:
        assert [each.is_overdue(TODAY), each.is_ahead(TODAY), each.is_over(TODAY)].count(True) == 1
    assert [month for month, _ in by_month(in_days(found, TODAY))] == ["กุมภาพันธ์ 2569", "มีนาคม 2569"]


def test_what_no_source_backs_is_never_told():
    entry = {"what": "ตอบแบบวัด OIT", "start": "2022-03-01", "end": "2022-04-30", "sources": ["letter"]}
    backings = ("confirmed", "medium", "memory", "not_found")
    calendar = [{**entry, "what": backing, "confidence": backing} for backing in backings]

    found = national(2565, calendar, {"letter": "หนังสือ 26 พ.ย. 2564"})

    assert [(each.title, each.origin) for each in found] == [
        ("ITA 2565: confirmed", "หนังสือ 26 พ.ย. 2564"),
        ("ITA 2565: medium", "หนังสือ 26 พ.ย. 2564"),
    ]
    assert (found[0].starts, found[0].day) == (date(2022, 3, 1), date(2022, 4, 30))


def test_one_day_of_a_timetable_is_no_span():
    entry = {"what": "ประกาศผล", "start": "2022-08-01", "end": None, "confidence": "confirmed", "sources": []}

    [found] = national(2565, [entry], {})

    assert (found.starts, found.day) == (None, date(2022, 8, 1))


def test_holidays_are_working_days_of_their_year_otherwise():
    assert {date(2026, 12, 7), date(2026, 12, 10)} <= holidays()
    assert date(2026, 5, 1) not in holidays(), "offices work on Labour Day"
    with pytest.raises(ValueError, match="2026-12-05"):
        as_days({2026: [date(2026, 12, 5)]})


def test_a_calendar_file_is_read_by_others():
    from icalendar import Calendar

    found = [
        due(
            2,
            key="measure-7",
            title="อบรม, ครั้งที่ 1; ก",
            page="/a/x/plans/2569/#measure-7",
            agency_name="อบต.ก",
        ),
        due(9, key="national-2569-oit", source=Source.NATIONAL, agency=None, starts=TODAY, origin="หนังสือ"),
    ]
    content = calendar_file(found, site="https://ita.example.go.th", now=datetime(2026, 3, 1, tzinfo=UTC))
    first, second = Calendar.from_ical(content).walk("VEVENT")

    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert (first["summary"], first["uid"]) == ("อบรม, ครั้งที่ 1; ก (อบต.ก)", "measure-7@ita.example.go.th")
    assert first["url"] == "https://ita.example.go.th/a/x/plans/2569/#measure-7"
    assert (second["dtstart"].dt, second["dtend"].dt) == (TODAY, TODAY + timedelta(days=10))
    assert "ที่มา หนังสือ" in second["description"]
