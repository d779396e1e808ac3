"""Two agencies with one of everything each, for tests that try to get from one into the other."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import resolve, reverse

from agencies.auditlog.writing import record
from agencies.enums import Role
from agencies.models import Agency, User
from approvals.models import Question, Signatory, SignedCopy
from assessments.models import Finding
from deadlines.models import Deadline
from disclosure.models import Contest, ContestFile, Disclosure
from exchange.models import Import, Source
from measures.models import CatalogueMeasure, Evidence, Measure
from reports.models import Document
from tests.factories.agencies import MembershipFactory, UserFactory
from tests.factories.editions import add_edition
from tests.factories.imports import add_imports
from tests.factories.world import World, populated

NOBODYS = 987_654_321  # an id that no row has
# Stands in every text of the other agency, and nowhere else.
SECRET = "ของหน่วยงานอื่นเท่านั้น"


@dataclass
class Neighbours:
    """``own``: the foreigner's agency with its addresses. ``other``: the agency that is none of theirs."""

    own: World
    other: World
    foreigner: User

    def detours(self) -> Iterator[tuple[str, str, str]]:
        """Yield (URL name, address, the same to what nobody has) of every way through the own agency to the other's.

        Each part of an address is exchanged alone, and all of them together.
        """
        for name, address in self.own.urls.items():
            own, other = resolve(address), resolve(self.other.urls[name])
            if "slug" not in own.kwargs:
                continue
            differing = [key for key in own.kwargs if key != "slug" and own.kwargs[key] != other.kwargs[key]]
            exchanged = [[key] for key in differing] + ([differing] if len(differing) > 1 else [])
            for keys in exchanged:
                foreign = {key: other.kwargs[key] for key in keys}
                nowhere = {key: NOBODYS if isinstance(value, int) else "0" for key, value in foreign.items()}
                yield (
                    name,
                    reverse(name, kwargs=own.kwargs | foreign),
                    reverse(name, kwargs=own.kwargs | nowhere),
                )


def neighbours(own: Agency, other: Agency) -> Neighbours:
    """Fill both agencies; the foreigner holds every role in ``own``."""
    foreigner = UserFactory()
    for role in Role:
        MembershipFactory(agency=own, role=role, user=foreigner)
        MembershipFactory(agency=other, role=role)
    worlds = []
    for agency in (other, own):
        world = populated(agency)
        add_edition(world, agency)
        add_imports(world, agency)
        worlds.append(world)
    _mark(other)
    return Neighbours(own=worlds[1], other=worlds[0], foreigner=foreigner)


def _mark(agency: Agency) -> None:
    """Put SECRET into the texts of an agency."""
    edition = {"edition__document__agency": agency}
    for user in User.objects.filter(memberships__agency=agency):
        user.last_name = SECRET
        user.save()
    agency.departments.update(name=SECRET)
    agency.substitutes.update(authority=SECRET)
    agency.proposals.update(proposed_name=SECRET)
    Finding.objects.filter(assessment__agency=agency).update(text=SECRET, response=SECRET)
    Measure.objects.filter(plan__agency=agency).update(title=SECRET)
    Evidence.objects.filter(entry__round__plan__agency=agency).update(caption=SECRET)
    CatalogueMeasure.objects.filter(agency=agency).update(title=SECRET)
    Document.objects.filter(agency=agency).update(subject=SECRET)
    Import.objects.filter(agency=agency).update(name=SECRET)
    Source.objects.filter(agency=agency).update(name=SECRET)
    record("agency.save", agency, by=None, agency=agency, before={"office": ""}, after={"office": SECRET})
    Deadline.objects.filter(agency=agency).update(title=SECRET)
    Disclosure.objects.filter(agency=agency).update(note=SECRET)
    Contest.objects.filter(agency=agency).update(reason=SECRET)
    ContestFile.objects.filter(contest__agency=agency).update(title=SECRET)
    Question.objects.filter(**edition).update(text=SECRET)
    SignedCopy.objects.filter(**edition).update(note=SECRET)
    Signatory.objects.filter(**edition).update(name=SECRET)
