"""Drafts that somebody who leaves was the last to work on."""

from django.db.models import QuerySet
from django.urls import reverse

from accounts.handover import Leaving, WorkItem, WorkKind, others_in_office
from agencies.models import Membership, User
from agencies.roles import Capability, roles_with
from itaportal.language import gettext_lazy, marked
from reports.models import Document
from reports.queries import documents_of


def _drafts(leaving: Leaving) -> QuerySet[Document]:
    return documents_of(leaving.agency).filter(frozen=False, updated_by=leaving.person)


def _items(leaving: Leaving) -> list[WorkItem]:
    return [
        WorkItem(
            marked(f"ร่าง{document.get_kind_display()} ปี {document.plan.fiscal_year}"),
            reverse("reports:document", args=[leaving.agency.slug, document.pk]),
        )
        for document in _drafts(leaving)
    ]


def _able(leaving: Leaving) -> QuerySet[Membership]:
    return others_in_office(leaving).filter(role__in=roles_with(Capability.ENTER))


def _tell_alone(leaving: Leaving, to: Membership, by: User) -> None:
    """Change nothing: drafts belong to the agency, and who takes over is told which they are."""


DRAFTS = WorkKind(
    key="drafts",
    label=gettext_lazy("ร่างเอกสารที่บุคคลนี้แก้ไขล่าสุด"),
    explained=gettext_lazy("ร่างเป็นของหน่วยงาน ผู้รับช่วงได้รับแจ้งว่ามีร่างใดให้ทำต่อ"),
    order=50,
    find=_items,
    candidates=_able,
    hand_over=_tell_alone,
)
