"""A person leaves an agency: their roles end, and their open work goes to others, all of it or nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.actions.belonging import role_line
from accounts.actions.recording import tell, tell_auditors
from accounts.handover import Leaving, NotHandedOver, WorkItem, WorkKind, work_kinds
from accounts.models import Departure, Handover
from accounts.notice_list import reason_line
from agencies.actions import NeedsConfirmation, end_roles, lock_agencies, require_may_end
from agencies.auditlog.writing import record
from agencies.models import Agency, Membership, User
from agencies.navigation import permanent_url
from agencies.roles import Capability, roles_with
from agencies.signers import signers
from itaportal.language import in_thai, marked
from itaportal.thai.dates import long_date


class AlreadyLeft(Exception):
    """Somebody was faster, or one of the roles has not begun by that day: nothing is left to be done."""


def leaving_of(
    agency: Agency, memberships: Sequence[Membership], from_day: date, reason: str = ""
) -> Leaving:
    """Return what it means that the memberships, all of one person, end from the day on."""
    person = memberships[0].user
    ids = [membership.pk for membership in memberships]
    left = agency.memberships.current(from_day).filter(user=person).exclude(pk__in=ids)
    return Leaving(agency, person, tuple(memberships), from_day, reason, leaves=not left.exists())


@in_thai()
def problem_of(leaving: Leaving, successors: Mapping[str, Membership]) -> tuple[str, str]:
    """Return the first kind of work that cannot go where it is to go, and why, in Thai; ("", "") where all can."""
    for key, kind in work_kinds().items():
        to = successors.get(key)
        if to is None:
            if kind.find(leaving) and not kind.may_stay(leaving):
                return key, marked(f"งานที่ยังไม่มีผู้รับช่วง: {kind.label} กรุณาเลือกผู้รับช่วง")
        elif not kind.candidates(leaving).filter(pk=to.pk).exists():
            return key, marked(f"{to.user.get_full_name()} รับช่วงงานนี้ไม่ได้: {kind.label} กรุณาเลือกคนอื่น")
        elif why := kind.problem(leaving, to):
            return key, why
    return "", ""


@transaction.atomic
def leave(
    *,
    agency: Agency,
    memberships: Sequence[Membership],
    from_day: date,
    reason: str,
    successors: Mapping[str, Membership],
    by: User,
    is_confirmed: bool = False,
    decided_name: str = "",
) -> Departure:
    """End the person's memberships from the day on and hand their work over, on that day or at once where it has come.

    ``successors`` names for kinds of work (``accounts.handover``) who takes them over. Raises AlreadyLeft, OwnAccess,
    LastAdministrator, NotHandedOver, and NeedsConfirmation for a signer where it is not ``is_confirmed`` by another one.
    """
    lock_agencies(Agency.objects.filter(pk=agency.pk))
    memberships = list(
        agency.memberships.select_related("user").filter(pk__in=[each.pk for each in memberships])
    )
    if not memberships or any(not may_end(membership, from_day) for membership in memberships):
        raise AlreadyLeft
    if not successors and all(each.ends_on and each.ends_on < from_day for each in memberships):
        raise AlreadyLeft
    decided_name = decided_name or by.get_full_name()
    leaving = replace(leaving_of(agency, memberships, from_day, reason), decided_name=decided_name)
    require_may_end(agency, memberships, from_day, by)
    key, why = problem_of(leaving, successors)
    if key:
        raise NotHandedOver(key, why)
    if not is_confirmed and agency.pk in signers().agencies_of(leaving.person):
        raise NeedsConfirmation
    end_roles(agency=agency, memberships=memberships, from_day=from_day, by=by)
    # Who leaves on another day, or whose work could not go where it was to go, is entered anew.
    planned = agency.departures.filter(carried_out_at__isnull=True, memberships__in=memberships)
    Departure.objects.filter(pk__in=list(planned.values_list("pk", flat=True))).delete()
    departure = Departure.objects.create(
        agency=agency,
        user=leaving.person,
        from_day=from_day,
        reason=reason,
        decided_by=by,
        decided_name=decided_name,
        decided_at=timezone.now(),
    )
    departure.memberships.set(memberships)
    Handover.objects.bulk_create(
        Handover(departure=departure, kind=key, to=to) for key, to in successors.items()
    )
    _tell_of_end(departure, memberships, by)
    if from_day <= timezone.localdate():
        _carry_out(departure, leaving, by)
    return departure


def may_end(membership: Membership, from_day: date) -> bool:
    """Tell whether the role can end with the day before: it began by then."""
    return membership.starts_on is None or membership.starts_on < from_day


@in_thai()
def open_work(leaving: Leaving) -> dict[WorkKind, list[WorkItem]]:
    """Return what is open, by kind, in order."""
    return {kind: items for kind in work_kinds().values() if (items := kind.find(leaving))}


def carry_out_due(today: date | None = None) -> tuple[int, list[str]]:
    """Hand over the work of those whose day has come; return how many that were, and what could not be done.

    Who stays after all, as their role was prolonged meanwhile, keeps their work, and the departure is forgotten.
    """
    today, done, problems = today or timezone.localdate(), 0, []
    due = Departure.objects.filter(carried_out_at__isnull=True, from_day__lte=today)
    for departure in due.select_related("agency", "user", "decided_by").order_by("from_day", "pk"):
        try:
            done += _carry_out_alone(departure, today)
        except NotHandedOver as refused:
            _tell_of_problem(departure, str(refused))
            problems.append(f"{departure.agency.slug}, departure {departure.pk}: {refused}")
    return done, problems


@transaction.atomic
def _carry_out_alone(departure: Departure, today: date) -> bool:
    agency = departure.agency
    lock_agencies(Agency.objects.filter(pk=agency.pk))
    memberships = list(departure.memberships.select_related("user"))
    staying = [each for each in memberships if each.ends_on is None or each.ends_on >= today]
    if staying or not memberships:
        record("departure.drop", departure, by=None, agency=agency, before={"name": str(departure)})
        departure.delete()
        return False
    leaving = leaving_of(agency, memberships, departure.from_day, departure.reason)
    leaving = replace(leaving, decided_name=departure.decided_name)
    chosen = {each.kind: each.to for each in departure.handovers.select_related("to__user")}
    key, why = problem_of(leaving, chosen)
    if key:
        raise NotHandedOver(key, why)
    _carry_out(departure, leaving, departure.decided_by)
    return True


@in_thai()
def _carry_out(departure: Departure, leaving: Leaving, by: User | None) -> None:
    kinds, told = work_kinds(), []
    for handover in departure.handovers.select_related("to__user"):
        kind = kinds[handover.kind]
        items = kind.find(leaving)
        if not items:
            handover.delete()
            continue
        handover.items = [asdict(item) for item in items]
        handover.save(update_fields=["items"])
        kind.hand_over(leaving, handover.to, by or leaving.person)
        told.append(handover)
    departure.carried_out_at = timezone.now()
    departure.save(update_fields=["carried_out_at"])
    work = "\n".join(
        f"{kinds[each.kind].label} ({len(each.items)}) → {each.to.user.get_full_name()}" for each in told
    )
    after = {"name": leaving.person.get_full_name(), "reason": departure.reason, "handed": work or "–"}
    record("departure.hand_over", departure, by=by, agency=departure.agency, after=after)
    _tell_of_work(departure, told)


@in_thai()
@transaction.atomic
def _tell_of_problem(departure: Departure, why: str) -> None:
    """Tell the agency's administrators, once for each reason, that work is left lying and what to do."""
    if departure.problem == why[:500]:
        return
    departure.problem = why[:500]
    departure.save(update_fields=["problem"])
    agency = departure.agency
    managers = User.objects.filter(
        memberships__in=Membership.objects.current().filter(
            agency=agency, role__in=roles_with(Capability.MANAGE)
        )
    ).distinct()
    page = reverse(
        "accounts:leave",
        args=[agency.slug, departure.memberships.order_by("pk").values_list("pk", flat=True)[0]],
    )
    for manager in managers:
        tell(
            manager,
            marked(f"{departure.user.get_full_name()} พ้นจากหน้าที่ใน{agency.name}แล้ว แต่ยังส่งมอบงานไม่ได้: {why}"),
            marked(f"เลือกผู้รับช่วงใหม่ได้ที่ {permanent_url(page)}"),
            subject="งานของผู้ที่พ้นจากหน้าที่ยังไม่มีผู้รับช่วง",
        )


@in_thai()
def _tell_of_end(departure: Departure, memberships: Iterable[Membership], by: User) -> None:
    agency, person = departure.agency, departure.user
    roles = [role_line(each) for each in memberships]
    since = long_date(departure.from_day)
    tell(
        person,
        marked(f"หน้าที่ของท่านใน{agency.name}สิ้นสุด ท่านไม่มีสิทธิ์ในหน้าที่นี้ตั้งแต่วันที่ {since}"),
        *roles,
        reason_line(departure.reason),
        marked("บัญชีของท่านยังใช้เข้าระบบได้ หากไม่ถูกต้อง กรุณาแจ้งผู้ดูแลข้อมูลหน่วยงาน"),
        subject="หน้าที่ของท่านในหน่วยงานสิ้นสุด",
    )
    told = marked(f"{person.get_full_name()} พ้นจากหน้าที่ตั้งแต่วันที่ {since}")
    tell_auditors(person, told, *roles, by=by, agency=agency)


@in_thai()
def _tell_of_work(departure: Departure, handovers: Iterable[Handover]) -> None:
    kinds, page = work_kinds(), permanent_url(departure_address(departure))
    by_person: dict[User, list[str]] = {}
    for handover in handovers:
        label, count = kinds[handover.kind].label, len(handover.items)
        words = marked(f"{label}: {count} รายการ")
        by_person.setdefault(handover.to.user, []).append(words)
    for person, work in by_person.items():
        tell(
            person,
            marked(f"ท่านได้รับช่วงงานของ {departure.user.get_full_name()} ใน{departure.agency.name}"),
            *work,
            marked(f"รายการงานอยู่ที่ {page}"),
            subject="ท่านได้รับช่วงงาน",
        )


def departure_address(departure: Departure) -> str:
    """Return the address of the page that tells what was handed over."""
    return reverse("accounts:departure", args=[departure.agency.slug, departure.pk])
