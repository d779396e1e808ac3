"""Who may call what: every URL and method against a written policy, for every role."""

from itertools import product

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from agencies.enums import OversightLevel, Role
from agencies.models import ApprovalStep, Oversight
from tests.conftest import asked, member, signed_in

pytestmark = pytest.mark.usefixtures("unjudged")
PUBLIC, SIGNED_IN, VIEW, ENTER, MANAGE = "public", "signed-in", "view", "enter", "manage"
AUDIT = "audit"
# What is not there for anybody: no provider is configured.
ABSENT = "absent"
# The person's own object, which nobody of this world has.
OWN = "own"
SITE = "site"
# Batches: for site administrators and overseers; the files for overseers of the agency alone.
OVERSEE, OVERSEER = "oversee", "overseer"

# URL name → what GET and POST need; a method that is not named must answer 405.
POLICY = {
    "home": {"GET": PUBLIC},
    "search": {"GET": PUBLIC},
    "language": {"POST": PUBLIC},
    "own_language": {"POST": SIGNED_IN},
    "help": {"GET": PUBLIC},
    "help_page": {"GET": PUBLIC},
    "help_manual": {"GET": PUBLIC},
    "first_steps": {"GET": VIEW},
    "draft": {"POST": OWN},
    "privacy": {"GET": PUBLIC},
    "own_data": {"GET": SIGNED_IN, "POST": SIGNED_IN},
    "person_data": {"GET": SITE, "POST": SITE},
    "person_remove": {"GET": SITE, "POST": SITE},
    "site_audit": {"GET": SITE},
    "site_audit_csv": {"GET": SITE},
    "failed_sign_ins": {"GET": SITE},
    "administration:index": {"GET": SITE},
    "administration:agencies": {"GET": SITE},
    "administration:agency_add": {"GET": SITE, "POST": SITE},
    "administration:agency_files": {"GET": SITE, "POST": SITE},
    "administration:agency_export": {"GET": SITE},
    "administration:agency": {"GET": SITE},
    "administration:agency_edit": {"GET": SITE, "POST": SITE},
    "administration:agency_close": {"GET": SITE, "POST": SITE},
    "administration:agency_reopen": {"GET": SITE, "POST": SITE},
    "administration:agency_administrator": {"GET": SITE, "POST": SITE},
    "administration:agency_invite": {"POST": SITE},
    "administration:tasks": {"GET": SITE},
    "administration:task_again": {"POST": SITE},
    "administration:task_cancel": {"POST": SITE},
    "administration:health": {"GET": SITE},
    "administration:people": {"GET": SITE},
    "administration:person_add": {"GET": SITE, "POST": SITE},
    "administration:person": {"GET": SITE},
    "administration:person_deed": {"GET": SITE, "POST": SITE},
    "administration:person_oversee": {"GET": SITE, "POST": SITE},
    "administration:person_oversee_end": {"GET": SITE, "POST": SITE},
    "healthz": {"GET": PUBLIC},
    "metrics": {"GET": ABSENT},
    "account_login": {"GET": PUBLIC, "POST": PUBLIC},
    "account_reset_password": {"GET": PUBLIC, "POST": PUBLIC},
    "account_reset_password_done": {"GET": PUBLIC},
    "account_reset_password_from_key": {"GET": PUBLIC, "POST": PUBLIC},
    "login_code": {"GET": PUBLIC, "POST": PUBLIC},
    "new_password": {"GET": PUBLIC, "POST": PUBLIC},
    "invitation": {"GET": PUBLIC},
    "account_logout": {"POST": SIGNED_IN},
    "account": {"GET": SIGNED_IN, "POST": SIGNED_IN},
    "account_change_password": {"GET": SIGNED_IN, "POST": SIGNED_IN},
    "account_reauthenticate": {"GET": SIGNED_IN, "POST": SIGNED_IN},
    "usersessions_list": {"GET": SIGNED_IN, "POST": SIGNED_IN},
    "sign_ins": {"GET": SIGNED_IN},
    "openid_connect_login": {"POST": ABSENT},
    "openid_connect_callback": {"GET": ABSENT},
    "external_give_up": {"POST": OWN},
    "mfa_authenticate": {"GET": PUBLIC, "POST": PUBLIC},
    "mfa_reauthenticate": {"GET": SIGNED_IN, "POST": SIGNED_IN},
    "mfa_reauthenticate_webauthn": {"GET": SIGNED_IN, "POST": SIGNED_IN},
    "mfa_index": {"GET": SIGNED_IN},
    "mfa_activate_totp": {"GET": SIGNED_IN, "POST": SIGNED_IN},
    "mfa_deactivate_totp": {"GET": OWN, "POST": OWN},
    "mfa_add_webauthn": {"GET": SIGNED_IN, "POST": SIGNED_IN},
    "mfa_remove_webauthn": {"GET": OWN, "POST": OWN},
    "mfa_view_recovery_codes": {"GET": OWN},
    "mfa_generate_recovery_codes": {"GET": SIGNED_IN, "POST": SIGNED_IN},
    "inbox": {"GET": SIGNED_IN},
    "inbox_approve": {"GET": SIGNED_IN, "POST": SIGNED_IN},
    "notices": {"GET": SIGNED_IN, "POST": SIGNED_IN},
    "mail_choices": {"GET": SIGNED_IN, "POST": SIGNED_IN},
    "reminding": {"GET": SIGNED_IN, "POST": SIGNED_IN},
    "calendar_feed": {"GET": PUBLIC},
    "deadlines:calendar": {"GET": VIEW},
    "deadlines:add": {"GET": ENTER, "POST": ENTER},
    "deadlines:edit": {"GET": ENTER, "POST": ENTER},
    "deadlines:remove": {"GET": ENTER, "POST": ENTER},
    "disclosure:index": {"GET": VIEW},
    "disclosure:edit": {"GET": ENTER, "POST": ENTER},
    "disclosure:answers": {"GET": VIEW},
    "disclosure:check": {"POST": ENTER},
    "disclosure:contests": {"GET": VIEW},
    "disclosure:contest_window": {"GET": ENTER, "POST": ENTER},
    "disclosure:contest": {"GET": ENTER, "POST": ENTER},
    "disclosure:contest_files": {"GET": VIEW, "POST": ENTER},
    "disclosure:contest_file": {"GET": VIEW},
    "disclosure:contest_file_delete": {"GET": ENTER, "POST": ENTER},
    "publications:index": {"GET": PUBLIC},
    "publications:agency": {"GET": PUBLIC},
    "publications:year": {"GET": PUBLIC},
    "publications:document": {"GET": PUBLIC},
    "publications:document_pdf": {"GET": PUBLIC},
    "publications:document_data": {"GET": PUBLIC},
    "publications:document_picture": {"GET": PUBLIC},
    "publications:verify": {"GET": PUBLIC, "POST": PUBLIC},
    "publications:verify_code": {"GET": PUBLIC},
    "publications:verify_report": {"POST": PUBLIC},
    "publications:report": {"GET": PUBLIC},
    "publications:report_file": {"GET": PUBLIC},
    "publications:completion": {"GET": PUBLIC},
    "publications:completion_file": {"GET": PUBLIC},
    "papers:completion": {"GET": VIEW},
    "papers:completion_file": {"GET": VIEW},
    "papers:report": {"GET": VIEW},
    "papers:report_file": {"GET": VIEW},
    "api:guide": {"GET": PUBLIC},
    "api:description": {"GET": PUBLIC},
    "api:agencies": {"GET": PUBLIC},
    "api:agency": {"GET": PUBLIC},
    "api:year": {"GET": PUBLIC},
    "api:documents": {"GET": PUBLIC},
    "api:document": {"GET": PUBLIC},
    "exchange:index": {"GET": VIEW},
    "exchange:template": {"GET": VIEW},
    "exchange:export": {"GET": VIEW},
    "exchange:upload": {"GET": ENTER, "POST": ENTER},
    "exchange:whole": {"GET": ENTER, "POST": ENTER},
    "exchange:whole_parts": {"GET": ENTER},
    "exchange:paste": {"GET": ENTER, "POST": ENTER},
    "exchange:paste_rows": {"GET": ENTER, "POST": ENTER},
    "exchange:years": {"GET": ENTER, "POST": ENTER},
    "exchange:years_check": {"GET": ENTER, "POST": ENTER},
    "exchange:import": {"GET": VIEW},
    "exchange:import_progress": {"GET": VIEW},
    "exchange:import_refused": {"GET": VIEW},
    "exchange:import_file": {"GET": VIEW},
    "exchange:import_source": {"GET": VIEW},
    "exchange:import_again": {"POST": ENTER},
    "exchange:import_confirm": {"POST": ENTER},
    "exchange:import_undo": {"POST": ENTER},
    "exchange:import_mend": {"POST": ENTER},
    "exchange_many:index": {"GET": SITE, "POST": SITE},
    "exchange_many:export": {"GET": SITE},
    "exchange_many:import": {"GET": SITE},
    "exchange_many:import_progress": {"GET": SITE},
    "exchange_many:import_refused": {"GET": SITE},
    "exchange_many:import_file": {"GET": SITE},
    "exchange_many:import_again": {"POST": SITE},
    "exchange_many:import_confirm": {"POST": SITE},
    "exchange_many:import_undo": {"POST": SITE},
    "exchange:document_list": {"GET": VIEW},
    "exchange:register_list": {"GET": VIEW},
    "exchange:matrix_list": {"GET": VIEW},
    "exchange:five_year_list": {"GET": VIEW},
    "exchange:oit_list": {"GET": VIEW},
    "approvals:submit": {"GET": ENTER, "POST": ENTER},
    "approvals:edition": {"GET": VIEW},
    "approvals:decide": {"GET": VIEW, "POST": VIEW},
    "approvals:certificate": {"GET": VIEW, "POST": VIEW},
    "approvals:ask": {"GET": VIEW, "POST": VIEW},
    "approvals:answer": {"GET": VIEW, "POST": VIEW},
    "approvals:move": {"GET": VIEW, "POST": VIEW},
    "approvals:edition_file": {"GET": VIEW},
    "approvals:edition_docx": {"GET": VIEW},
    "approvals:edition_page": {"GET": VIEW},
    "approvals:edition_text": {"GET": VIEW},
    "approvals:edition_picture": {"GET": VIEW},
    "approvals:copies": {"GET": VIEW, "POST": VIEW},
    "approvals:copy": {"GET": VIEW},
    "approvals:register": {"GET": VIEW},
    "approvals:rules": {"GET": MANAGE, "POST": MANAGE},
    "approvals:substitute_add": {"GET": MANAGE, "POST": MANAGE},
    "approvals:substitute_edit": {"GET": MANAGE, "POST": MANAGE},
    "approvals:substitute_remove": {"POST": MANAGE},
    "approvals:proposal": {"GET": VIEW, "POST": VIEW},
    "approvals:proposal_paper": {"GET": MANAGE},
    "approvals:proposal_scan": {"GET": MANAGE, "POST": MANAGE},
    "site_proposals": {"GET": SITE},
    "site_proposal": {"GET": SITE, "POST": SITE},
    "site_proposal_scan": {"GET": SITE},
    "batches:index": {"GET": OVERSEE, "POST": OVERSEE},
    "batches:batch": {"GET": OVERSEE},
    "batches:progress": {"GET": OVERSEE},
    "batches:sheet": {"GET": OVERSEER},
    "batches:pause": {"POST": SITE},
    "batches:resume": {"POST": SITE},
    "batches:cancel": {"POST": SITE},
    "batches:retry": {"POST": SITE},
    "overview:cycle": {"GET": VIEW},
    "overview_many:agencies": {"GET": SIGNED_IN},
    "overview_many:agencies_file": {"GET": SIGNED_IN},
    "overview_many:names": {"GET": SIGNED_IN},
    "overview_many:public": {"GET": PUBLIC},
    "overview_many:public_file": {"GET": PUBLIC},
    "overview:dashboard": {"GET": VIEW},
    "overview:dashboard_svg": {"GET": VIEW},
    "overview:dashboard_png": {"GET": VIEW},
    "overview:effects": {"GET": VIEW},
    "reports:index": {"GET": VIEW},
    "reports:document": {"GET": VIEW},
    "reports:document_pdf": {"GET": VIEW},
    "reports:document_docx": {"GET": VIEW},
    "reports:document_start": {"POST": ENTER},
    "reports:document_start_plan": {"POST": ENTER},
    "reports:document_sentences": {"GET": MANAGE, "POST": MANAGE},
    "reports:document_edit": {"GET": ENTER, "POST": ENTER},
    "reports:document_delete": {"GET": ENTER, "POST": ENTER},
    "reports:document_words": {"GET": VIEW, "POST": ENTER},
    "reports:plan_words": {"GET": VIEW, "POST": ENTER},
    "reports:analysis_words": {"GET": VIEW, "POST": ENTER},
    "reports:word_forget": {"POST": ENTER},
    "assessments:index": {"GET": VIEW},
    "assessments:score_detail": {"GET": VIEW},
    "assessments:score_edit": {"GET": ENTER, "POST": ENTER},
    "assessments:score_paste": {"GET": ENTER, "POST": ENTER},
    "assessments:analysis_index": {"GET": VIEW},
    "assessments:analysis": {"GET": VIEW},
    "assessments:analysis_draft": {"POST": ENTER},
    "assessments:analysis_finding": {"GET": ENTER, "POST": ENTER},
    "measures:index": {"GET": VIEW},
    "measures:plan": {"GET": VIEW},
    "measures:plan_edit": {"GET": ENTER, "POST": ENTER},
    "measures:plan_suggest": {"GET": ENTER, "POST": ENTER},
    "measures:plan_copy": {"GET": ENTER, "POST": ENTER},
    "measures:plan_order": {"POST": ENTER},
    "measures:plan_evidence_zip": {"GET": VIEW},
    "measures:plan_measure_add": {"GET": ENTER, "POST": ENTER},
    "measures:plan_measure_edit": {"GET": ENTER, "POST": ENTER},
    "measures:plan_measure_move": {"POST": ENTER},
    "measures:plan_bulk": {"GET": ENTER, "POST": ENTER},
    "measures:plan_remove": {"GET": ENTER, "POST": ENTER},
    "measures:plan_restore": {"POST": ENTER},
    "measures:carry": {"GET": ENTER, "POST": ENTER},
    "measures:carry_result": {"GET": VIEW},
    "measures:catalogue": {"GET": VIEW},
    "measures:catalogue_add": {"GET": ENTER, "POST": ENTER},
    "measures:catalogue_entry": {"GET": VIEW},
    "measures:catalogue_adopt": {"POST": ENTER},
    "measures:catalogue_share": {"GET": ENTER, "POST": ENTER},
    "measures:catalogue_remove": {"GET": ENTER, "POST": ENTER},
    "catalogue:index": {"GET": SITE},
    "catalogue:accept": {"GET": SITE, "POST": SITE},
    "measures:progress_index": {"GET": VIEW},
    "measures:progress": {"GET": VIEW, "POST": ENTER},
    "measures:progress_round": {"GET": VIEW, "POST": ENTER},
    "measures:progress_round_delete": {"GET": ENTER, "POST": ENTER},
    "measures:progress_entry": {"GET": VIEW, "POST": ENTER},
    "measures:progress_evidence": {"GET": VIEW, "POST": ENTER},
    "measures:progress_evidence_edit": {"GET": ENTER, "POST": ENTER},
    "measures:progress_evidence_delete": {"GET": ENTER, "POST": ENTER},
    "measures:progress_evidence_move": {"POST": ENTER},
    "measures:progress_evidence_file": {"GET": VIEW},
    "measures:progress_evidence_thumbnail": {"GET": VIEW},
    "measures:progress_evidence_picture": {"GET": VIEW},
    "agencies:settings": {"GET": MANAGE},
    "agencies:edit": {"GET": MANAGE, "POST": MANAGE},
    "agencies:emblem": {"GET": MANAGE, "POST": MANAGE},
    "agencies:departments": {"GET": MANAGE, "POST": MANAGE},
    "agencies:word_add": {"GET": MANAGE, "POST": MANAGE},
    "agencies:word_remove": {"POST": MANAGE},
    "agencies:member_add": {"GET": MANAGE, "POST": MANAGE},
    "agencies:member_edit": {"GET": MANAGE, "POST": MANAGE},
    "accounts:known": {"GET": MANAGE, "POST": MANAGE},
    "accounts:leave": {"GET": MANAGE, "POST": MANAGE},
    "accounts:departure": {"GET": AUDIT},
    "accounts:invite": {"GET": MANAGE, "POST": MANAGE},
    "agencies:chain": {"GET": MANAGE, "POST": MANAGE},
    "agencies:audit": {"GET": AUDIT},
    "agencies:audit_csv": {"GET": AUDIT},
    "criteria:index": {"GET": SITE},
    "criteria:upload": {"GET": SITE, "POST": SITE},
    "criteria:pack": {"GET": SITE},
    "criteria:mapping": {"GET": SITE, "POST": SITE},
    "criteria:publish": {"GET": SITE, "POST": SITE},
    "criteria:discard": {"GET": SITE, "POST": SITE},
    "criteria:download": {"GET": SITE},
}
# What an address needs to be told at least; others find their form empty.
FORM = {"data": "direction=down", "content_type": "application/x-www-form-urlencoded"}
HOLDS = {
    "staff": {VIEW, ENTER},
    "chief": {VIEW, ENTER},
    "secretary": {VIEW},
    "executive": {VIEW},
    "viewer": {VIEW, AUDIT},
    "agency_admin": {VIEW, MANAGE, AUDIT},
    "overseer": {VIEW, OVERSEE, OVERSEER},
    "site_admin": {SITE, OVERSEE},
    "expired": set(),
    "outsider": set(),
}


def url_names(resolver=None, namespace=""):
    """Yield (name, pattern) of every address but Django's own administration pages."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            if entry.namespace != "admin":
                yield from url_names(entry, f"{entry.namespace}:" if entry.namespace else namespace)
        elif isinstance(entry, URLPattern):
            yield namespace + (entry.name or str(entry.pattern))


def test_every_url_has_a_policy():
    assert sorted(url_names()) == sorted(POLICY)


@pytest.fixture
def world(agency, packs, people):
    """An agency with one of everything, and where each URL name points in it."""
    from django.core.cache import cache

    from tests.factories.batches import add_batch
    from tests.factories.editions import add_edition
    from tests.factories.imports import add_imports
    from tests.factories.world import populated

    cache.clear()  # the public API counts requests
    world = populated(agency)
    add_edition(world, agency)
    add_imports(world, agency)
    add_batch(world, agency)
    return world


@pytest.fixture
def people(agency, other_agency):
    from datetime import date

    from tests.factories.agencies import UserFactory

    people = {role.value: member(agency, role) for role in Role}
    people["overseer"] = UserFactory()
    Oversight.objects.create(user=people["overseer"], level=OversightLevel.PROVINCE, province=agency.province)
    people["site_admin"] = UserFactory(is_staff=True, is_superuser=True)
    people["expired"] = member(agency, Role.STAFF, ends_on=date(2020, 1, 1))
    # Whatever may be done elsewhere: that no role is enough must not be a question of which.
    people["outsider"] = UserFactory()
    for role in Role:
        member(other_agency, role, user=people["outsider"])
    # The overseer sees the whole province; the other agency must lie elsewhere to count as foreign.
    other_agency.province = "เชียงใหม่"
    other_agency.save()
    return people


def expected(needs, held):
    """Return the answers that are right: allowed, or the one refusal."""
    if needs is None:
        return {405} if VIEW in held else {404, 405}
    if needs in (PUBLIC, SIGNED_IN):
        return {200, 302}
    if needs in (OWN, ABSENT):
        return {404}
    if needs in (SITE, OVERSEE, OVERSEER):
        return {200, 302} if needs in held else {404}
    if not held - {SITE, OVERSEE}:
        return {404}
    return {200, 302} if needs in held else {403}


# What no view takes is asked for by one person of the agency and by one who is none.
_ALL_METHODS = ("agency_admin", "outsider")


@pytest.mark.slow
@pytest.mark.parametrize("roles", [tuple(HOLDS)[::2], tuple(HOLDS)[1::2]])
def test_roles_may_do_what_the_policy_says(roles, world, people):
    answers = {}
    for role in roles:
        client = signed_in(people[role])
        methods = ("GET", "POST", "PUT", "DELETE") if role in _ALL_METHODS else ("GET", "POST")
        for method, (name, policy) in product(methods, POLICY.items()):
            status = asked(client, method, world.urls[name], **FORM)[0]
            if status not in expected(policy.get(method), HOLDS[role]):
                answers[role, method, name] = status

    assert answers == {}


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_anonymous_visitors_are_sent_to_sign_in(method, world, client):
    answers = {}
    for name, policy in POLICY.items():
        response = client.generic(method, world.urls[name])
        list(getattr(response, "streaming_content", ()))
        public = policy.get(method) in (PUBLIC, ABSENT)
        sent_away = response.status_code == 302 and response.url.startswith("/login/")
        if not public and not sent_away and response.status_code != 405:
            answers[name] = response.status_code

    assert answers == {}


def test_site_administrators_see_no_working_data(people):
    from django.contrib import admin

    shown = {model._meta.label for model in admin.site._registry}

    assert shown == {"agencies.User", "agencies.Agency", "criteria.CriteriaPack", "auth.Group"}
    assert ApprovalStep not in admin.site._registry
