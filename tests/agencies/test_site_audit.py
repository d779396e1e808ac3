"""The site's own log: its administrators read, narrow, check and export it."""

import csv
import io

import pytest
from django.db import connection
from django.urls import reverse

from agencies.auditlog import sealed
from agencies.auditlog.writing import head_of, record
from tests.conftest import signed_in
from tests.factories.audit import run, unprotect

URL = "/site/audit/"


@pytest.fixture
def log(agency, clerk, admin):
    """Two events of the site, and one of an agency that is none of its business."""
    record("user.change_password", clerk, by=clerk, agency=None)
    record("agency.save", agency, by=clerk, agency=agency, after={"phone": "เบอร์ของหน่วยงาน"})
    record("criteria.publish", agency, by=admin, agency=None)


@pytest.fixture
def rewritten(log, agency):
    """The second event, rewritten in the database past its triggers."""
    unprotect(connection)
    run(
        connection, "UPDATE agencies_auditevent SET actor_name = 'x' WHERE sequence = 2 AND agency_id IS NULL"
    )


def test_the_sites_chain_is_read_narrowed_and_exported(log, site, admin):
    page = site.get(URL).content.decode()
    narrowed = site.get(URL, {"actor": admin.pk})
    text = b"".join(site.get(f"{URL}csv/", {"group": "user"}).streaming_content).decode()

    assert "เปลี่ยนรหัสผ่านของตนเอง" in page
    assert "เบอร์ของหน่วยงาน" not in page
    assert [entry.event.sequence for entry in narrowed.context["entries"]] == [2]
    [row] = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    assert row["รหัสการกระทำ"] == "user.change_password"


def test_the_sites_chain_is_compared_with_what_is_sealed_outside(log, site, monkeypatch):
    number, _, hash_ = head_of(None).partition(":")
    asked = []
    known = {int(number): hash_}
    monkeypatch.setattr(sealed, "_sources", [lambda chain: asked.append(chain) or known])

    assert "ตรวจสอบแล้วครบถ้วน" in site.get(URL, {"check": 1}).content.decode()
    assert asked == [None]
    known[int(number)] = "0" * 64
    assert "ไม่ตรงกับค่าที่ประทับไว้" in site.get(URL, {"check": 1}).content.decode()


def test_a_rewritten_event_of_the_site_is_named(rewritten, site):
    page = site.get(URL, {"check": 1}).content.decode()

    assert "บันทึกไม่ครบถ้วน" in page
    assert "รายการที่ 2 ถูกแก้ไขหลังบันทึก" in page


def test_the_page_is_for_site_administrators_alone(log, manager):
    client = signed_in(manager)

    assert client.get(URL).status_code == 404
    assert URL not in client.get(reverse("account")).content.decode()


def test_failed_sign_ins_are_found_by_name_and_address(site, clerk, viewer_user):
    clerk.sign_ins.create(succeeded=False, method="password", address="192.0.2.7")
    viewer_user.sign_ins.create(succeeded=False, method="totp", address="192.0.2.8")
    clerk.sign_ins.create(succeeded=True, method="password", address="192.0.2.9")
    address = reverse("failed_sign_ins")

    def shown(**query):
        return {entry.user for entry in site.get(address, query).context["sign_ins"]}

    assert address in site.get(URL).content.decode()
    assert shown() == {clerk, viewer_user}
    assert shown(q="192.0.2.8") == {viewer_user}
    assert shown(q=clerk.username.upper()) == {clerk}
    assert shown(q="192.0.2.9") == set()
    assert site.get(address, {"q": "\x00'%"}).status_code == 200
