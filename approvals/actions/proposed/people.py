"""What a signer is called and does, and whether it is still they who come to their account."""

from functools import cached_property
from typing import Any

from django.db import models
from django.utils import timezone

from agencies.actions import MEMBERSHIP_FIELDS, PERSON_FIELDS, save_member
from agencies.models import Membership, User
from agencies.roles import Capability, roles_with
from approvals.actions.proposed.change import Change, Row, identity
from itaportal.editing.modelfields import label_of
from itaportal.language import marked
from itaportal.thai.dates import short_date


class MemberChange(Change):
    """``about``: a membership; ``content``: the fields of person and membership that are to be others."""

    @cached_property
    def _stored(self) -> Membership | None:
        return self.agency.memberships.select_related("user").filter(pk=self.about or 0).first()

    @cached_property
    def _wanted(self) -> dict[str, Any]:
        # In one order: a database may keep that of the content or not.
        names = [name for name in (*PERSON_FIELDS, *MEMBERSHIP_FIELDS) if name in self.content]
        return {name: _field(name).to_python(self.content[name]) for name in names}

    def rows(self) -> list[Row]:
        if self._stored is None:
            return []
        who = identity(self._stored)
        changes = [
            [label_of(_model(name), name), _words(name, _value(self._stored, name)), _words(name, value)]
            for name, value in self._wanted.items()
        ]
        return [[marked("บุคคล"), who, who], *(row for row in changes if row[1] != row[2])]

    def gaining(self) -> list[Membership]:
        return [self._stored] if self._stored else []

    def remarks(self) -> list[str]:
        return self.alike()

    def alike(self) -> list[str]:
        """Return whose name or title would be like another signer's."""
        if self._stored is None:
            return []
        user = User(pk=self._stored.user_id, username=self._stored.user.username)
        to_be = Membership(user=user, agency=self.agency)
        for name in (*PERSON_FIELDS, *MEMBERSHIP_FIELDS):
            value = self._wanted.get(name, _value(self._stored, name))
            setattr(user if name in PERSON_FIELDS else to_be, name, value)
        return self._likenesses([to_be])

    def problem(self) -> str:
        if self._stored is None:
            return marked("บุคคลนี้ไม่อยู่ในหน่วยงานแล้ว")
        wanted, stored = self._wanted, self._stored
        role = wanted.get("role", stored.role)
        if role not in roles_with(Capability.SIGN) and stored.approval_steps.exists():
            return marked("บทบาทนี้ลงนามไม่ได้ กรุณาเสนอเอาบุคคลนี้ออกจากลำดับผู้ลงนามก่อน")
        others = self.agency.memberships.filter(user=stored.user, role=role).exclude(pk=stored.pk)
        if others.exists():
            return marked("บุคคลนี้มีบทบาทนี้ในหน่วยงานอยู่แล้ว")
        starts_on = wanted.get("starts_on", stored.starts_on)
        if starts_on != stored.starts_on and (starts_on is None or starts_on < timezone.localdate()):
            return marked("วันเริ่มหน้าที่ของผู้ลงนามกำหนดย้อนหลังไม่ได้ กรุณาใช้วันนี้หรือวันหลังจากนี้")
        return ""

    def apply(self, by: User) -> None:
        assert self._stored is not None
        names = (*PERSON_FIELDS, *MEMBERSHIP_FIELDS)
        values = {name: self._wanted.get(name, _value(self._stored, name)) for name in names}
        save_member(
            membership=self._stored, values=values, version=self._stored.version, is_confirmed=True, by=by
        )


class AccountChange(Change):
    """``about``: a person who came to their account by what another gave them; ``content``: "by", the other's name."""

    @cached_property
    def _memberships(self) -> list[Membership]:
        return list(self.agency.memberships.select_related("user").filter(user=self.about).order_by("pk"))

    def rows(self) -> list[Row]:
        giver = self.content["by"]
        after = marked(f"{giver} ตั้งรหัสผ่านหรือออกรหัสครั้งเดียวให้ และมีผู้ใช้แล้ว")
        people = [[marked("บุคคล"), who, who] for who in map(identity, self._memberships)]
        return [*people, [marked("รหัสผ่าน"), "", after]]

    def gaining(self) -> list[Membership]:
        return self._memberships[:1]

    def not_yet(self) -> str:
        return "" if self._memberships and self._memberships[0].user.password_is_own else _NOT_OWN

    def is_still(self, rows: list[Row]) -> bool:
        """Say yes: nothing but a signer's word, or another code, ends the doubt."""
        return True

    def remarks(self) -> list[str]:
        return [
            marked(
                "ยืนยันเมื่อได้สอบถามเจ้าตัวด้วยตนเองแล้วว่าเป็นผู้ใช้รหัสนั้น ระหว่างนี้บัญชีนี้เข้าระบบได้ แต่ลงนามและยืนยันข้อเสนอไม่ได้"
            )
        ]

    def alike(self) -> list[str]:
        """Return nothing: nobody is to sign who did not before."""
        return []

    def apply(self, by: User) -> None:
        """Nothing more is to be done: an account with a confirmed proposal signs again."""


_NOT_OWN = marked("เจ้าตัวยังไม่ได้ตั้งรหัสผ่านของตนเอง กรุณายืนยันหลังจากเจ้าตัวตั้งแล้ว")


def _model(name: str) -> type[models.Model]:
    return User if name in PERSON_FIELDS else Membership


def _field(name: str) -> Any:
    return _model(name)._meta.get_field(name)


def _value(membership: Membership, name: str) -> Any:
    return getattr(membership.user if name in PERSON_FIELDS else membership, name)


def _words(name: str, value: Any) -> str:
    if value is None:
        return marked("ไม่กำหนด")
    if name == "role":
        return str(dict(_field(name).flatchoices).get(value, value))
    return short_date(value) if hasattr(value, "isoformat") else str(value)
