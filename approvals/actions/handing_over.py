"""What somebody leaves behind on the way of documents: places in the chain, turns of editions, editions submitted."""

from collections.abc import Iterable

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.handover import Leaving, WorkItem, WorkKind, others_in_office
from agencies.actions import save_chain
from agencies.auditlog.writing import record
from agencies.models import ApprovalStep, Membership, User
from agencies.roles import Capability, roles_with
from approvals.actions.notices import edition_name, tell_taken_over, tell_waiting
from approvals.enums import State
from approvals.models import Edition, Question, Signatory, Succession
from approvals.queries.editions import submitter_may_decide, substitutes_on
from approvals.queries.signers import one_person_twice
from itaportal.language import gettext_lazy, marked


def _places(leaving: Leaving) -> QuerySet[ApprovalStep]:
    return leaving.agency.approval_steps.filter(membership__in=leaving.memberships)


def _turns(leaving: Leaving) -> QuerySet[Signatory]:
    """Return the steps of editions under way that the person has not decided yet."""
    steps = Signatory.objects.filter(membership__in=leaving.memberships, position__gte=F("edition__current"))
    steps = steps.filter(edition__state=State.SUBMITTED, edition__document__agency=leaving.agency)
    return steps.select_related("edition__document__plan", "edition__register_entry").order_by(
        "edition_id", "position"
    )


def _submitted(leaving: Leaving) -> QuerySet[Edition]:
    """Return the editions under way that the person answers for."""
    own = Q(submitted_by=leaving.person, taken_over_by__isnull=True) | Q(taken_over_by=leaving.person)
    under_way = Edition.objects.filter(own, state=State.SUBMITTED, document__agency=leaving.agency)
    asked = Question.objects.filter(edition=OuterRef("pk"), answered_at__isnull=True)
    return under_way.annotate(is_asked=Exists(asked)).with_names().defer("snapshot").order_by("pk")


def _item(edition: Edition, title: str) -> WorkItem:
    return WorkItem(title, reverse("approvals:edition", args=[edition.document.agency.slug, edition.pk]))


def _asked_or_not(edition: Edition) -> str:
    name = edition_name(edition)
    return marked(f"{name} (มีข้อสอบถามรอตอบ)") if vars(edition)["is_asked"] else name


def _signing_work(leaving: Leaving) -> list[WorkItem]:
    chain = reverse("agencies:chain", args=[leaving.agency.slug])
    places = [
        WorkItem(marked(f"ลำดับที่ {step.position} ของลำดับผู้ลงนาม"), chain)
        for step in _places(leaving).order_by("position")
    ]
    turns = _turns(leaving).select_related("edition__document__agency")
    return places + [
        _item(step.edition, marked(f"{edition_name(step.edition)} (ลำดับที่ {step.position})")) for step in turns
    ]


def _able_to_sign(leaving: Leaving) -> QuerySet[Membership]:
    """Return who has the role of the place and may sign on the day; others act as substitutes by an order."""
    roles = {membership.role for membership in leaving.memberships}
    signing = others_in_office(leaving).filter(role__in=roles & set(roles_with(Capability.SIGN)))
    return signing.filter(user__password_is_own=True)


def _why_not_sign(leaving: Leaving, to: Membership) -> str:
    agency, name = leaving.agency, to.user.get_full_name()
    turns = list(_turns(leaving))
    if not one_person_twice(agency):
        editions = [step.edition_id for step in turns]
        elsewhere = Signatory.objects.filter(edition__in=editions, user=to.user_id).exists()
        if elsewhere or agency.approval_steps.filter(membership__user=to.user_id).exists():
            return marked(
                f"{name} เป็นผู้ลงนามลำดับอื่นอยู่แล้ว และข้อกำหนดของหน่วยงานให้แต่ละคนลงนามได้ลำดับเดียว กรุณาเลือกคนอื่น"
            )
    if not submitter_may_decide(agency) and any(step.edition.submitted_by_id == to.user_id for step in turns):
        return marked(f"{name} เป็นผู้เสนอเอกสารที่รอลงนามอยู่ จึงลงนามเอกสารนั้นไม่ได้ กรุณาเลือกคนอื่น หรือถอนคืนเอกสารก่อน")
    return ""


def _has_substitutes(leaving: Leaving) -> bool:
    """Whether somebody acts for every place that would be left, or there is none."""
    places = set(_places(leaving).values_list("membership_id", flat=True))
    places |= set(_turns(leaving).values_list("membership_id", flat=True))
    acting = (
        substitutes_on(leaving.from_day).filter(principal_id__in=places).exclude(deputy__user=leaving.person)
    )
    return places <= set(acting.values_list("principal_id", flat=True))


def _hand_over_signing(leaving: Leaving, to: Membership, by: User) -> None:
    gone = {membership.pk for membership in leaving.memberships}
    steps = list(leaving.agency.approval_steps.select_related("membership__user").order_by("position"))
    chain = [(to if step.membership_id in gone else step.membership, step.heading) for step in steps]
    leaving.agency.refresh_from_db(fields=["version"])
    save_chain(agency=leaving.agency, steps=chain, version=leaving.agency.version, by=by)
    _lock(_turns(leaving).values("edition_id"))
    for step in _turns(leaving).select_related("edition__document__agency"):
        _write(leaving, step.edition, step, (step.name, step.position_title), to, by)
        step.membership, step.user = to, to.user
        step.name, step.position_title = to.user.get_full_name(), to.position_title
        step.save(update_fields=["membership", "user", "name", "position_title"])
        if step.position == step.edition.current:
            tell_waiting(step.edition, but=by)


def _hand_over_submitted(leaving: Leaving, to: Membership, by: User) -> None:
    _lock(_submitted(leaving).values("pk"))
    for edition in _submitted(leaving):
        _write(
            leaving,
            edition,
            None,
            (leaving.person.get_full_name(), leaving.memberships[0].position_title),
            to,
            by,
        )
        edition.taken_over_by = to.user
        edition.save(update_fields=["taken_over_by"])
        tell_taken_over(edition, leaving.person.get_full_name(), but=by)


def _lock(editions: Iterable) -> None:
    """Have decisions wait until the transaction ends; see ``decisions._advance``."""
    list(Edition.objects.select_for_update().filter(pk__in=editions).order_by("pk").values_list("pk"))


def _write(
    leaving: Leaving,
    edition: Edition,
    step: Signatory | None,
    former: tuple[str, str],
    to: Membership,
    by: User,
) -> None:
    succession = Succession.objects.create(
        edition=edition,
        signatory=step,
        former=leaving.person,
        former_name=former[0],
        former_title=former[1],
        name=to.user.get_full_name(),
        position_title=to.position_title,
        from_day=leaving.from_day,
        reason=leaving.reason,
        by=by,
        by_name=leaving.decided_name or by.get_full_name(),
        at=timezone.now(),
    )
    told = {"step": step.position if step else "", "name": succession.name, "reason": leaving.reason}
    before = {"name": succession.former_name}
    record("edition.take_over", edition, by=by, agency=leaving.agency, before=before, after=told)


SIGNING = WorkKind(
    key="signing",
    label=gettext_lazy("ลงนามตามลำดับ"),
    explained=gettext_lazy(
        "ผู้รับช่วงต้องมีบทบาทเดียวกัน หากยังไม่มีผู้ดำรงตำแหน่ง ให้กำหนดผู้ปฏิบัติหน้าที่แทนก่อน แล้วไม่ต้องเลือกผู้รับช่วง "
        "ลายมือชื่อที่ลงนามแล้วคงชื่อเดิม"
    ),
    order=10,
    find=_signing_work,
    candidates=_able_to_sign,
    hand_over=_hand_over_signing,
    problem=_why_not_sign,
    may_stay=_has_substitutes,
)
SUBMITTED = WorkKind(
    key="submitted",
    label=gettext_lazy("เอกสารที่เสนอและยังพิจารณาไม่เสร็จ"),
    explained=gettext_lazy("ผู้รับช่วงตอบข้อสอบถาม ถอนคืนได้ และได้รับแจ้งผลแทนผู้เสนอ ชื่อผู้เสนอในเอกสารไม่เปลี่ยน"),
    order=20,
    find=lambda leaving: [_item(edition, _asked_or_not(edition)) for edition in _submitted(leaving)],
    candidates=lambda leaving: others_in_office(leaving).filter(role__in=roles_with(Capability.ENTER)),
    hand_over=_hand_over_submitted,
)
