import pytest
from axes.models import AccessAttempt
from django.urls import reverse
from limits import RateLimitItemPerMinute

from accounts.adapters import AccountAdapter
from agencies.models import AuditEvent
from itaportal import ratelimits
from tests.conftest import signed_in


@pytest.fixture
def person(clerk):
    clerk.set_password("demo-ita-2569")
    clerk.save()
    return clerk


def sign_in(client, username, password):
    return client.post(reverse("account_login"), {"login": username, "password": password})


def test_the_demo_password_opens_a_demonstration_portal_only(client, person, settings):
    settings.DEMO = False
    response = sign_in(client, person.username, "demo-ita-2569")
    assert response.status_code == 200
    assert "เข้าสู่ระบบไม่สำเร็จ" in response.content.decode()

    settings.DEMO = True
    assert sign_in(client, person.username, "demo-ita-2569").status_code == 302


def test_repeated_wrong_passwords_lock_name_and_address_together(client, person):
    for _ in range(7):
        response = sign_in(client, person.username, "wrong")
    assert response.status_code == 429
    assert "รอ 15 นาที" in response.content.decode()

    assert sign_in(client, person.username, "demo-ita-2569").status_code == 429
    other_desk = client.post(
        reverse("account_login"),
        {"login": person.username, "password": "demo-ita-2569"},
        REMOTE_ADDR="10.0.0.9",
    )
    assert other_desk.status_code == 302


@pytest.mark.parametrize("name", ["ก" * 151, "a" * 5000, "so\x00mebody"])
def test_a_name_that_fits_no_column_is_a_wrong_name_and_written_nowhere(client, db, name):
    response = sign_in(client, name, "x")

    assert response.status_code == 200
    assert response.context["form"].non_field_errors() == [
        AccountAdapter.error_messages["username_password_mismatch"]
    ]
    assert not response.context["form"].errors.get("login")
    assert not AccessAttempt.objects.exists()


def test_a_password_with_a_null_byte_is_a_wrong_password(client, person):
    response = sign_in(client, person.username, "demo\x00-ita-2569")

    assert "ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง" in response.content.decode()


def test_names_tried_from_one_address_are_counted_together(client, person, monkeypatch):
    monkeypatch.setattr(ratelimits, "FAILED_SIGN_INS", RateLimitItemPerMinute(3, 15, namespace="few"))
    for number in range(3):
        assert sign_in(client, f"nobody{number}", "wrong").status_code == 200

    refused = sign_in(client, person.username, "demo-ita-2569")

    assert refused.status_code == 429
    assert "จากเครือข่ายนี้" in refused.content.decode()
    other = {"login": person.username, "password": "demo-ita-2569"}
    assert client.post(reverse("account_login"), other, REMOTE_ADDR="10.0.0.9").status_code == 302


def test_the_site_administrators_pages_have_no_door_of_their_own(client, person):
    door = client.get("/admin/", follow=True)
    assert door.redirect_chain[-1] == ("/login/?next=%2Fadmin%2F", 302)
    assert client.post(reverse("admin:login"), {"username": "x", "password": "x"}).url.startswith("/login/")

    assert signed_in(person).get(reverse("admin:login")).status_code == 403


def test_an_account_that_was_closed_meanwhile_opens_with_no_password(client, person):
    person.is_active = False
    person.save()

    assert "เข้าสู่ระบบไม่สำเร็จ" in sign_in(client, person.username, "demo-ita-2569").content.decode()


def test_an_address_longer_than_its_column_is_refused(clerk_client, clerk):
    form = {
        "email": f"{'a' * 60}@{'.'.join(['b' * 60] * 4)}.go.th",
        "language": "th",
        "digits": "thai",
        "theme": "",
    }

    response = clerk_client.post(reverse("account"), form)

    assert "254" in response.context["form"].errors["email"][0]
    assert not set("abcdefghijklmnopqrstuvwxyz") & set(response.context["form"].errors["email"][0])
    clerk.refresh_from_db()
    assert (clerk.email, clerk.digits) == ("", "arabic")


def test_thai_digits_are_a_persons_choice(clerk_client, clerk, agency, packs):
    form = {
        "title": "นาย",
        "first_name": "ก",
        "last_name": "ข",
        "language": "th",
        "digits": "thai",
        "theme": "dark",
    }

    clerk_client.post(reverse("account"), form)

    clerk.refresh_from_db()
    page = clerk_client.get(reverse("assessments:index", args=[agency.slug])).content.decode()
    assert (clerk.digits, clerk.theme) == ("thai", "dark")
    assert "๒๕๖๘" in page
    assert "2568<" not in page
    assert 'data-bs-theme="dark"' in page
    assert AuditEvent.objects.filter(action="user.save_preferences").count() == 1


def test_the_health_page_answers_anybody(client, db):
    assert client.get("/healthz").status_code == 200


def test_the_health_page_says_when_the_database_is_gone(client, db, monkeypatch):
    from django.db import DatabaseError, connection

    def unreachable():
        raise DatabaseError

    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", unreachable)
        assert client.get("/healthz").status_code == 503


def test_the_health_page_says_when_the_disk_is_full(client, db, monkeypatch):
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        full = client.get("/healthz")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert (full.status_code, full.content) == (503, b"no room for files")

    monkeypatch.setattr("itaportal.health.stores.LEAST_ROOM", 1 << 70)
    assert client.get("/healthz").status_code == 503


def test_pages_allow_nothing_inline_and_nothing_foreign(clerk_client, agency):
    response = clerk_client.get(reverse("account"))

    policy = response["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert " style=" not in response.content.decode()


def test_an_agency_members_home_is_their_agency(clerk_client, agency):
    assert clerk_client.get("/").url == f"/a/{agency.slug}/"


def test_people_without_agency_are_told_what_to_do(client, db):
    from tests.factories.agencies import UserFactory

    page = signed_in(UserFactory()).get("/").content.decode()

    assert "ยังไม่ได้อยู่ในหน่วยงานใด" in page
