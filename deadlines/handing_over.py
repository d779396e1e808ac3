"""Dates of the agency's own that name somebody who leaves as responsible."""

from django.db.models import QuerySet
from django.urls import reverse

from accounts.handover import Leaving, WorkItem, WorkKind, is_named, others_in_office, renamed
from agencies.models import Membership, User
from deadlines.actions import DEADLINE_FIELDS, save_deadline
from deadlines.models import Deadline
from itaportal.language import gettext_lazy, marked
from itaportal.thai.dates import short_date


def _named(leaving: Leaving) -> QuerySet[Deadline]:
    found = leaving.agency.deadlines.filter(is_named(leaving.person, "who"), is_done=False)
    return found.select_related("agency", "measure", "round").order_by("due_on", "pk")


def _items(leaving: Leaving) -> list[WorkItem]:
    page = reverse("deadlines:calendar", args=[leaving.agency.slug])
    return [
        WorkItem(marked(f"“{each.title}” ครบกำหนด {short_date(each.due_on)}"), page)
        for each in _named(leaving)
    ]


def _why_not(leaving: Leaving, to: Membership) -> str:
    longest = Deadline._meta.get_field("who").max_length or 0
    for deadline in _named(leaving):
        if len(renamed(deadline.who, leaving.person, to.user)) > longest:
            return marked(f"ชื่อผู้รับผิดชอบของกำหนด “{deadline.title}” จะยาวเกินที่รับได้ กรุณาแก้ในกำหนดนั้นให้สั้นลงก่อน")
    return ""


def _hand_over(leaving: Leaving, to: Membership, by: User) -> None:
    for deadline in _named(leaving):
        values = {name: getattr(deadline, name) for name in DEADLINE_FIELDS}
        values["who"] = renamed(deadline.who, leaving.person, to.user)
        save_deadline(deadline=deadline, version=deadline.version, by=by, **values)


DEADLINES = WorkKind(
    key="deadlines",
    label=gettext_lazy("กำหนดที่ระบุชื่อเป็นผู้รับผิดชอบ"),
    explained=gettext_lazy("ระบบเปลี่ยนชื่อผู้รับผิดชอบของกำหนดที่ยังไม่เสร็จเป็นชื่อของผู้รับช่วง"),
    order=40,
    find=_items,
    candidates=others_in_office,
    hand_over=_hand_over,
    problem=_why_not,
)
