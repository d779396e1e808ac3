"""What the flagship discloses for the O-items of the newest known year, with links that were checked."""

from agencies.models import Agency, User
from disclosure.actions import keep_check, save_disclosure
from disclosure.enums import Outcome, State
from disclosure.links import Answer
from disclosure.queries.items import criteria_of, lines_of, years
from overview.demo import contests, parts
from overview.demo.seeds import checked

_STATUS = {Outcome.OK: 200, Outcome.GONE: 404, Outcome.SIGN_IN: 200}


def enter(agency: Agency, by: User) -> None:
    """Enter fixtures/demo/around/disclosed.yaml; the answers of links are told there, nobody is asked."""
    told = parts.read("disclosed.yaml")
    criteria = criteria_of(years()[0])
    assert criteria is not None
    departments = list(agency.departments.all())
    for line, item in zip(lines_of(agency, criteria), told["items"], strict=False):
        address = told["site"] + item["page"] if "page" in item else ""
        row = save_disclosure(
            agency=agency,
            fiscal_year=criteria.fiscal_year,
            code=line.code,
            version=0,
            by=by,
            department=departments[item["department"] % len(departments)],
            state=State(item["state"]),
            addresses=address,
            explanation=item.get("path", ""),
            note=item.get("note", ""),
        )
        if address:
            outcome = Outcome(item.get("answer", "ok"))
            answer = Answer(outcome, _STATUS[outcome], address, milliseconds=240)
            keep_check(disclosure=row, address=address, answer=answer)
    contest = {"fiscal_year": criteria.fiscal_year, "items": told["scores"]}
    contests.enter(agency, contest, by, checked=checked)
