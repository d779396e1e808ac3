"""A signer leaves the agency: their roles end, and others take over their places and their work."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from accounts import actions as accounts
from accounts.handover import Leaving, NotHandedOver, work_kinds
from agencies.actions import LastAdministrator, OwnAccess, require_may_end
from agencies.models import Membership, User
from approvals.actions.proposed.change import Change, Row, identity
from approvals.rules.moves import NotAllowed
from itaportal.language import marked
from itaportal.thai.dates import short_date

_GONE = marked("ข้อมูลของบุคคลนี้เปลี่ยนไปแล้ว กรุณาเสนอใหม่")
_CANNOT = marked("ทำไม่ได้ในขณะนี้ กรุณาให้ผู้ดูแลข้อมูลหน่วยงานเสนอใหม่")


class LeaveChange(Change):
    """``content``: "memberships" that end, "from_day", "reason", "successors" (ids by kind of work) and "by", a name."""

    @cached_property
    def _from_day(self) -> date:
        return date.fromisoformat(str(self.content["from_day"]))

    @cached_property
    def _people(self) -> Mapping[int, Membership]:
        ids = {*self.content["memberships"], *self.content["successors"].values()}
        return self.agency.memberships.select_related("user").in_bulk(ids)

    @cached_property
    def _ending(self) -> list[Membership]:
        return [self._people[pk] for pk in self.content["memberships"] if pk in self._people]

    @cached_property
    def _successors(self) -> dict[str, Membership]:
        chosen = self.content["successors"]
        return {key: self._people[chosen[key]] for key in work_kinds() if chosen.get(key) in self._people}

    @cached_property
    def _leaving(self) -> Leaving:
        return accounts.leaving_of(self.agency, self._ending, self._from_day, self.content["reason"])

    def rows(self) -> list[Row]:
        """Return who leaves and who takes over what, but no single document: those go on meanwhile."""
        kinds = work_kinds()
        return [
            *([marked("บุคคล"), who, who] for who in map(identity, self._ending)),
            [marked("พ้นจากหน้าที่ตั้งแต่วันที่"), "", short_date(self._from_day)],
            [marked("เหตุผล"), "", self.content["reason"]],
            *(
                [marked(f"ผู้รับช่วง: {kinds[key].label}"), "", identity(to)]
                for key, to in self._successors.items()
            ),
        ]

    def gaining(self) -> list[Membership]:
        """Return who takes over, and who leaves: their own word gives nobody their place."""
        return list(dict.fromkeys([*self._ending, *self._successors.values()]))

    def problem(self) -> str:
        if len(self._people) < len({*self.content["memberships"], *self.content["successors"].values()}):
            return _GONE
        if any(not accounts.may_end(membership, self._from_day) for membership in self._ending):
            return _GONE
        try:
            require_may_end(self.agency, self._ending, self._from_day, None)
        except LastAdministrator:
            return marked("บุคคลนี้เป็นผู้ดูแลข้อมูลหน่วยงานคนสุดท้าย กรุณาเพิ่มผู้ดูแลข้อมูลหน่วยงานคนใหม่ก่อน")
        return accounts.problem_of(self._leaving, self._successors)[1]

    def apply(self, by: User) -> None:
        proposer = self.content["by"]
        try:
            accounts.leave(
                agency=self.agency,
                memberships=self._ending,
                from_day=self._from_day,
                reason=self.content["reason"],
                successors=self._successors,
                by=by,
                is_confirmed=True,
                decided_name=marked(f"{proposer} ยืนยันโดย {by.get_full_name()}"),
            )
        except (accounts.AlreadyLeft, LastAdministrator, NotHandedOver, OwnAccess):
            raise NotAllowed(_CANNOT) from None
