"""A process of its own that submits or decides, and that can be killed on the way; run by test_at_once.py.

    python -m tests.approvals.worker prepare | facts
    python -m tests.approvals.worker propose | confirm N [--wait-for FILE]
    python -m tests.approvals.worker submit | decide N [--die-at PLACE] [--wait-for FILE]

It prints one line of JSON: what came of it.
"""

import argparse
import contextlib
import json
import os
import signal
import time
from pathlib import Path

import django
import pytest

# After which step the process is killed: module and name of the function that has just returned.
PLACES = {
    "number": ("approvals.actions.submission", "reserve_number"),
    "rendering": ("approvals.actions.submission", "_seal"),
    "claim": ("approvals.actions.submission", "_claim"),
    "file": ("approvals.actions.submission", "store"),
    "submitted": ("approvals.actions.submission", "tell_waiting"),
    "signing": ("approvals.actions.decisions", "_sign"),
    "advance": ("approvals.actions.decisions", "_advance"),
    "signed file": ("approvals.actions.decisions", "store"),
    "decision": ("approvals.actions.decisions", "_keep"),
    "decided": ("approvals.actions.decisions", "tell_decided"),
}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("command", choices=["prepare", "submit", "decide", "propose", "confirm", "facts"])
    parser.add_argument("step", type=int, nargs="?", default=1)
    parser.add_argument("--die-at", choices=PLACES)
    parser.add_argument("--wait-for", type=Path)
    options = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    with pytest.MonkeyPatch.context() as patch:
        from tests.factories.editions import without_files

        without_files(patch)
        if options.die_at:
            die_after(patch, *PLACES[options.die_at])
        while options.wait_for and not options.wait_for.exists():
            time.sleep(0.005)
        print(json.dumps(globals()[options.command](options.step), ensure_ascii=False))  # noqa: T201


def die_after(patch, module: str, name: str) -> None:
    """Kill this process when the function has returned."""
    target = f"{module}.{name}"
    patched = __import__(module, fromlist=[name])
    original = getattr(patched, name)

    def deadly(*args, **kwargs):
        original(*args, **kwargs)
        os.kill(os.getpid(), signal.SIGKILL)

    patch.setattr(target, deadly)


def prepare(step: int) -> str:
    """Fill the empty database with an office."""
    from django.core.management import call_command

    from tests.factories.agencies import AgencyFactory, DepartmentFactory
    from tests.factories.editions import office

    call_command("migrate", verbosity=0, interactive=False)
    call_command("load_criteria", verbosity=0)
    agency = AgencyFactory(slug="tua-yang", document_prefix="นฐ 70001")
    DepartmentFactory(agency=agency)
    office(agency)
    return "ready"


def submit(step: int) -> str:
    """Submit the document as its clerk would."""
    from agencies.models import Agency, User
    from approvals import actions
    from approvals.rules.moves import NotAllowed
    from itaportal.editing.concurrency import StaleEdit
    from tests.factories.editions import seen_now

    document = Agency.objects.get().documents.select_related("agency", "plan__assessment").get()
    clerk = User.objects.get(first_name="ผู้เสนอ")
    with contextlib.suppress(StaleEdit, NotAllowed):
        actions.submit(
            document=document, version=document.version, seen=seen_now(document), message="", by=clerk
        )
        return "submitted"
    return "overtaken"


def decide(step: int) -> str:
    """Approve the step as its signatory would."""
    from approvals import actions
    from approvals.models import Edition
    from approvals.rules.moves import NotAllowed
    from tests.factories.editions import decided

    edition = Edition.objects.select_related("document__agency").get()
    with contextlib.suppress(actions.Overtaken, NotAllowed):
        decided(edition, edition.signatories.get(position=step).user)
        return "decided"
    return "overtaken"


def propose(step: int) -> int:
    """Propose two chains that cannot both be, each without one of the first two signatories."""
    from agencies.models import Agency, User
    from approvals import actions

    agency, manager = Agency.objects.get(), User.objects.get(memberships__role="agency_admin")
    people = list(agency.approval_steps.order_by("position").values_list("membership_id", flat=True))
    for rest in (people[1:], [people[0], people[2]]):
        content = {"steps": [[pk, ""] for pk in rest]}
        actions.propose("chain", agency=agency, content=content, by=manager)
    return agency.proposals.count()


def confirm(step: int) -> str:
    """Confirm one of the proposals as the last signatory would."""
    from agencies.models import User
    from approvals import actions
    from approvals.models import Proposal

    proposal = Proposal.objects.order_by("pk")[step - 1]
    with contextlib.suppress(actions.Settled):
        actions.confirm(proposal=proposal, by=User.objects.get(memberships__role="executive"))
        return "confirmed"
    return "settled"


def facts(step: int) -> dict:
    """Return what the database and the files say."""
    from agencies.auditlog.writing import verify_chain
    from agencies.models import Agency, AuditEvent
    from approvals.models import Decision, Edition, Notice, RegisterEntry, StoredFile

    agency = Agency.objects.get()
    return {
        "frozen": agency.documents.get().frozen,
        "editions": list(Edition.objects.order_by("pk").values_list("state", "current", "file_number")),
        "numbers": list(RegisterEntry.objects.order_by("pk").values_list("text", flat=True)),
        "proposals": sorted(agency.proposals.values_list("state", flat=True)),
        "steps": agency.approval_steps.count(),
        "decisions": Decision.objects.count(),
        "notices": Notice.objects.count(),
        "files": [Path(stored.file.path).is_file() for stored in StoredFile.objects.all()],
        "events": list(
            AuditEvent.objects.filter(action__startswith="edition.")
            .order_by("pk")
            .values_list("action", flat=True)
        ),
        "chain": str(verify_chain(agency.pk, {}) or ""),
    }


if __name__ == "__main__":
    main()
