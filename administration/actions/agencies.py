"""What a site administrator does to agencies; each function is one transaction and writes the agency's audit log."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.actions import invite_by_mail
from accounts.notice_list import add_notice, reason_line
from agencies.actions import add_member
from agencies.auditlog.writing import record, values_of
from agencies.enums import Role
from agencies.models import Agency, Membership, User
from agencies.naming import code_of, short_name_of
from itaportal.editing.concurrency import claim
from itaportal.language import in_thai, marked
from search.indexing import refresh

FACTS = ("name", "short_name", "kind", "district", "province")


class AgencyExists(Exception):
    """Another agency has the code, or the same name in the same district; ``field`` is what to change."""

    def __init__(self, field: str):
        super().__init__(f"{field} of another agency")
        self.field = field


@transaction.atomic
def create_agency(*, values: Mapping[str, Any], administrator: Mapping[str, Any], by: User) -> Membership:
    """Add an agency with the person who will keep its data, and invite them where they have an address.

    ``values``: FACTS and ``slug``, of which code and short name may be empty. ``administrator``: as ``add_member`` takes
    a person. Raises AgencyExists, and DuplicateName for a user name that is taken.
    """
    facts = {name: values[name] for name in FACTS}
    facts["short_name"] = facts["short_name"] or short_name_of(facts["kind"], facts["name"])
    _refuse_same(facts)
    agency = Agency(**facts, slug=values["slug"] or code_of(facts["name"], facts["province"]), updated_by=by)
    try:
        with transaction.atomic():
            agency.save()
    except IntegrityError:
        raise AgencyExists("slug") from None
    record("agency.add", agency, by=by, agency=agency, after=values_of(agency, *FACTS, "slug"))
    return add_administrator(agency=agency, values=administrator, by=by)


def _refuse_same(facts: Mapping[str, Any], besides: Agency | None = None) -> None:
    """Raise AgencyExists where another agency has the name in the same district of the province."""
    same = Agency.objects.filter(**{name: facts[name] for name in ("name", "district", "province")})
    if same.exclude(pk=besides.pk if besides else 0).exists():
        raise AgencyExists("name")


@transaction.atomic
def add_administrator(*, agency: Agency, values: Mapping[str, Any], by: User) -> Membership:
    """Add a person who will keep the agency's data, and invite them where they have an address; raises DuplicateName."""
    added = add_member(agency=agency, role=Role.AGENCY_ADMIN, by=by, **values)
    if added.user.email:
        invite_by_mail(user=added.user, agency=agency, by=by)
    return added


@transaction.atomic
def save_facts(*, agency: Agency, values: Mapping[str, Any], version: int, by: User) -> None:
    """Change what the agency is called and where it lies. Raises AgencyExists, and StaleEdit when somebody saved first."""
    _refuse_same(values, agency)
    claim(agency, version, by)
    before = values_of(agency, *FACTS)
    for name in FACTS:
        setattr(agency, name, values[name])
    agency.save(update_fields=FACTS)
    record("agency.save", agency, by=by, agency=agency, before=before, after=values_of(agency, *FACTS))


@in_thai()
@transaction.atomic
def close_agency(*, agency: Agency, reason: str, by: User) -> None:
    """Let the agency be read and no more be written; its people are told. Closing it twice does nothing."""
    now = timezone.now()
    if not Agency.objects.filter(pk=agency.pk, closed_at=None).update(closed_at=now):
        return
    agency.closed_at = now
    record("agency.close", agency, by=by, agency=agency, after={"reason": reason})
    _tell(agency, marked(f"ผู้ดูแลระบบปิด{agency.name} อ่านข้อมูลได้ แต่แก้ไขไม่ได้"), reason)


@in_thai()
@transaction.atomic
def reopen_agency(*, agency: Agency, reason: str, by: User) -> None:
    """Let a closed agency be written again; its people are told. Of an open one nothing is changed."""
    if not Agency.objects.filter(pk=agency.pk, closed_at__isnull=False).update(closed_at=None):
        return
    agency.closed_at = None
    record("agency.reopen", agency, by=by, agency=agency, after={"reason": reason})
    _tell(agency, marked(f"ผู้ดูแลระบบเปิด{agency.name}ให้ใช้งานอีกครั้ง"), reason)


def _tell(agency: Agency, what: str, reason: str) -> None:
    refresh(Agency, [agency.pk])
    inside = Membership.objects.current().filter(agency=agency)
    add_notice(set(inside.values_list("user_id", flat=True)), f"{what}\n{reason_line(reason)}")
