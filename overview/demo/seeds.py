"""The sample agencies of fixtures/demo/, entered through the same actions that people use."""

from decimal import Decimal
from functools import cache, partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from agencies.actions import save_emblem
from agencies.enums import OversightLevel
from agencies.models import Agency, ApprovalStep, Department, Membership, Oversight, User
from agencies.naming import opinion_heading
from assessments.actions import ScoreSheet, save_finding, save_scores
from assessments.models import Assessment
from measures.actions import (
    MeasureEntry,
    StepEntry,
    add_evidence,
    add_link,
    add_measure,
    save_plan,
    save_progress,
    start_plan,
    start_round,
)
from measures.enums import EvidenceKind
from measures.evidence import Piece, check
from measures.models import Measure, Plan, Progress
from overview.demo import contests
from reports.actions import start_document
from reports.enums import Kind

_MEASURE_TEXTS = (
    "title", "activities", "weak_point", "responsible_text", "period_text", "follow_up", "limitation",
)  # fmt: skip
FOLDER = settings.BASE_DIR / "fixtures" / "demo"
_PROGRESS_TEXTS = ("note", "action_taken", "result", "outcome", "suggestion")


def load(folder: Path) -> list[Agency]:
    """Enter every agency of the folder that is not there yet, each in a file named by its slug; return the new ones."""
    import yaml

    _site_accounts()
    there = set(Agency.objects.values_list("slug", flat=True))
    new = [file for file in sorted(folder.glob("*.yaml")) if file.stem not in there]
    return [_enter(yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)) for file in new]


# Made when the first account is: that takes a second.
_password = cache(partial(make_password, settings.DEMO_PASSWORD))


def _site_accounts() -> None:
    _account("admin", first_name="ผู้ดูแลระบบ", is_staff=True, is_superuser=True)
    overseer = _account("overseer", title="นาย", first_name="กำกับ", last_name="ตัวอย่าง")
    if overseer:
        Oversight.objects.create(user=overseer, level=OversightLevel.COUNTRY)


def _account(username: str, **values: Any) -> User | None:
    """Return a new account, None where it is there already."""
    if User.objects.filter(username=username).exists():
        return None
    return User.objects.create(username=username, password=_password(), **values)


@transaction.atomic
def _enter(data: dict[str, Any]) -> Agency:
    agency = Agency.objects.create(**data["agency"])
    departments = {
        name: Department.objects.create(agency=agency, name=name, position=position)
        for position, name in enumerate(data["departments"], start=1)
    }
    clerk = add_people(agency, data["people"])
    assessments = {entry["fiscal_year"]: _assessment(agency, entry, clerk) for entry in data["assessments"]}
    for plan in data["plans"]:
        _plan(assessments[plan["assessment_year"]], plan, departments, clerk)
    for contest in data.get("contests", []):
        contests.enter(agency, contest, clerk, checked=checked)
    for document in data["documents"]:
        _document(agency, document, clerk)
    return agency


def add_people(agency: Agency, people: list[dict[str, str]]) -> User:
    """Enter the agency's people with a chain of three and an emblem; return who writes for it."""
    by_role = {}
    for person in people:
        names = {name: person[name] for name in ("username", "title", "first_name", "last_name")}
        user = User.objects.create(**names, password=_password())
        by_role[person["role"]] = Membership.objects.create(
            user=user, agency=agency, role=person["role"], position_title=person["position"]
        )
    for position, role in enumerate(("chief", "secretary", "executive"), start=1):
        heading = opinion_heading(agency.kind, role)
        ApprovalStep.objects.create(
            agency=agency, position=position, membership=by_role[role], heading=heading
        )
    clerk = by_role["staff"].user
    # A neutral one, drawn for the demonstration: a page looks as it will with the agency's own.
    save_emblem(agency=agency, png=(FOLDER / "emblem.png").read_bytes(), by=clerk)
    return clerk


def _assessment(agency: Agency, data: dict[str, Any], clerk: User) -> Assessment:
    sheet = ScoreSheet(
        indicators={code: Decimal(score) for code, score in data["indicators"].items()},
        items={code: Decimal(score) for code, score in data["items"].items()},
        printed_total=Decimal(data["printed_total"]) if data["printed_total"] else None,
        **_texts_of(data, "printed_level", "explanation"),
    )
    year = data["fiscal_year"]
    assessment = save_scores(agency=agency, fiscal_year=year, sheet=sheet, version=None, by=clerk)
    for code, finding in (data.get("findings") or {}).items():
        save_finding(assessment=assessment, code=code, **finding, version=None, by=clerk)
    return assessment


def _plan(
    assessment: Assessment, data: dict[str, Any], departments: dict[str, Department], clerk: User
) -> None:
    plan = start_plan(assessment=assessment, by=clerk)
    decided = _texts_of(data, "decided_in")
    save_plan(plan=plan, decided_on=data["decided_on"], **decided, version=plan.version, by=clerk)
    measures = [
        add_measure(plan=plan, entry=_measure_entry(entry, departments), by=clerk)
        for entry in data["measures"]
    ]
    for entry in data["rounds"]:
        _round(plan, entry, measures, clerk)


def _measure_entry(data: dict[str, Any], departments: dict[str, Department]) -> MeasureEntry:
    return MeasureEntry(
        **_texts_of(data, *_MEASURE_TEXTS),
        kind=data["kind"],
        indicator_codes=data["indicators"],
        topic_numbers=data["topics"],
        item_codes=data["items"],
        steps=[
            StepEntry(step["text"], step.get("period_text") or "", step.get("responsible") or "")
            for step in data["steps"]
        ],
        departments=[departments[name] for name in data["departments"]],
        all_departments=data["all_departments"],
        period_start=data["period_start"],
        period_end=data["period_end"],
    )


def _round(plan: Plan, data: dict[str, Any], measures: list[Measure], clerk: User) -> None:
    progress_round = start_round(plan=plan, as_at=data["as_at"], by=clerk)
    for entry in data["progress"]:
        saved = save_progress(
            progress_round=progress_round,
            measure=measures[entry["measure"] - 1],
            status=entry["status"],
            **_texts_of(entry, *_PROGRESS_TEXTS),
            version=None,
            by=clerk,
        )
        for piece in entry.get("evidence") or []:
            _evidence(saved, piece, clerk)


def _texts_of(data: dict[str, Any], *names: str) -> dict[str, str]:
    """Return the texts of these names, "" for those that the file leaves out or empty."""
    return {name: data.get(name) or "" for name in names}


def _evidence(entry: Progress, data: dict[str, Any], clerk: User) -> None:
    told = {"caption": data["caption"], "event_date": data["event_date"], "by": clerk}
    if data["kind"] == EvidenceKind.LINK:
        add_link(entry=entry, url=data["url"], **told)
    else:
        add_evidence(entry=entry, pieces=[checked(data["file"])], **told)


@cache
def checked(file: str) -> Piece:
    """Return a picture of fixtures/demo/, checked once as if it were uploaded."""
    return check(Path(file).name, (FOLDER / file).read_bytes())


def _document(agency: Agency, data: dict[str, Any], clerk: User) -> None:
    plan = Plan.objects.get(agency=agency, fiscal_year=data["plan"])
    as_at = data.get("as_at")
    progress_round = plan.rounds.get(as_at=as_at) if as_at else None
    start_document(kind=Kind(data["kind"]), plan=plan, progress_round=progress_round, dated=as_at, by=clerk)
