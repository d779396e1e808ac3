"""Small agencies around the sample ones: five years of results, and some a plan or a document."""

from decimal import Decimal
from typing import Any
from zlib import crc32

from agencies.auditlog.writing import record
from agencies.enums import AgencyKind
from agencies.models import Agency, User
from assessments.actions import draft_findings, save_scores
from itaportal.thai.dates import fiscal_year_start
from measures.actions import start_plan
from measures.enums import Status
from measures.models import Plan
from overview.demo import parts, way
from overview.demo.past import Past
from overview.demo.seeds import add_people
from reports.actions import start_document
from reports.enums import Kind

_YEARS = 5
# How far a year can be; who publishes a document has made plan and report before.
_DONE = ("", "scores", "findings", "plan", "progress", "published")
# What indicators 1 to 10 usually differ by from an agency's total, in points.
_APART = (4, -5, 2, -4, -1, 3, -1, -3, 2, 3)
_MEASURES = ("02-budget-awareness", "04-borrowing-rules", "08-lean-process", "09-item-owners")
_STATUSES = (Status.DONE, Status.IN_PROGRESS, Status.NOT_STARTED, Status.IN_PROGRESS)
_NOTE = "ตรวจสอบได้ที่เว็บไซต์ของหน่วยงาน"
_REPORTED, _OVERDUE = 12, 6  # days ago
_SHORT = {AgencyKind.SUBDISTRICT_MUNICIPALITY: "ทต.", AgencyKind.TOWN_MUNICIPALITY: "ทม."}
_PEOPLE = (
    ("staff", "นางสาว", "มานี", "นักวิเคราะห์นโยบายและแผน"),
    ("chief", "นาง", "ชูใจ", "หัวหน้าสำนักปลัด"),
    ("secretary", "นาย", "ปิติ", "ปลัด{}"),
    ("executive", "นาย", "วีระ", "นายก{}"),
    ("agency_admin", "นางสาว", "สมหญิง", "เจ้าพนักงานธุรการ"),
)


def enter(past: Past, site_admin: User) -> list[Agency]:
    """Enter those of fixtures/demo/around/agencies.yaml that are not there yet, and return them."""
    there = set(Agency.objects.values_list("slug", flat=True))
    return [
        _enter({**told, "province": place["province"], "district": district}, past, site_admin)
        for place in parts.read("agencies.yaml")
        for district, agencies in place["districts"].items()
        for told in agencies
        if told["slug"] not in there
    ]


def _enter(told: dict[str, Any], past: Past, site_admin: User) -> Agency:
    kind, done = AgencyKind(told["kind"]), _DONE.index(told["done"])
    agency = Agency.objects.create(
        **{name: told[name] for name in ("slug", "kind", "district", "province")},
        name=f"{kind.label}{told['name']}",
        short_name=f"{_SHORT.get(kind, kind)}{told['name']}",
    )
    after = {name: getattr(agency, name) for name in ("name", "province", "district", "kind")}
    record("agency.add", agency, by=site_admin, agency=agency, after=after)
    clerk = _people(agency, told["people"], site_admin) if "people" in told else site_admin
    latest = parts.latest_year(past.today)
    for year in range(latest + 1 - _YEARS, latest + (done > 0)):
        scores = {str(code): _points(told, latest - year, code) for code in range(1, len(_APART) + 1)}
        assessment = save_scores(
            agency=agency, fiscal_year=year, sheet=parts.sheet(year, scores), version=None, by=clerk
        )
    if done >= _DONE.index("findings"):
        draft_findings(assessment=assessment, by=clerk)
    if done >= _DONE.index("plan"):
        _plan(start_plan(assessment=assessment, by=clerk), done, past, clerk)
    return agency


def _points(told: dict[str, Any], ago: int, code: int) -> Decimal:
    """Return what an indicator had so many years ago: the same for each agency whenever it is made."""
    chance = Decimal(crc32(f"{told['slug']} {ago} {code}".encode()) % 601 - 300) / 100
    usual = Decimal(str(told["now"])) - Decimal(str(told["rise"])) * ago + _APART[code - 1]
    return min(max(usual + chance, Decimal(20)), Decimal(100)).quantize(Decimal("0.01"))


def _plan(plan: Plan, done: int, past: Past, clerk: User) -> None:
    reports = done >= _DONE.index("progress")
    given = dict.fromkeys(_MEASURES, parts.Given())
    if reports:
        given[_MEASURES[1]] = parts.Given(ends=past.day(_OVERDUE))
    measures = parts.take(plan, given, clerk)
    if reports:
        as_at = max(past.day(_REPORTED), fiscal_year_start(plan.fiscal_year))
        parts.report(plan, as_at, dict(zip(measures, _STATUSES, strict=True)), _NOTE, clerk)
    if done == _DONE.index("published"):
        [opened] = plan.rounds.all()
        memo = start_document(
            kind=Kind.PROGRESS_MEMO, plan=plan, progress_round=opened, dated=opened.as_at, by=clerk
        )
        way.publish(memo)


def _people(agency: Agency, confirmed: bool, site_admin: User) -> User:
    """Enter people with the agency's chain of who signs, which the site's administrator confirmed or is asked to."""
    people = [
        {
            "username": f"{role.replace('_', '').replace('executive', 'mayor')}-{agency.slug}",
            "role": role,
            "title": title,
            "first_name": name,
            "last_name": "ตัวอย่าง",
            "position": position.format(agency.name),
        }
        for role, title, name, position in _PEOPLE
    ]
    clerk = add_people(agency, people)
    way.propose_chain(agency)
    if confirmed:
        way.confirm_chain(agency, site_admin)
    return clerk
