"""Who may call what: every URL and method against a written policy, for every role."""

import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver

from agencies.enums import OversightLevel, Role
from agencies.models import ApprovalStep, Oversight
from tests.conftest import member, signed_in

PUBLIC, SIGNED_IN, VIEW, ENTER, MANAGE = "public", "signed-in", "view", "enter", "manage"

# URL name → what GET and POST need; a method that is not named must answer 405.
POLICY = {
    "home": {"GET": SIGNED_IN},
    "healthz": {"GET": PUBLIC},
    "login": {"GET": PUBLIC, "POST": PUBLIC},
    "logout": {"POST": SIGNED_IN},
    "account": {"GET": SIGNED_IN, "POST": SIGNED_IN},
    "password_change": {"GET": SIGNED_IN, "POST": SIGNED_IN},
    "reports:cycle": {"GET": VIEW},
    "reports:index": {"GET": VIEW},
    "reports:document": {"GET": VIEW},
    "reports:document_pdf": {"GET": VIEW},
    "reports:document_docx": {"GET": VIEW},
    "reports:document_start": {"POST": ENTER},
    "reports:document_start_plan": {"POST": ENTER},
    "reports:document_sentences": {"GET": MANAGE, "POST": MANAGE},
    "reports:document_edit": {"GET": ENTER, "POST": ENTER},
    "reports:document_delete": {"GET": ENTER, "POST": ENTER},
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
    "measures:plan_measure_add": {"GET": ENTER, "POST": ENTER},
    "measures:plan_measure_edit": {"GET": ENTER, "POST": ENTER},
    "measures:plan_measure_move": {"POST": ENTER},
    "measures:plan_measure_delete": {"GET": ENTER, "POST": ENTER},
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
    "agencies:department_add": {"GET": MANAGE, "POST": MANAGE},
    "agencies:department_edit": {"GET": MANAGE, "POST": MANAGE},
    "agencies:member_add": {"GET": MANAGE, "POST": MANAGE},
    "agencies:member_edit": {"GET": MANAGE, "POST": MANAGE},
    "agencies:chain": {"GET": MANAGE, "POST": MANAGE},
}
# What an address needs to be told at least; others find their form empty.
FORM = {"data": "direction=down", "content_type": "application/x-www-form-urlencoded"}
HOLDS = {
    "staff": {VIEW, ENTER},
    "chief": {VIEW, ENTER},
    "secretary": {VIEW},
    "executive": {VIEW},
    "viewer": {VIEW},
    "agency_admin": {VIEW, MANAGE},
    "overseer": {VIEW},
    "site_admin": set(),
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
    from tests.factories.world import populated

    return populated(agency)


@pytest.fixture
def people(agency, other_agency):
    from datetime import date

    from tests.factories.agencies import UserFactory

    people = {role.value: member(agency, role) for role in Role}
    people["overseer"] = UserFactory()
    Oversight.objects.create(user=people["overseer"], level=OversightLevel.PROVINCE, province=agency.province)
    people["site_admin"] = UserFactory(is_staff=True, is_superuser=True)
    people["expired"] = member(agency, Role.STAFF, ends_on=date(2020, 1, 1))
    people["outsider"] = member(other_agency, Role.STAFF)
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
    if not held:
        return {404}
    return {200, 302} if needs in held else {403}


@pytest.mark.parametrize("role", HOLDS)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE"])
def test_roles_may_do_what_the_policy_says(role, method, world, people):
    answers = {}
    for name, policy in POLICY.items():
        with transaction.atomic():  # every call finds the same world
            response = signed_in(people[role]).generic(method, world.urls[name], **FORM)
            list(getattr(response, "streaming_content", ()))  # read to its end, a file is closed
            transaction.set_rollback(True)
        status = response.status_code
        if status not in expected(policy.get(method), HOLDS[role]):
            answers[name] = status

    assert answers == {}


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_anonymous_visitors_are_sent_to_sign_in(method, world, client):
    answers = {}
    for name, policy in POLICY.items():
        response = client.generic(method, world.urls[name])
        public = policy.get(method) == PUBLIC
        sent_away = response.status_code == 302 and response.url.startswith("/login/")
        if not public and not sent_away and response.status_code != 405:
            answers[name] = response.status_code

    assert answers == {}


def test_objects_of_another_agency_are_not_reached_through_ones_own(world, people, agency, other_agency):
    """The agency in the address is one's own, the id in it is a stranger's."""
    client = signed_in(people["outsider"])

    for name, url in world.urls.items():
        foreign = url.replace(f"/a/{agency.slug}/", f"/a/{other_agency.slug}/")
        if foreign == url or not any(str(pk) in foreign.split("/") for pk in world.ids):
            continue
        assert client.get(foreign).status_code in (403, 404, 405), name
        assert client.post(foreign).status_code in (403, 404, 405), name


def test_site_administrators_see_no_working_data(people):
    from django.contrib import admin

    shown = {model._meta.label for model in admin.site._registry}

    assert shown == {
        "agencies.User", "agencies.Agency", "assessments.CriteriaPack", "auth.Group",
        "axes.AccessAttempt", "axes.AccessLog", "axes.AccessFailureLog",
    }  # fmt: skip
    assert ApprovalStep not in admin.site._registry
