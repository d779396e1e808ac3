"""What can be searched of people and agencies, which know nothing of search."""

from collections.abc import Collection, Iterator

from agencies.models import Agency, Membership, User
from itaportal.language import gettext_lazy
from search.enums import Audience
from search.indexing import register
from search.sources import Draft, Kind, Source, joined

PERSON = Kind("person", gettext_lazy("บุคคล"), "agencies:member_edit", 80, Audience.MANAGE)
AGENCY = Kind(
    "agency", gettext_lazy("หน่วยงาน"), "", 90, Audience.NAME, site_page="admin:agencies_agency_change"
)


def _read_people(keys: Collection[int]) -> Iterator[Draft]:
    for member in Membership.objects.filter(pk__in=keys).select_related("user"):
        yield Draft(
            kind=PERSON,
            object_id=member.pk,
            agency_id=member.agency_id,
            title=member.user.get_full_name(),
            text=joined(member.position_title, member.get_role_display()),
            args=(member.pk,),
        )


def _read_agencies(keys: Collection[int]) -> Iterator[Draft]:
    for agency in Agency.objects.filter(pk__in=keys):
        yield Draft(
            kind=AGENCY,
            object_id=agency.pk,
            agency_id=agency.pk,
            title=agency.name,
            text=joined(
                agency.short_name,
                f"อำเภอ{agency.district} จังหวัด{agency.province}",
            ),
        )


def _memberships_of(user: User) -> list[int]:
    return list(user.memberships.values_list("pk", flat=True))


register(Source(Membership, (PERSON,), _read_people, follows=((User, _memberships_of),)))
register(Source(Agency, (AGENCY,), _read_agencies))
