"""How long something has waited; pure."""

from datetime import date

# Days from Monday to Friday; the calendar of public holidays is not known here.
LATE_AFTER = 3


def days_waited(since: date, today: date) -> int:
    """Return the days that have passed, 0 for today and for a clock that went backwards."""
    return max((today - since).days, 0)


def weekdays_waited(since: date, today: date) -> int:
    """Return how many of the days after ``since``, up to today, are from Monday to Friday."""
    weeks, rest = divmod(days_waited(since, today), 7)
    first = since.isoweekday() + 1
    return weeks * 5 + sum((first + day - 1) % 7 + 1 <= 5 for day in range(rest))


def is_late(since: date, today: date) -> bool:
    """Whether more than LATE_AFTER such days have passed."""
    return weekdays_waited(since, today) > LATE_AFTER
