"""Fixtures by role."""

from pathlib import Path

import pytest

from agencies.enums import Role

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def _fast_and_private(settings, tmp_path):
    """Cheap password hashes, uploads and renderings in a folder of the test's own."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def packs(db):
    """The criteria packs that come with the portal."""
    from django.core.management import call_command

    call_command("load_criteria", verbosity=0)


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


def signed_in(user):
    """Return a test client signed in as the user."""
    from django.test import Client

    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


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
