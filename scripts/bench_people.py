"""Who asks for what in `make bench-load`: people with memberships, sessions and addresses, as a plan in JSON."""

import json
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command

from agencies.enums import Role
from agencies.models import Agency, ApprovalStep, Membership, User
from approvals import actions
from approvals.actions import submission
from approvals.models import Edition
from overview.demo import way
from reports.models import Document
from reports.snapshot.building import build_snapshot
from reports.snapshot.reading import fingerprint_of

# How many of a hundred do what.
SHARES = {"postgresql": {"reader": 45, "writer": 25, "approver": 5, "public": 25}, "sqlite": {"writer": 100}}
PEOPLE = {"postgresql": 100, "sqlite": 20}
EDITIONS = 8  # that wait for each approver
PUBLISHED = 5  # whose pages the public reads
PUBLIC = (
    "/",
    "/public/",
    "/overview/public/",
    "/verify/",
    "/api/",
    "/help/",
    "/public/{slug}/",
    "/public/{slug}/{plan}/",
    "/public/d/{code}/",
    "/verify/{code}/",
)
READ = (
    "/a/{slug}/", "/a/{slug}/scores/{year}/", "/a/{slug}/analysis/{year}/", "/a/{slug}/plans/{plan}/",
    "/a/{slug}/progress/{plan}/", "/a/{slug}/documents/", "/a/{slug}/documents/{document}/", "/a/{slug}/dashboard/",
    "/a/{slug}/calendar/", "/a/{slug}/register/", "/search/?q=แผน",
)  # fmt: skip


def prepare(plan: Path, kind: str, people: int) -> None:
    """Generate a country where there is none, make people in it, and write down what each does."""
    if not Agency.objects.exists():
        import os  # noqa: PLC0415

        call_command(
            "generate_national",
            agencies=int(os.environ.get("AGENCIES", "8317")),
            years=int(os.environ.get("YEARS", "5")),
        )
    people = people or PEOPLE[kind]
    newest = Document.objects.order_by("-plan__assessment__fiscal_year").first()
    assert newest is not None
    assert newest.plan is not None
    drafts = Document.objects.filter(
        plan__assessment__fiscal_year=newest.plan.assessment.fiscal_year, frozen=False
    )
    documents = iter(drafts.select_related("agency", "plan__assessment").order_by("pk"))
    told = []
    for doing, share in SHARES[kind].items():
        for number in range(max(1, people * share // 100)):
            published = doing == "public" and number >= PUBLISHED
            told.append(
                told[-PUBLISHED] if published else _person(f"bench-{doing}-{number}", doing, documents)
            )
    plan.write_text(
        json.dumps({"people": told, "admin": _cookie(_admin()), "agencies": Agency.objects.count()})
    )


def _person(name: str, doing: str, documents) -> dict[str, Any]:
    document = next(documents)
    year = document.plan.assessment.fiscal_year
    known = {"slug": document.agency.slug, "year": year, "plan": year + 1, "document": document.pk}
    told: dict[str, Any] = {"doing": doing, "cookie": "", "pages": []}
    if doing == "public":
        known["code"] = _published(name, document)
        return told | {"pages": [page.format(**known) for page in PUBLIC]}
    role = Role.EXECUTIVE if doing == "approver" else Role.STAFF
    user = _member(name, document.agency, role)
    told["cookie"] = _cookie(user)
    if doing == "reader":
        return told | {"pages": [page.format(**known) for page in READ]}
    if doing == "writer":
        return told | {"pages": ["/a/{slug}/scores/{year}/edit/".format(**known)]}
    waiting = [_waiting(user, document), *(_waiting(user, next(documents)) for _ in range(EDITIONS - 1))]
    return told | {"pages": waiting}


def _published(name: str, document: Document) -> str:
    """Publish the document, and return the code of its edition."""
    edition = _submitted(_member(name, document.agency, Role.EXECUTIVE), document)
    way.decide(edition)
    edition.refresh_from_db()
    actions.publish(edition=edition, by=edition.submitted_by)
    return edition.code


def _waiting(executive: User, document: Document) -> str:
    """Return the address of an edition that waits for the executive."""
    edition = _submitted(executive, document)
    return f"/a/{document.agency.slug}/editions/{edition.pk}/"


def _submitted(executive: User, document: Document) -> Edition:
    """Have the document wait for the executive, in a chain of one step."""
    agency = document.agency
    clerk = _member(f"bench-clerk-{agency.slug}", agency, Role.STAFF)
    _member(executive.username, agency, Role.EXECUTIVE)
    step = agency.memberships.get(user=executive)
    ApprovalStep.objects.create(agency=agency, position=1, membership=step)
    # What is generated lacks what a memo needs; here it is decisions that are measured.
    submission.check = lambda snapshot: []
    seen = fingerprint_of(build_snapshot(document))
    return actions.submit(document=document, version=document.version, seen=seen, message="", by=clerk)


def _member(name: str, agency: Agency, role: str) -> User:
    user, _ = User.objects.get_or_create(username=name, defaults={"first_name": "ผู้ทดสอบ", "last_name": name})
    Membership.objects.get_or_create(agency=agency, user=user, defaults={"role": role})
    return user


def _admin() -> User:
    return User.objects.get_or_create(
        username="bench-admin", defaults={"is_staff": True, "is_superuser": True}
    )[0]


def _cookie(user: User) -> str:
    """Return the key of a session in which the person has just signed in; signing in itself is not measured."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    proof = {"method": "password", "at": time.time()}
    session["account_authentication_methods"] = [proof]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return session.session_key or ""
