"""The agency whose people sign in first, from the year after its seed document up to today."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from agencies.enums import Role
from agencies.models import Agency
from approvals import actions
from approvals.enums import Move
from approvals.models import Edition
from assessments.actions import FINDING_FIELDS, draft_findings, save_finding, save_scores
from assessments.enums import WeaknessClass
from assessments.models import Assessment
from itaportal.thai.dates import fiscal_year_end, fiscal_year_start
from measures.actions import (
    add_evidence,
    add_link,
    carry_over,
    entry_of,
    keep_measure,
    offer_entry,
    save_measure,
    save_plan,
    save_progress,
    start_plan,
    start_round,
)
from measures.enums import Status
from measures.models import Plan, Progress, ProgressRound
from measures.queries.plans import latest_lines, measures_of
from overview.demo import disclosed, parts, way
from overview.demo.past import Past
from overview.demo.seeds import checked
from reports.actions import start_document
from reports.enums import Kind
from reports.models import Document

SLUG = "sai-thong"
# Days ago: when the rounds of the plan under way are as at, and how much later each was entered.
_ROUNDS, _ENTERED_AFTER = (40, 12), 2
_A_YEAR = 5  # measures of a plan between the seed's and last year's
_TEXTS = {
    "action": "action_taken",
    "result": "result",
    "outcome": "outcome",
    "suggestion": "suggestion",
    "note": "note",
}


class Flagship:
    """Enters what fixtures/demo/around/flagship.yaml tells, in the order of its days."""

    def __init__(self, past: Past) -> None:
        self.past, self.data = past, parts.read("flagship.yaml")
        self.agency = Agency.objects.get(slug=SLUG)
        self.clerk = self.agency.memberships.get(role=Role.STAFF).user
        self.year = parts.latest_year(past.today)

    def enter(self) -> None:
        """Do everything on its day, the longest ago first."""
        for ago, do in sorted(self._steps(), key=lambda step: -step[0]):
            with self.past.days_ago(ago):
                do()

    def _steps(self) -> Iterator[tuple[int, Callable[[], Any]]]:
        whole = fiscal_year_end(self.year)
        half = whole.replace(month=3, day=31)
        yield 79, self._results
        yield 78, self._earlier_plans
        yield 77, self._last_plan
        yield 76, partial(self._round_of, 1, half, "last_year", 0, "begun")
        yield 45, partial(self._round_of, 1, whole, "last_year", 1, "photo")
        yield 43, self._plan_under_way
        days = [max(fiscal_year_start(self.year + 1), self.past.day(ago)) for ago in _ROUNDS]
        for number, (ago, day) in enumerate(zip(_ROUNDS, days, strict=True)):
            # In the first days of a fiscal year both are one.
            if day not in days[number + 1 :]:
                do = partial(self._round_of, 0, day, "this_year", number, "photo" if number else "")
                yield ago - _ENTERED_AFTER, do
        yield 12, self._read_notices
        yield 5, partial(disclosed.enter, self.agency, self.clerk)
        for entry in self.data["documents"]:
            yield from self._way_of(entry)

    def _results(self) -> None:
        """Enter the years since the seed's, analysed: of the latest two also with what is answered."""
        first = self.agency.assessments.order_by("-fiscal_year").values_list("fiscal_year", flat=True)[0] + 1
        for year in range(first, self.year + 1):
            ago = self.year - year
            told = self.data["scores"][min(ago, len(self.data["scores"]) - 1)]
            scores = {code: Decimal(points) for code, points in told.items()}
            assessment = save_scores(
                agency=self.agency,
                fiscal_year=year,
                sheet=parts.sheet(year, scores),
                version=None,
                by=self.clerk,
            )
            draft_findings(assessment=assessment, by=self.clerk)
            if ago < 2:
                self._respond(assessment)

    def _respond(self, assessment: Assessment) -> None:
        for finding in assessment.findings.filter(weakness_class=WeaknessClass.URGENT):
            values = {name: getattr(finding, name) for name in FINDING_FIELDS}
            values["response"] = self.data["responses"].get(finding.code, "")
            save_finding(
                assessment=assessment, code=finding.code, version=finding.version, by=self.clerk, **values
            )

    def _start(self, year: int) -> Plan:
        plan = start_plan(assessment=self.agency.assessments.get(fiscal_year=year - 1), by=self.clerk)
        decided = fiscal_year_start(year) + timedelta(days=14)
        return save_plan(
            plan=plan, decided_on=decided, decided_in="ข้อ 5", version=plan.version, by=self.clerk
        )

    def _plan(self, before: int) -> Plan:
        """Return the plan so many years before the one under way."""
        return Plan.objects.select_related("agency", "assessment__criteria_pack").get(
            agency=self.agency, fiscal_year=self.year + 1 - before
        )

    def _earlier_plans(self) -> None:
        keys = self.data["earlier"]
        first = self.agency.plans.get().fiscal_year + 2
        for number, year in enumerate(range(first, self.year)):
            plan = self._start(year)
            chosen = [keys[(number * 3 + each) % len(keys)] for each in range(_A_YEAR)]
            measures = parts.take(plan, dict.fromkeys(chosen, parts.Given()), self.clerk)
            statuses = dict.fromkeys(measures, Status.DONE)
            parts.report(plan, fiscal_year_end(year), statuses, "ดำเนินการครบตามแผน", self.clerk)

    def _last_plan(self) -> None:
        given = {entry["key"]: parts.Given(entry["departments"]) for entry in self.data["last_year"]}
        parts.take(self._start(self.year), given, self.clerk)

    def _plan_under_way(self) -> None:
        last, entries = self._plan(1), self.data["this_year"]
        going_on = [entry for entry in entries if "departments" not in entry]
        unfinished = [line.measure for line in latest_lines(measures_of(last)) if line.is_unfinished]
        carried = carry_over(plan=last, measures=unfinished, by=self.clerk)
        plan = self._start(self.year + 1)
        for measure, entry in zip(carried, going_on, strict=True):
            before = entry_of(measure)
            departments = [part.name for part in before.departments]
            again = parts.Given(departments, self._last_day(entry)).added_to(before, plan)
            save_measure(measure=measure, entry=again, version=measure.version, by=self.clerk)
        new = [entry for entry in entries if "departments" in entry]
        given = {entry["key"]: parts.Given(entry["departments"], self._last_day(entry)) for entry in new}
        parts.take(plan, given, self.clerk)
        self._offer(last)

    def _last_day(self, entry: dict[str, Any]) -> date | None:
        return self.past.day(-entry["ends"]) if "ends" in entry else None

    def _offer(self, plan: Plan) -> None:
        """Offer a measure that worked to all agencies: the site's administrator decides."""
        kept = keep_measure(measure=plan.measures.order_by("position")[5], by=self.clerk)
        offer_entry(entry=kept, by=self.clerk)

    def _round_of(self, before: int, as_at: date, entries: str, number: int, picture: str) -> None:
        plan = self._plan(before)
        opened = start_round(plan=plan, as_at=as_at, by=self.clerk)
        for measure, entry in zip(plan.measures.order_by("position"), self.data[entries], strict=True):
            status = Status(entry["status"][number])
            texts = {name: entry.get(short) or "" for short, name in _TEXTS.items()}
            if number == 0:
                texts = {name: texts[name] if name == "action_taken" else "" for name in texts}
            saved = save_progress(
                progress_round=opened, measure=measure, status=status, version=None, by=self.clerk, **texts
            )
            self._show(saved, entry, opened, picture)

    def _show(self, saved: Progress, entry: dict[str, Any], opened: ProgressRound, picture: str) -> None:
        told: dict[str, Any] = {"event_date": opened.as_at - timedelta(days=9), "by": self.clerk}
        if picture in entry:
            file, caption = entry[picture]
            add_evidence(entry=saved, pieces=[checked(file)], caption=caption, **told)
        if picture == "photo" and "link" in entry:
            url, caption = entry["link"]
            add_link(entry=saved, url=url, caption=caption, **told)

    def _read_notices(self) -> None:
        for membership in self.agency.memberships.select_related("user"):
            actions.mark_read(user=membership.user)

    def _document(self, entry: dict[str, Any]) -> Document:
        """Return the entry's document, begun if it is not there yet."""
        plan, rounds = self._plan(entry["plan"]), {"first": "as_at", "last": "-as_at"}
        found = plan.rounds.order_by(rounds[entry["round"]]).first() if entry["round"] else None
        dated = max(found.as_at, self.past.day(entry["days"][0])) if found else None
        return start_document(
            kind=Kind(entry["kind"]), plan=plan, progress_round=found, dated=dated, by=self.clerk
        )

    def _way_of(self, entry: dict[str, Any]) -> Iterator[tuple[int, Callable[[], Any]]]:
        begun, *decided = entry["days"]
        ends = entry.get("ends", "")
        yield begun, lambda: self._begin(entry)
        for place, ago in enumerate(decided, start=1):
            returns = ends == "return" and place == len(decided)
            yield ago, partial(self._decide, entry, entry["reason"] if returns else "")
        if ends == "publish":
            yield decided[-1], lambda: actions.publish(edition=self._edition(entry), by=self.clerk)
        if "asks" in entry:
            ago, text = entry["asks"]
            yield ago, lambda: self._ask(entry, text)

    def _begin(self, entry: dict[str, Any]) -> None:
        document = self._document(entry)
        if entry.get("ends") != "draft":
            way.submit(document)

    def _decide(self, entry: dict[str, Any], returned_for: str) -> None:
        way.decide(self._edition(entry), Move.RETURN if returned_for else Move.APPROVE, returned_for)

    def _edition(self, entry: dict[str, Any]) -> Edition:
        return self._document(entry).editions.get()

    def _ask(self, entry: dict[str, Any], text: str) -> None:
        edition = self._edition(entry)
        person = edition.signatories.get(position=edition.current).user
        actions.ask(edition=edition, text=text, by=person)
