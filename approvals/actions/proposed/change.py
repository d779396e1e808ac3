"""What every kind of proposed change tells and does."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.timezone import localdate

from accounts.models import OneTimeCode
from agencies.models import Agency, ApprovalStep, Membership, User
from approvals.queries.signers import NEVER_CAME
from itaportal.thai.dates import short_date
from itaportal.thai.keys import same_heading_key
from itaportal.thai.likeness import likeness

LIKE = "โปรดสังเกต: "  # begins what is pointed out to the signers
# Below this two names have nothing to do with one another; a slip of one letter reaches 0.85.
_ALIKE = 0.8

Row = list[str]


@dataclass
class Change:
    """A change as it is proposed, compared with what is in force; nothing is kept between two looks.

    ``about`` is the id of what is changed, ``content`` what is to be.
    """

    agency: Agency
    about: int | None
    content: Mapping[str, Any]

    def rows(self) -> list[Row]:
        """Return label, before and after as people are shown them, with all that decides whether it is still right."""
        raise NotImplementedError

    def gaining(self) -> list[Membership]:
        """Return the memberships of those who would sign by it."""
        return []

    def problem(self) -> str:
        """Return why the change cannot be made, in Thai; "" where it can."""
        return ""

    def is_still(self, rows: list[Row]) -> bool:
        """Tell whether what people were shown is true and can be made."""
        return self.rows() == rows and not self.problem()

    def not_yet(self) -> str:
        """Return why the change cannot be confirmed yet; "" where it can."""
        return ""

    def apply(self, by: User) -> None:
        """Make the change."""
        raise NotImplementedError

    def remarks(self) -> list[str]:
        """Return what the signers should look at: whose name or title is like one of theirs, how new an account is."""
        gaining = self.gaining()
        stand_in = self.agency.approval_steps.select_related("membership__user").order_by("position")
        return [*likenesses(gaining, stand_in), *(account_words(each.user) for each in gaining)]


def identity(membership: Membership) -> str:
    """Return who a member is, with the account, so that two of one name are told apart."""
    user = membership.user
    return f"{user.get_full_name()}\n{membership.position_title} ({membership.get_role_display()})\nบัญชี {user.username}"


def likenesses(people: Iterable[Membership], steps: Iterable[ApprovalStep]) -> list[str]:
    """Return a sentence for each of the people whose name or title is like that of a present signer."""
    present = [step.membership for step in steps]
    return [
        f"{LIKE}{one.user.get_full_name()} (บัญชี {one.user.username}) {words} {other.user.get_full_name()} "
        f"{other.position_title} (บัญชี {other.user.username}) ซึ่งเป็นผู้ลงนามอยู่"
        for one in people
        for other in present
        if one.user_id != other.user_id and (words := _alike(one, other))
    ]


def _alike(one: Membership, other: Membership) -> str:
    names = [f"{each.user.first_name} {each.user.last_name}" for each in (one, other)]
    same_title = same_heading_key(one.position_title) == same_heading_key(other.position_title)
    found = [("ชื่อเหมือนหรือคล้ายกับ", likeness(*names) >= _ALIKE), ("ตำแหน่งเดียวกับ", same_title)]
    return " และ".join(words for words, is_so in found if is_so)


def account_words(user: User) -> str:
    """Return what tells how new an account is and where its mail goes."""
    came = "ยังไม่เคยเข้าสู่ระบบ" if user.last_login is None else "เคยเข้าสู่ระบบแล้ว"
    if user.password.startswith(NEVER_CAME):
        came = "ยังไม่ได้ตั้งรหัสผ่าน"
    code = OneTimeCode.objects.filter(user=user, used_at__isnull=False).order_by("-used_at").first()
    if code:
        came += f" ตั้งรหัสผ่านด้วยรหัสที่ {code.made_by.get_full_name() if code.made_by else 'ผู้ดูแลระบบ'} ออกให้"
    mail = f"อีเมล {user.email}" if user.email else "ไม่มีอีเมล"
    return f"บัญชี {user.username} ของ {user.get_full_name()} สร้างเมื่อ {short_date(localdate(user.date_joined))} {came} {mail}"
