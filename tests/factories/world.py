"""One agency with one of everything, for tests that walk all addresses."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.models import Departure
from agencies.enums import Role
from agencies.models import Agency, AgencyWord, Oversight, User
from assessments.actions import ScoreSheet, draft_findings, save_scores
from deadlines.actions import add_deadline, open_feed
from deadlines.models import Reminding
from deadlines.tokens import token_of
from disclosure.actions import add_files, save_contest, save_disclosure
from measures.actions import (
    MeasureEntry,
    StepEntry,
    add_evidence,
    add_measure,
    save_progress,
    start_plan,
    start_round,
)
from measures.enums import Status
from measures.evidence import Piece, check
from reports.actions import start_document
from reports.enums import Kind
from reports.models import KeptWord
from tests.factories.files import photo

SCORES = ("90.11", "83.50", "88.54", "79.52", "85.65", "86.66", "87.18", "85.24", "97.78", "100")


@dataclass
class World:
    """Objects by name, addresses by URL name, and the ids that occur in addresses."""

    urls: dict[str, str]
    ids: set[int]


def sheet(**kwargs) -> ScoreSheet:
    """Return the ten scores of seed document 000 (total 91.10, level A)."""
    indicators = {str(number): Decimal(score) for number, score in enumerate(SCORES, start=1)}
    return ScoreSheet(**{"indicators": indicators, **kwargs})


def entry(**kwargs) -> MeasureEntry:
    """Return a complete measure for indicator 4."""
    values = {
        "title": "จัดทำคู่มือการใช้ทรัพย์สินของราชการ",
        "indicator_codes": ["4"],
        "steps": [StepEntry("จัดทำคู่มือ"), StepEntry("ประชาสัมพันธ์คู่มือ")],
        "all_departments": True,
        "period_start": date(2022, 10, 1),
        "period_end": date(2023, 9, 30),
        "follow_up": "รายงานในที่ประชุมประจำเดือน",
    }
    return MeasureEntry(**{**values, **kwargs})


@cache
def checked_photo() -> Piece:
    """Return a photo that passed the checks, drawn once for all tests."""
    return check("รูป.jpg", photo())


def populated(agency: Agency) -> World:
    """Enter a year from scores to memo, for an agency with members, and return every address of it."""
    assessment = save_scores(agency=agency, fiscal_year=2565, sheet=sheet(), version=None, by=None)
    draft_findings(assessment=assessment, by=None)
    plan = start_plan(assessment=assessment, by=None)
    measure = add_measure(plan=plan, entry=entry(), by=None)
    add_measure(plan=plan, entry=entry(title="อบรมการใช้ทรัพย์สิน"), by=None)
    progress_round = start_round(plan=plan, as_at=date(2023, 3, 31), by=None)
    reported = save_progress(
        progress_round=progress_round, measure=measure, status=Status.DONE, version=None, by=None
    )
    [evidence] = add_evidence(entry=reported, pieces=[checked_photo()], by=None)
    document = start_document(
        kind=Kind.PROGRESS_MEMO, plan=plan, progress_round=progress_round, dated=date(2023, 3, 31), by=None
    )
    # A second round without document: deleting the first is refused, starting a document of this one is not.
    open_round = start_round(plan=plan, as_at=date(2023, 9, 30), by=None)
    kept = KeptWord.objects.create(agency=agency, place=f"measure/{measure.pk}/title", word="คูมือ")
    own_word = AgencyWord.objects.create(agency=agency, word="ฮักแพง")
    deadline = add_deadline(
        agency=agency, title="ส่งร่างรายงาน", due_on=date(2023, 8, 31), measure=measure, by=None
    )
    save_disclosure(agency=agency, fiscal_year=2565, code="O1", version=0, by=None, note="รอไฟล์จากกองช่าง")
    contest = save_contest(
        agency=agency, fiscal_year=2565, code="O1", version=0, by=None, score=Decimal(0), is_disputed=True,
        reason="เผยแพร่ตั้งแต่ 1 มีนาคม 2565",
    )  # fmt: skip
    [contest_file] = add_files(contest=contest, pieces=[checked_photo()], title="ภาพหน้าเว็บ", by=None)
    department = agency.departments.first()
    membership = agency.memberships.first()
    departure = Departure.objects.create(
        agency=agency, user=membership.user, from_day=date(2023, 10, 1), reason="โอนย้าย",
        decided_name="ผู้ดูแล", decided_at=timezone.now(), carried_out_at=timezone.now(),
    )  # fmt: skip
    slug = agency.slug
    args = {
        "overview:dashboard_svg": [slug, "total"],
        "overview:dashboard_png": [slug, "total"],
        "reports:document_start": [slug, open_round.pk],
        "reports:document_start_plan": [slug, 2566],
        "reports:document_sentences": [slug, Kind.PROGRESS_MEMO],
        "assessments:analysis_finding": [slug, 2565, "4"],
        "measures:plan_measure_edit": [slug, 2566, measure.pk],
        "measures:plan_measure_move": [slug, 2566, measure.pk],
        "measures:progress_round": [slug, 2566, progress_round.pk],
        "measures:progress_round_delete": [slug, 2566, open_round.pk],
        "measures:progress_entry": [slug, 2566, progress_round.pk, measure.pk],
        "measures:progress_evidence": [slug, 2566, progress_round.pk, measure.pk],
        "reports:plan_words": [slug, 2566],
        "reports:analysis_words": [slug, 2565],
        "reports:word_forget": [slug, kept.pk],
        "agencies:word_remove": [slug, own_word.pk],
        "agencies:member_edit": [slug, membership.pk],
        "accounts:known": [slug],
        "accounts:leave": [slug, membership.pk],
        "accounts:departure": [slug, departure.pk],
        "accounts:invite": [slug, membership.pk],
    }
    for name in ("edit", "delete", "move", "file", "thumbnail", "picture"):
        args[f"measures:progress_evidence_{name}"] = [slug, 2566, progress_round.pk, measure.pk, evidence.pk]
    for name in (
        "document",
        "document_edit",
        "document_pdf",
        "document_docx",
        "document_delete",
        "document_words",
    ):
        args[f"reports:{name}"] = [slug, document.pk]
    for name in ("score_detail", "score_edit", "score_paste", "analysis", "analysis_draft"):
        args[f"assessments:{name}"] = [slug, 2565]
    for name in (
        "carry",
        "carry_result",
        "plan",
        "plan_edit",
        "plan_suggest",
        "plan_copy",
        "plan_order",
        "plan_bulk",
        "plan_remove",
        "plan_restore",
        "plan_evidence_zip",
        "plan_measure_add",
        "progress",
    ):
        args[f"measures:{name}"] = [slug, 2566]
    plain = [
        "overview:cycle", "overview:dashboard", "overview:effects", "reports:index", "assessments:index", "assessments:analysis_index", "measures:index",
        "measures:catalogue", "measures:catalogue_add", "measures:progress_index", "agencies:settings", "agencies:edit", "agencies:emblem",
        "agencies:departments", "agencies:word_add", "agencies:member_add", "agencies:chain",
        "agencies:audit", "agencies:audit_csv", "deadlines:calendar", "deadlines:add", "first_steps", "disclosure:index",
    ]  # fmt: skip
    args |= {f"criteria:{name}": [2565, 1] for name in ("pack", "mapping", "publish", "discard")}
    args["criteria:download"] = [2565, 1, "yaml"]
    args |= {f"deadlines:{name}": [slug, deadline.pk] for name in ("edit", "remove")}
    args["disclosure:edit"] = [slug, 2565, "O1"]
    args["help_page"] = ["first-steps"]
    args |= {
        f"disclosure:{name}": [slug, 2565] for name in ("check", "answers", "contests", "contest_window")
    }
    args |= {"disclosure:contest": [slug, 2565, "O2"], "disclosure:contest_files": [slug, 2565, "O1"]}
    args |= {
        f"disclosure:{name}": [slug, 2565, "O1", contest_file.pk]
        for name in ("contest_file", "contest_file_delete")
    }
    args["calendar_feed"] = [_feed_of(membership.user)]
    urls = {name: reverse(name, args=values) for name, values in args.items()}
    urls |= {name: reverse(name, args=[slug]) for name in plain}
    urls |= {
        name: reverse(name)
        for name in ("home", "search", "help", "help_manual", "healthz", "metrics", "draft", "reminding")
    } | _account_urls()
    urls |= {name: reverse(name) for name in ("criteria:index", "criteria:upload")}
    urls |= {
        name: reverse(name)
        for name in ("site_audit", "site_audit_csv", "failed_sign_ins", "privacy", "own_data")
    }
    urls |= {name: reverse(name, args=[membership.user_id]) for name in ("person_data", "person_remove")}
    urls |= _site_urls(agency)
    ids = {
        document.pk,
        measure.pk,
        evidence.pk,
        progress_round.pk,
        open_round.pk,
        department.pk,
        membership.pk,
        kept.pk,
        own_word.pk,
        contest_file.pk,
        deadline.pk,
    }
    return World(urls=urls, ids=ids)


def _site_urls(agency: Agency) -> dict[str, str]:
    """Return the addresses of site administration, about the agency."""
    manager = agency.memberships.filter(role=Role.AGENCY_ADMIN).first() or agency.memberships.first()
    seer = User.objects.create(username=f"seer-{agency.slug}")
    oversight = Oversight.objects.create(user=seer, level="province", province="ระยอง")
    # One that is being done: there is nothing to order.
    task = DBTaskResult.objects.create(
        status="RUNNING", task_path="reports.tasks.render", args_kwargs={"args": [], "kwargs": {}},
        backend_name="default", run_after=timezone.now(),
    )  # fmt: skip
    args = {
        **dict.fromkeys(
            ("index", "agencies", "agency_add", "agency_files", "people", "person_add", "tasks", "health"), []
        ),
        **dict.fromkeys(
            ("agency", "agency_edit", "agency_close", "agency_reopen", "agency_administrator"), [agency.pk]
        ),
        "agency_export": ["csv"],
        "task_again": [task.pk],
        "task_cancel": [task.pk],
        "agency_invite": [agency.pk, manager.pk],
        "person": [manager.user_id],
        "person_oversee": [manager.user_id],
        "person_deed": [manager.user_id, "deactivate"],
        "person_oversee_end": [seer.pk, oversight.pk],
    }
    return {
        f"administration:{name}": reverse(f"administration:{name}", args=values)
        for name, values in args.items()
    }


def _feed_of(user):
    """Return the secret part of the address of the person's calendar."""
    open_feed(user=user, steps=())
    return token_of(Reminding.objects.get(user=user).feed)


def _account_urls():
    names = [
        "account", "language", "own_language", "account_login", "account_logout", "account_change_password", "account_reauthenticate",
        "account_reset_password", "account_reset_password_done", "login_code", "new_password",
        "external_give_up", "openid_connect_login", "openid_connect_callback", "usersessions_list", "sign_ins", "mfa_authenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_index", "mfa_activate_totp",
        "mfa_deactivate_totp", "mfa_add_webauthn", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
    ]  # fmt: skip
    args = {
        "account_reset_password_from_key": ["1", "x-y"],
        "invitation": [1, "x"],
        "mfa_remove_webauthn": [1],
    }
    return {name: reverse(name) for name in names} | {name: reverse(name, args=args[name]) for name in args}
