"""Another approval chain."""

from collections import Counter
from functools import cached_property
from itertools import zip_longest

from agencies.actions import save_chain
from agencies.models import Membership, User
from approvals.actions.proposed.change import Change, Row, identity
from approvals.queries.signers import one_person_twice
from itaportal.language import marked


class ChainChange(Change):
    """``content``: "steps", each the id of a membership and the heading of its opinion."""

    @cached_property
    def _stored(self) -> list[tuple[Membership, str]]:
        steps = self.agency.approval_steps.select_related("membership__user").order_by("position")
        return [(step.membership, step.heading) for step in steps]

    @cached_property
    def _wanted(self) -> list[tuple[Membership | None, str]]:
        people = self.agency.memberships.select_related("user").in_bulk(
            [pk for pk, _ in self.content["steps"]]
        )
        return [(people.get(pk), heading) for pk, heading in self.content["steps"]]

    def rows(self) -> list[Row]:
        pairs = zip_longest(self._stored, self._wanted, fillvalue=(None, ""))
        return [
            [marked(f"ลำดับที่ {place}"), _words(*before), _words(*after)]
            for place, (before, after) in enumerate(pairs, start=1)
        ]

    def gaining(self) -> list[Membership]:
        """Return who gets a step, or one more."""
        wanted = [membership for membership, _ in self._wanted if membership]
        more = Counter(wanted) - Counter(membership for membership, _ in self._stored)
        return sorted(more, key=wanted.index)

    def problem(self) -> str:
        people = [membership for membership, _ in self._wanted]
        if not people:
            return marked("ต้องมีผู้ลงนามอย่างน้อยหนึ่งลำดับ")
        able = set(Membership.objects.able_to_sign().filter(agency=self.agency).values_list("pk", flat=True))
        # Who stands in the chain and is not in office stays until the agency decides.
        known = able | {membership.pk for membership, _ in self._stored}
        if any(person is None or person.pk not in known for person in people):
            return marked("บางคนในลำดับที่เสนอไม่อยู่ในหน้าที่ หรือมีบทบาทที่ลงนามไม่ได้ เช่น ผู้ตรวจสอบ กรุณาเลือกคนอื่น")
        users = [person.user_id for person in people if person]
        if len(set(users)) < len(users) and not one_person_twice(self.agency):
            return marked("มีคนเดียวกันอยู่หลายลำดับ ซึ่งข้อกำหนดของหน่วยงานไม่ให้ทำ")
        return ""

    def apply(self, by: User) -> None:
        steps = [(membership, heading) for membership, heading in self._wanted if membership]
        self.agency.refresh_from_db(fields=["version"])
        save_chain(agency=self.agency, steps=steps, version=self.agency.version, by=by)


def _words(membership: Membership | None, heading: str) -> str:
    if membership is None:
        return ""
    return identity(membership) + ("\n" + marked(f"หัวข้อ “{heading}”") if heading else "")
