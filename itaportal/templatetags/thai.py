"""Template filters over itaportal.thai."""

import math
from contextvars import ContextVar

from django import template

from itaportal import translated as made_in_thai
from itaportal.thai import dates, money, numbers

register = template.Library()

# Answers whether this request's reader wants Thai digits; asked only when a template prints a number.
use_thai_digits: ContextVar = ContextVar("use_thai_digits", default=lambda: False)


@register.filter
def digits(value) -> str:
    """Print in the reader's digits."""
    text = "" if value is None else str(value)
    return numbers.to_thai_digits(text) if use_thai_digits.get()() else text


@register.filter
def counted(value) -> str:
    """Print a number of things, in groups of three digits."""
    return digits(f"{value:,}")


@register.filter
def thai_digits(value) -> str:
    """Print in Thai digits, as documents do."""
    return "" if value is None else numbers.to_thai_digits(value)


@register.filter
def points(value) -> str:
    """Print a score with two decimals in the reader's digits."""
    return digits(numbers.format_score(value))


@register.filter
def baht(value) -> str:
    """Print an amount of baht in the reader's digits."""
    return digits(money.format_amount(value))


@register.filter(expects_localtime=True)
def long_date(value) -> str:
    """Print "31 มีนาคม 2565" in the reader's digits, of a moment the day in Bangkok."""
    return digits(dates.long_date(value)) if value else ""


@register.filter(expects_localtime=True)
def short_date(value) -> str:
    """Print "31 มี.ค. 65" in the reader's digits, of a moment the day in Bangkok."""
    return digits(dates.short_date(value)) if value else ""


@register.filter
def minutes(span) -> int:
    """Return a span of time (timedelta) in whole minutes, rounded up."""
    return math.ceil(span.total_seconds() / 60)


@register.filter
def translated(value, is_made=True) -> str:
    """Print what was made in Thai in the reader's language; what is not ``is_made``, but somebody's, as it is."""
    if value is None:
        return ""
    return made_in_thai.translated(value) if is_made else value
