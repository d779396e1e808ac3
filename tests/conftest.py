"""Fixtures by role."""

from pathlib import Path

import pytest

from agencies.enums import Role

ROOT = Path(__file__).resolve().parent.parent

# Files whose every test takes long: each enters a sample agency, makes a document go its way, or reads a workbook in a
# process of its own. The daily tests leave them out and keep the rules behind them (moves, changes, verdicts, parsing …).
_SLOW = {
    "accounts": {"codes", "external", "personal"},
    "approvals": {
        "decision_pages",
        "edition_pages",
        "file_pages",
        "inbox",
        "kept_files",
        "notices",
        "register",
        "rules",
        "submission_pages",
    },
    "assessments": {"itas_paste_bounds", "paste_check_pages", "paste_pages", "scores_pages"},
    "criteria": {"files", "mapping_pages", "pages"},
    "exchange": {
        "actions",
        "any_format",
        "bad_input",
        "bench_import",
        "import_scores",
        "many",
        "pages",
        "reading",
        "reading_refused",
        "round_trip",
        "score_tables",
        "source_pages",
        "whole_pages",
        "whole_reports",
        "years",
        "tasks",
        "lists",
        "writing",
    },
    "itaportal": {"probes", "settings"},
    "measures": {
        "carry",
        "catalogue_pages",
        "evidence_checking",
        "evidence_pages",
        "evidence_zip",
        "plan_pages",
        "progress_pages",
    },
    "publications": {"api", "api_description", "data", "pages", "verify"},
    "reports": {
        "analysis_report",
        "completeness_pages",
        "docx",
        "docx_pages",
        "evidence_snapshot",
        "improvement_matrix",
        "outcome_report",
        "sentences",
        "topic_report",
        "words",
        "workbook",
    },
    "signing": {"issuing"},
}


_LONGEST = {"test_approval", "test_story", "test_new_agency", "test_signing_again", "test_whole"}


def pytest_collection_modifyitems(items):
    """Mark what the daily tests leave out and what PostgreSQL is asked about, and put the browser's tests at the end.

    Playwright's event loop goes on in its process once it has started, and a file cannot be signed beside it. Of the
    browser's tests the longest come first, so that two processes end together.
    """
    for item in items:
        if item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(item.fixturenames):
            item.add_marker(pytest.mark.database)
        if item.path.stem.removeprefix("test_") in _SLOW.get(item.path.parent.name, ()):
            item.add_marker(pytest.mark.slow)
    items.sort(
        key=lambda item: (item.get_closest_marker("browser") is not None, item.path.stem not in _LONGEST)
    )


@pytest.fixture(autouse=True)
def _fast_and_private(settings, tmp_path):
    """Cheap password hashes, uploads and renderings in a folder of the test's own."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(scope="session", autouse=True)
def _audit_log_can_be_flushed():
    """Tests that commit are cleaned up by emptying all tables, which the audit log's triggers refuse.

    They are dropped right before; emptying sends post_migrate, which puts them back.
    """
    from django.db import connection
    from django.test import TransactionTestCase

    from tests.factories.audit import unprotect

    emptied = TransactionTestCase._fixture_teardown

    def unprotected_and_emptied(case):
        unprotect(connection)
        emptied(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", unprotected_and_emptied)
        yield


@pytest.fixture(scope="session")
def _pack_rows():
    """The rows of the criteria packs once they are loaded; empty at first."""
    return []


@pytest.fixture
def packs(db, _pack_rows):
    """The criteria packs that come with the portal: read and checked once, put back for every further test."""
    from django.core.management import call_command

    from criteria.models import CriteriaPack

    if not _pack_rows:
        call_command("load_criteria", verbosity=0)
        _pack_rows.extend(CriteriaPack.objects.order_by("pk"))
    else:
        for row in _pack_rows:
            row.pk = None
        CriteriaPack.objects.bulk_create(_pack_rows)
    for row in _pack_rows:
        row.criteria  # noqa: B018 - known to this process: what pages cost is counted


@pytest.fixture
def agency(db):
    from tests.factories.agencies import AgencyFactory, DepartmentFactory

    agency = AgencyFactory(
        slug="tua-yang", name="องค์การบริหารส่วนตำบลตัวอย่าง", short_name="อบต.ตัวอย่าง", document_prefix="นฐ 70001"
    )
    for position, name in enumerate(("สำนักปลัด", "กองคลัง"), start=1):
        DepartmentFactory(agency=agency, name=name, position=position)
    return agency


@pytest.fixture
def other_agency(db):
    from tests.factories.agencies import AgencyFactory, DepartmentFactory

    agency = AgencyFactory(slug="uen", name="องค์การบริหารส่วนตำบลอื่น", short_name="อบต.อื่น")
    DepartmentFactory(agency=agency, name="กองช่าง")
    return agency


def member(agency, role, **kwargs):
    """Return a user with a role in the agency."""
    from tests.factories.agencies import MembershipFactory

    return MembershipFactory(agency=agency, role=role, **kwargs).user


@pytest.fixture
def clerk(agency):
    return member(agency, Role.STAFF)


@pytest.fixture
def viewer_user(agency):
    return member(agency, Role.VIEWER)


@pytest.fixture
def manager(agency):
    return member(agency, Role.AGENCY_ADMIN)


@pytest.fixture
def outsider(other_agency):
    return member(other_agency, Role.STAFF)


@pytest.fixture
def admin(db):
    """The administrator of the site, in no agency."""
    from tests.factories.agencies import UserFactory

    return UserFactory(is_superuser=True, is_staff=True)


@pytest.fixture
def bureau(agency, packs):
    """The sample agency with a chain of three and a memo that is ready to go."""
    from tests.factories.editions import office

    return office(agency)


@pytest.fixture
def quick(monkeypatch):
    """Submissions and decisions without rendering and signing."""
    from tests.factories.editions import without_files

    without_files(monkeypatch)


@pytest.fixture
def probes_here(monkeypatch):
    """Probes that answer in the test's own process."""
    from tests.probing import answered_here

    monkeypatch.setattr("itaportal.probes.ask_for_lines", answered_here)
    monkeypatch.setattr("approvals.signing.verdict.ask_for_lines", answered_here)


@pytest.fixture
def unjudged(monkeypatch):
    """Files whose signatures are not looked into, and sheets that stay HTML, where who may ask is the question."""
    from approvals.signing.verdict import FileVerdict
    from publications.verification import inspection

    said = FileVerdict(readable=True, pages=1, signatures=(), altered=False, problem="ไม่มีลายมือชื่อ")
    monkeypatch.setattr(inspection.installation, "verify", lambda content, **_: said)
    monkeypatch.setattr("publications.sheets.render_pdf", lambda html, **_: html.encode())


def signed_in(user):
    """Return a test client signed in as the user, with the password just typed."""
    from django.test import Client

    client = Client()
    client.force_login(user)
    prove(client)
    return client


def asked(client, method: str, address: str, **more):
    """Return status and content of a request after which the world, and who is signed in, are as they were before it."""
    from copy import deepcopy

    from django.db import transaction

    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        response = client.generic(method, address, **more)
        content = b"".join(response)  # read to its end, a file is closed
        transaction.set_rollback(True)
    client.cookies = cookies
    return response.status_code, content


def prove(client, method: str = "password", minutes_ago: float = 0) -> None:
    """Write into the client's session when and how its person proved who they are."""
    import time

    session = client.session
    at = time.time() - 60 * minutes_ago
    proof = {"method": method} if method == "password" else {"method": "mfa", "type": method}
    session["account_authentication_methods"] = [{**proof, "at": at}]
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session.save()


@pytest.fixture
def clerk_client(clerk):
    return signed_in(clerk)


@pytest.fixture
def viewer_client(viewer_user):
    return signed_in(viewer_user)


@pytest.fixture
def manager_client(manager):
    return signed_in(manager)


@pytest.fixture
def outsider_client(outsider):
    return signed_in(outsider)


@pytest.fixture
def site(admin):
    return signed_in(admin)
