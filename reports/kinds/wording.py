"""Words and small conversions that all kinds of document share."""

from datetime import date
from typing import Any

from itaportal.thai import long_date

ITA = "การประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ"
GOAL = "การส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน"


def day(iso: str | None) -> str:
    """Return "31 มีนาคม 2565" for an ISO date, "" for none."""
    return long_date(date.fromisoformat(iso)) if iso else ""


def place_of(agency: dict[str, str]) -> str:
    """Return district and province with their titles."""
    return f"อำเภอ{agency['district']} จังหวัด{agency['province']}"


def phone_of(agency: dict[str, str]) -> str:
    """Return the telephone with its word, "" for none."""
    return f"โทร. {agency['phone']}" if agency["phone"] else ""


def unit_of(agency: dict[str, str]) -> str:
    """Return the unit that writes the agency's reports."""
    return agency["unit"] or agency["office"] or agency["name"]


def names_of(agency: dict[str, str]) -> tuple[str, ...]:
    """Return the names of the agency that no line may tear apart."""
    return tuple(filter(None, (agency["name"], *place_of(agency).split(), phone_of(agency))))


def lines(text: str) -> tuple[str, ...]:
    """Return a text's lines, without empty ones."""
    return tuple(line for line in text.split("\n") if line)


def step_lines(measure: dict[str, Any]) -> tuple[str, ...]:
    """Return the steps' texts, with a dash each where there are several."""
    steps = [lines(step["text"]) for step in measure["steps"]]
    if len(steps) < 2:
        return tuple(line for step in steps for line in step)
    return tuple(f"{'- ' if not place else ''}{line}" for step in steps for place, line in enumerate(step))
