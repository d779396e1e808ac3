"""How long something has waited; pure."""

from datetime import date

from itaportal.thai.holidays import holidays

LATE_AFTER = 3  # working days


def days_waited(since: date, today: date) -> int:
    """Return the days that have passed, 0 for today and for a clock that went backwards."""
    return max((today - since).days, 0)


def working_days_waited(since: date, today: date) -> int:
    """Return how many of the days after ``since``, up to today, are from Monday to Friday and no public holiday."""
    weeks, rest = divmod(days_waited(since, today), 7)
    first = since.isoweekday() + 1
    weekdays = weeks * 5 + sum((first + day - 1) % 7 + 1 <= 5 for day in range(rest))
    return weekdays - sum(since < day <= today for day in holidays())


def is_late(since: date, today: date) -> bool:
    """Whether more than LATE_AFTER such days have passed."""
    return working_days_waited(since, today) > LATE_AFTER
