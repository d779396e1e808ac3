"""Agencies and people for tests: required fields, neutral names."""

import factory

from agencies.enums import AgencyKind, Role
from agencies.models import Agency, Department, Membership, User


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    username = factory.Sequence(lambda number: f"person{number}")
    title = "นาย"
    first_name = "สมมุติ"
    last_name = factory.Sequence(lambda number: f"ตัวอย่าง{number}")


class AgencyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Agency

    slug = factory.Sequence(lambda number: f"agency-{number}")
    name = factory.LazyAttribute(lambda agency: f"องค์การบริหารส่วนตำบล{agency.slug}")
    short_name = factory.LazyAttribute(lambda agency: f"อบต.{agency.slug}")
    kind = AgencyKind.SUBDISTRICT_ORGANISATION
    district = "เมือง"
    province = "นครปฐม"


class DepartmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Department

    agency = factory.SubFactory(AgencyFactory)
    name = factory.Sequence(lambda number: f"กองที่ {number}")


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    agency = factory.SubFactory(AgencyFactory)
    role = Role.STAFF
    position_title = "นักวิเคราะห์นโยบายและแผน"
