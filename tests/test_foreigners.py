"""Nobody gets at another agency's data from their own, and whoever breaks that is found out.

The foreigner holds every role in an agency of their own, where everything is that there is in the other one, so that no
door stays shut only because a role is missing or a year is empty.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from importlib import import_module

import pytest
from django.core.cache import cache
from django.http import Http404

from agencies.auditlog.models import AuditEvent
from assessments.models import Assessment
from reports.models import Document
from tests.conftest import asked, signed_in
from tests.factories.neighbours import SECRET, Neighbours, neighbours
from tests.test_access import FORM, POLICY, PUBLIC

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("unjudged")]
# Pages to look through for the other agency's texts; files are drawn from the same objects, and take long.
_FILES = ("pdf", "docx", "zip", "picture", "thumbnail", "_file", "template", "edition_page", "edition_text")


@pytest.fixture
def world(agency, other_agency, packs) -> Neighbours:
    cache.clear()  # requests are counted
    other_agency.province = "เชียงใหม่"
    other_agency.save()
    return neighbours(own=agency, other=other_agency)


def leaks(world: Neighbours, names: Collection[str] = ()) -> set[str]:
    """Return the names of the addresses (all, or those of ``names``) through which the other agency is reached."""
    client, found = signed_in(world.foreigner), set()

    def answer(method: str, address: str):
        status, content = asked(client, method, address, **FORM)
        return status, content.decode(errors="replace")

    for name, address, nowhere in world.detours():
        if names and name not in names:
            continue
        for method in ("GET", "POST"):
            status = answer(method, address)[0]
            # 405 says that there is no such way; anything else must be said of what is not there as well.
            if status not in (404, 405) and status != answer(method, nowhere)[0]:
                found.add(name)
    for name, address in world.own.urls.items():
        if (names and name not in names) or any(part in name for part in _FILES):
            continue
        if POLICY[name].get("GET") != PUBLIC and SECRET in answer("GET", address)[1]:
            found.add(name)
    return found


def test_nothing_of_another_agency_is_reached_from_ones_own(world):
    assert leaks(world) == set()


def test_there_are_two_of_each_and_a_way_to_each(world):
    """An address that differs in nothing but the agency leads nowhere else; all others are tried."""
    tried = {name for name, *_ in world.detours()}

    assert len(tried) >= 50
    assert {hole.name for hole in HOLES if hole.by_id} <= tried


@dataclass(frozen=True)
class Hole:
    """A mistake in a view: ``where`` is the name that a careless look-up takes the place of."""

    name: str
    where: str
    careless: Callable[[Callable], Callable]
    by_id: bool = True


def by_key_alone(right: Callable) -> Callable:
    """Look an object up by its id, whoever's it is."""

    def careless(rows, *args, **kwargs):
        if "pk" not in kwargs:
            return right(rows, *args, **kwargs)
        model = getattr(rows, "model", rows)
        try:
            found = model._base_manager.get(pk=kwargs["pk"])
        except model.DoesNotExist:
            raise Http404 from None
        # What the view has read besides.
        for name in rows.query.annotations if hasattr(rows, "query") else ():
            vars(found).setdefault(name, False)
        return found

    return careless


def of_anybody(right: Callable) -> Callable:
    """Look a year's result up without its agency; of several, the first."""

    def careless(agency, year):
        found = Assessment.objects.filter(fiscal_year=year).order_by("pk").first()
        if found is None:
            raise Http404
        return found

    return careless


def all_documents(right: Callable) -> Callable:
    return lambda agency: Document.objects.select_related("plan", "round", "agency").order_by("-pk")


def all_events(right: Callable) -> Callable:
    return lambda agency, **wanted: AuditEvent.objects.order_by("-pk")


_LOOKUP = "get_object_or_404"
HOLES = [
    Hole("agencies:member_edit", f"agencies.views.people.{_LOOKUP}", by_key_alone),
    Hole("approvals:substitute_edit", f"approvals.views.rules.{_LOOKUP}", by_key_alone),
    Hole("approvals:substitute_remove", f"approvals.views.rules.{_LOOKUP}", by_key_alone),
    Hole("approvals:proposal", f"approvals.views.proposals.{_LOOKUP}", by_key_alone),
    Hole("approvals:copy", f"approvals.views.copies.{_LOOKUP}", by_key_alone),
    Hole("approvals:answer", f"approvals.views.decisions.{_LOOKUP}", by_key_alone),
    Hole("approvals:edition", f"approvals.views.editions.{_LOOKUP}", by_key_alone),
    Hole("approvals:move", f"approvals.views.editions.{_LOOKUP}", by_key_alone),
    Hole("approvals:submit", f"approvals.views.submission.{_LOOKUP}", by_key_alone),
    Hole("reports:document_edit", f"reports.views.documents.{_LOOKUP}", by_key_alone),
    Hole("reports:document_start", f"reports.views.documents.{_LOOKUP}", by_key_alone),
    Hole("measures:progress_round", f"measures.views.progress.{_LOOKUP}", by_key_alone),
    Hole("measures:plan_measure_edit", f"measures.views.years.{_LOOKUP}", by_key_alone),
    Hole("measures:progress_evidence_file", f"measures.views.evidence.{_LOOKUP}", by_key_alone),
    Hole("measures:progress_evidence_delete", f"measures.views.evidence.{_LOOKUP}", by_key_alone),
    Hole("measures:catalogue_entry", f"measures.views.catalogue.{_LOOKUP}", by_key_alone),
    Hole("measures:catalogue_remove", f"measures.views.catalogue.{_LOOKUP}", by_key_alone),
    Hole("exchange:import", f"exchange.views.imports.{_LOOKUP}", by_key_alone),
    Hole("exchange:import_undo", f"exchange.views.imports.{_LOOKUP}", by_key_alone),
    Hole("exchange:paste_rows", f"exchange.views.sources.{_LOOKUP}", by_key_alone),
    Hole("assessments:analysis_finding", "assessments.views.analysis._assessment", of_anybody, by_id=False),
    Hole("reports:index", "reports.views.documents.documents_of", all_documents, by_id=False),
    Hole("agencies:audit", "agencies.auditlog.queries.audit_events", all_events, by_id=False),
]


def test_every_planted_hole_is_found(world):
    """Of each kind of object one look-up is made careless; a walk that misses one is not worth its name."""
    missed = []
    for hole in HOLES:
        module, _, attribute = hole.where.rpartition(".")
        with pytest.MonkeyPatch.context() as patch:
            right = getattr(import_module(module), attribute)
            patch.setattr(hole.where, hole.careless(right))
            if hole.name not in leaks(world, [hole.name]):
                missed.append(hole.name)

    assert missed == []
    assert leaks(world, {hole.name for hole in HOLES}) == set()
