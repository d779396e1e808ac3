"""What every kind of proposed change tells and does."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.timezone import localdate

from accounts.actions.recording import name_of
from accounts.models import OneTimeCode
from agencies.models import Agency, ApprovalStep, Membership, User
from approvals.queries.signers import NEVER_CAME
from itaportal.language import marked
from itaportal.thai.dates import short_date
from itaportal.thai.keys import same_heading_key
from itaportal.thai.likeness import likeness

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

    def alike(self) -> list[str]:
        """Return whose name or title is like that of one who signs, which everybody is told at once."""
        return self._likenesses(self.gaining())

    def _likenesses(self, people: Iterable[Membership]) -> list[str]:
        steps = self.agency.approval_steps.select_related("membership__user").order_by("position")
        return likenesses(people, steps)

    def remarks(self) -> list[str]:
        """Return what the signers should look at: whose name or title is like one of theirs, how new an account is."""
        return [*self.alike(), *(account_words(each.user) for each in self.gaining())]


def identity(membership: Membership) -> str:
    """Return who a member is, with the account, so that two of one name are told apart."""
    user = membership.user
    account = marked(f"บัญชี {user.username}")
    return f"{user.get_full_name()}\n{membership.position_title} ({membership.get_role_display()})\n{account}"


def likenesses(people: Iterable[Membership], steps: Iterable[ApprovalStep]) -> list[str]:
    """Return a sentence for each name or title of the people that is like that of a present signer."""
    present = [step.membership for step in steps]
    return [
        said
        for one in people
        for other in present
        if one.user_id != other.user_id
        for said in _alike(one, other)
    ]


def _alike(one: Membership, other: Membership) -> Iterator[str]:
    who, title = name_of(one.user), other.position_title
    signer = f"{title} {name_of(other.user)}"
    names = [f"{each.user.first_name} {each.user.last_name}" for each in (one, other)]
    if likeness(*names) >= _ALIKE:
        yield marked(f"โปรดสังเกต: {who} มีชื่อเหมือนหรือคล้ายกับ {signer} ซึ่งเป็นผู้ลงนามอยู่")
    if same_heading_key(one.position_title) == same_heading_key(title):
        yield marked(f"โปรดสังเกต: {who} มีตำแหน่งเดียวกับ {signer} ซึ่งเป็นผู้ลงนามอยู่")


def account_words(user: User) -> str:
    """Return in lines what tells how new an account is and where its mail goes."""
    made = short_date(localdate(user.date_joined))
    lines = [marked(f"บัญชี {user.username} ของ {user.get_full_name()} สร้างเมื่อ {made}")]
    if user.password.startswith(NEVER_CAME):
        lines.append(marked("ยังไม่ได้ตั้งรหัสผ่าน"))
    else:
        lines.append(marked("เคยเข้าสู่ระบบแล้ว") if user.last_login else marked("ยังไม่เคยเข้าสู่ระบบ"))
    code = OneTimeCode.objects.filter(user=user, used_at__isnull=False).order_by("-used_at").first()
    if code:
        giver = code.made_by.get_full_name() if code.made_by else marked("ผู้ดูแลระบบ")
        lines.append(marked(f"ตั้งรหัสผ่านด้วยรหัสที่ {giver} ออกให้"))
    lines.append(marked(f"อีเมล {user.email}") if user.email else marked("ไม่มีอีเมล"))
    return "\n".join(lines)
