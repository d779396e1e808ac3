"""What falls due as a calendar file (RFC 5545), for programs that ask for it again and again."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from deadlines.enums import Source
from deadlines.rules.due import Due


def calendar_file(found: Iterable[Due], *, site: str, now: datetime) -> bytes:
    """Return a calendar of whole days; ``site`` is the portal's address, and its name makes each entry's id unique."""
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//ITA Portal//TH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "กำหนด ITA")
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    for due in found:
        event = Event()
        event.add("uid", f"{due.key}@{site.partition('://')[2]}")
        event.add("dtstamp", now)
        event.add("dtstart", due.starts or due.day)
        event.add("dtend", due.day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        done = "เสร็จแล้ว: " if due.is_done else ""
        of = f" ({due.agency_name})" if due.agency_name else ""
        event.add("summary", f"{done}{due.title}{of}")
        lines = [str(Source(due.source).label), due.about, due.who and f"ผู้รับผิดชอบ {due.who}"]
        event.add("description", "\n".join(filter(None, [*lines, due.origin and f"ที่มา {due.origin}"])))
        if due.page:
            event.add("url", site + due.page)
        calendar.add_component(event)
    return calendar.to_ical()
