"""Who acts for a signer, and the agency's rules of approval."""

from datetime import date
from functools import cached_property
from typing import Any

from django.utils import timezone

from agencies.models import Membership, User
from approvals.actions.proposed.change import Change, Row, identity
from approvals.actions.rules import remove_substitute, save_rules, save_substitute
from approvals.models import ApprovalRules, Substitute
from approvals.queries.signers import one_person_twice
from itaportal.editing.modelfields import label_of
from itaportal.language import marked
from itaportal.thai.dates import short_date


class SubstituteChange(Change):
    """``about``: a substitute, None for a new one; ``content``: the fields, empty where the appointment ends."""

    @cached_property
    def _stored(self) -> Substitute | None:
        everyone = self.agency.substitutes.select_related("principal__user", "deputy__user")
        return everyone.filter(pk=self.about or 0).first()

    @cached_property
    def _wanted(self) -> dict[str, Any]:
        if not self.content:
            return {}
        people = self.agency.memberships.select_related("user")
        found = people.in_bulk([self.content["principal"], self.content["deputy"]])
        return {
            "principal": found.get(self.content["principal"]),
            "deputy": found.get(self.content["deputy"]),
            "authority": self.content["authority"],
            "starts_on": _day(self.content["starts_on"]),
            "ends_on": _day(self.content["ends_on"]),
        }

    def rows(self) -> list[Row]:
        return [
            [
                label_of(Substitute, name),
                _words(getattr(self._stored, name, None)),
                _words(self._wanted.get(name)),
            ]
            for name in ("principal", "deputy", "authority", "starts_on", "ends_on")
        ]

    def remarks(self) -> list[str]:
        late = marked("หากยืนยันหลังวันเริ่มที่เสนอ การปฏิบัติหน้าที่แทนเริ่มในวันที่ยืนยัน ไม่มีผลย้อนหลัง")
        return [*super().remarks(), *([late] if self._wanted else [])]

    def gaining(self) -> list[Membership]:
        return [self._wanted["deputy"]] if self._wanted.get("deputy") else []

    def problem(self) -> str:
        if self.about is not None and self._stored is None:
            return marked("ไม่มีการปฏิบัติหน้าที่แทนรายการนี้แล้ว")
        if not self._wanted:
            return ""
        principal, deputy = self._wanted["principal"], self._wanted["deputy"]
        able = Membership.objects.able_to_sign().filter(agency=self.agency)
        if not principal or not deputy or not able.filter(pk=deputy.pk).exists():
            return marked("ผู้ปฏิบัติหน้าที่แทนไม่อยู่ในหน้าที่ หรือมีบทบาทที่ลงนามไม่ได้ เช่น ผู้ตรวจสอบ กรุณาเลือกคนอื่น")
        if principal.user_id == deputy.user_id:
            return marked("เลือกคนเดียวกันทั้งสองช่อง กรุณาเลือกผู้ปฏิบัติหน้าที่แทนเป็นบุคคลอื่น")
        if self._stands_elsewhere(deputy, principal) and not one_person_twice(self.agency):
            return marked(
                f"{deputy.user.get_full_name()} อยู่ในลำดับผู้ลงนามอยู่แล้ว จะลงนามแทนอีกลำดับได้เมื่อหน่วยงานกำหนดให้คนเดียว"
                "ลงนามได้มากกว่าหนึ่งลำดับ กรุณาเลือกคนอื่น หรือเสนอแก้ข้อกำหนดนั้นก่อน"
            )
        return self._problem_of_days()

    def _stands_elsewhere(self, deputy: Membership, principal: Membership) -> bool:
        steps = self.agency.approval_steps.filter(membership__user_id=deputy.user_id)
        return steps.exclude(membership=principal).exists()

    def _problem_of_days(self) -> str:
        wanted = self._wanted
        if wanted["ends_on"] < timezone.localdate():
            return marked("วันสิ้นสุดผ่านไปแล้ว")
        others = self.agency.substitutes.filter(
            principal=wanted["principal"], starts_on__lte=wanted["ends_on"], ends_on__gte=self._start()
        )
        if others.exclude(pk=self.about or 0).exists():
            return marked("ช่วงวันซ้อนกับผู้ปฏิบัติหน้าที่แทนคนอื่นของบุคคลเดียวกัน")
        return ""

    def _start(self) -> date:
        """Return the first day: never before today, unless the same person acts since then already."""
        wanted, stored = self._wanted, self._stored
        if stored and all(
            getattr(stored, name) == wanted[name] for name in ("principal", "deputy", "starts_on")
        ):
            return stored.starts_on
        return max(wanted["starts_on"], timezone.localdate())

    def apply(self, by: User) -> None:
        if self._wanted:
            values = {**self._wanted, "starts_on": self._start()}
            save_substitute(agency=self.agency, substitute=self._stored, **values, by=by)
        elif self._stored:
            remove_substitute(substitute=self._stored, by=by)


class RulesChange(Change):
    """``content``: the rules by the names of their fields."""

    def rows(self) -> list[Row]:
        stored = ApprovalRules.objects.filter(agency=self.agency).first() or ApprovalRules(agency=self.agency)
        # In the order of the model: a database may keep that of the content or not.
        names = [field.name for field in ApprovalRules._meta.fields if field.name in self.content]
        return [
            [
                label_of(ApprovalRules, name),
                _rule(name, getattr(stored, name)),
                _rule(name, self.content[name]),
            ]
            for name in names
        ]

    def apply(self, by: User) -> None:
        save_rules(agency=self.agency, by=by, **self.content)


def _rule(name: str, value: object) -> str:
    """Return a rule's value in words: that of a choice, or yes and no."""
    field: Any = ApprovalRules._meta.get_field(name)
    return _words(dict(field.flatchoices).get(value, value))


def _day(value: str | date) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _words(value: object) -> str:
    if isinstance(value, Membership):
        return identity(value)
    if isinstance(value, bool):
        return marked("ได้") if value else marked("ไม่ได้")
    if isinstance(value, date):
        return short_date(value)
    return "" if value is None else str(value)
