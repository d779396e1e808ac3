"""Who signs is asked who they are just before, is told afterwards, and signs what they opened."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.enums import WAYS
from agencies.models import AuditEvent
from approvals import actions
from approvals.enums import AddressClass, Means, ProofPolicy, Trust
from approvals.models import ApprovalRules, Decision, Notice
from approvals.rules.moves import NotAllowed
from approvals.rules.presence import Presence, address_class, circumstances, is_proven, methods_for
from approvals.signing.certificate import open_certificate
from approvals.signing.failures import SigningFailed
from tests.accounts.people import OLD, shown_by, with_app
from tests.approvals.test_decision_pages import address, sent, with_file
from tests.approvals.test_inbox import several, ticked
from tests.conftest import prove, signed_in
from tests.factories.editions import decided, present, submitted
from tests.factories.pki import PASSPHRASE, self_signed

pytestmark = [pytest.mark.usefixtures("quick"), pytest.mark.slow]
TYPED = "เห็นควรเสนอนายกพิจารณา ตามที่เสนอ"


@pytest.fixture
def edition(bureau):
    return submitted(bureau)


@pytest.fixture
def chief(bureau):
    """The first of the chain, who has a password and signed in six minutes ago."""
    person = bureau.chain[0]
    person.set_password(OLD)
    person.email = "chief@example.go.th"
    person.save()
    client = signed_in(person)
    prove(client, minutes_ago=6)
    return client


def carried(response) -> dict:
    """Return what the page that asks for proof carries on."""
    page = response.content.decode()
    return {name: re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in ("interrupted", "proof")}


def test_after_six_minutes_the_password_is_asked_for_and_no_word_is_lost(
    chief, bureau, edition, django_capture_on_commit_callbacks
):
    chief.get(address("edition", edition))
    asked = chief.post(address("decide", edition), sent(edition, opinion=TYPED))
    assert "ยืนยันว่าเป็นท่าน" in asked.content.decode()
    assert TYPED in asked.content.decode()
    assert not Decision.objects.exists()

    again = reverse("account_reauthenticate")
    wrong = chief.post(again, {**carried(asked), "password": "ผิด"})
    assert "รหัสผ่านไม่ถูกต้อง" in wrong.content.decode()
    assert not Decision.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        done = chief.post(again, {**carried(wrong), "password": OLD})

    assert done.url == address("edition", edition)
    decision = Decision.objects.get()
    assert (decision.opinion, decision.proof_method, decision.trust) == (TYPED, "password", Trust.LOCAL)
    assert datetime.now(UTC) - decision.proved_at < timedelta(minutes=1)
    assert re.fullmatch("[0-9a-f]{16}", decision.session_mark)
    assert decision.session_mark not in chief.session.session_key
    assert decision.address_class == AddressClass.SAME
    told = AuditEvent.objects.get(action="edition.approve").after
    assert all(word in told for word in ("password", decision.session_mark, Trust.LOCAL.value))

    [receipt] = Notice.objects.filter(user=bureau.chain[0], kind="signed")
    for words in ("ลงนามในชื่อของท่าน", "รหัสผ่าน", "เครื่องเดียวกับระบบ", "หากท่านไม่ได้ลงนามเอง"):
        assert words in receipt.text
    [letter] = [each for each in mail.outbox if each.to == ["chief@example.go.th"]]
    assert "หากท่านไม่ได้ลงนามเอง" in letter.body


def test_what_one_person_carries_nobody_else_sends(chief, bureau, edition):
    text = carried(chief.post(address("decide", edition), sent(edition)))
    other = bureau.chain[1]
    other.set_password(OLD)
    other.save()

    signed_in(other).post(reverse("account_reauthenticate"), {**text, "password": OLD})

    assert not Decision.objects.exists()


def test_an_agency_may_demand_more_than_a_password(chief, bureau, edition):
    actions.save_rules(agency=bureau.agency, by=bureau.manager, proof=ProofPolicy.SECOND)
    prove(chief)

    without = chief.post(address("decide", edition), sent(edition, opinion=TYPED))
    assert "บัญชีของท่านยังไม่มี" in without.content.decode()
    assert TYPED in without.content.decode()

    secret = with_app(bureau.chain[0])
    asked = chief.post(address("decide", edition), sent(edition, opinion=TYPED))
    assert reverse("mfa_reauthenticate") in asked.content.decode()
    assert "ใช้รหัสผ่าน" not in asked.content.decode()
    assert not Decision.objects.exists()
    code = {**carried(asked), "code": shown_by(secret)}
    assert chief.post(reverse("mfa_reauthenticate"), code).url == address("edition", edition)
    assert Decision.objects.get().proof_method == "totp"


def test_another_way_to_answer_carries_the_form_along(chief, bureau, edition):
    secret = with_app(bureau.chain[0])
    asked = chief.post(address("decide", edition), sent(edition, opinion=TYPED))

    by_code = chief.post(reverse("mfa_reauthenticate"), {**carried(asked), "carry": "1"})
    assert TYPED in by_code.content.decode()
    chief.post(reverse("mfa_reauthenticate"), {**carried(by_code), "code": shown_by(secret)})

    assert (Decision.objects.get().opinion, Decision.objects.get().proof_method) == (TYPED, "totp")


def test_of_several_only_what_was_opened_is_signed_and_one_proof_does(chief, bureau):
    first, second, third = several(bureau, 3)
    form = ticked(first, second, confirm="1", phrase="ทราบ")
    unopened = {f"seen-{third.pk}": third.files.get().sha256, "edition": [first.pk, second.pk, third.pk]}
    first_page = {name: value for name, value in (form | unopened).items() if name != "confirm"}
    listed = chief.post(reverse("inbox_approve"), first_page)
    assert listed.content.decode().count("จะไม่ลงนาม</p>") == 1

    asked = chief.post(reverse("inbox_approve"), form | unopened)
    assert not Decision.objects.exists()
    password = {**carried(asked), "password": OLD}
    done = chief.post(reverse("account_reauthenticate"), password, follow=True)

    told = [str(message) for message in done.context["messages"]]
    assert "2 ฉบับ" in told[0]
    assert str(third.register_entry) in told[1]
    assert "ยังไม่ได้เปิดอ่าน" in told[1]
    assert set(Decision.objects.values_list("edition_id", "opened", "opinion")) == {
        (first.pk, True, "ทราบ"), (second.pk, True, "ทราบ"),
    }  # fmt: skip


def test_where_the_agency_allows_it_record_and_receipt_say_that_it_was_not_opened(chief, bureau, edition):
    actions.save_rules(agency=bureau.agency, by=bureau.manager, may_sign_unopened=True)
    prove(chief)
    seen = {"edition": [edition.pk], f"seen-{edition.pk}": edition.files.get().sha256, "confirm": "1"}

    chief.post(reverse("inbox_approve"), seen)

    assert Decision.objects.get().opened is False
    assert "โดยยังไม่ได้เปิดอ่าน" in Notice.objects.get(kind="signed").text


def test_the_action_itself_refuses_an_old_proof(bureau, edition):
    now = datetime.now(UTC)
    for presence in (Presence(), Presence("password", now - timedelta(minutes=6))):
        with pytest.raises(NotAllowed, match="ยังไม่ได้ยืนยันตัวตน"):
            decided(edition, bureau.chain[0], presence=presence)


@pytest.mark.parametrize("method", WAYS)
def test_which_proof_does(method):
    at = datetime(2026, 11, 28, 8, 0, tzinfo=UTC)
    presence = Presence(method, at)

    assert is_proven(presence, ProofPolicy.ANY, at + timedelta(minutes=5))
    assert not is_proven(presence, ProofPolicy.ANY, at + timedelta(minutes=5, seconds=1))
    strong = method in {"totp", "webauthn", "recovery_codes"}
    assert is_proven(presence, ProofPolicy.SECOND, at) is strong
    assert (method in methods_for(ProofPolicy.ANY, ProofPolicy.SECOND)) is strong
    stated = circumstances(presence, opened=False, trust="seal")
    assert stated == f"proof:{method} proved:2026-11-28T08:00:00Z opened:no trust:seal"


@pytest.mark.parametrize(
    ("ip", "kind"),
    [
        ("127.0.0.1", "same"), ("::1", "same"), ("10.1.2.3", "private"), ("::ffff:192.168.1.9", "private"),
        ("fd00::1", "private"), ("8.8.8.8", "public"), ("2001:4860:4860::8888", "public"), ("", ""), ("?", ""),
    ],
)  # fmt: skip
def test_of_an_address_its_class_is_kept(ip, kind):
    assert address_class(ip) == kind


# Certificates


def test_a_minister_of_ones_own_making_is_refused_or_shown_as_what_it_is(chief, bureau, edition):
    visitor = Client()
    prove(chief)
    minister = with_file(self_signed("รัฐมนตรีตัวอย่าง Thailand National Root CA", PASSPHRASE), is_mine="on")
    actions.save_rules(agency=bureau.agency, by=bureau.manager, trusted_only=True)
    refused = chief.post(address("decide", edition), sent(edition, **minister)).content.decode()
    assert "เฉพาะใบรับรองจากผู้ออกที่ระบบเชื่อถือ" in refused
    assert not Decision.objects.exists()

    actions.save_rules(agency=bureau.agency, by=bureau.manager, trusted_only=False)
    minister = with_file(self_signed("รัฐมนตรีตัวอย่าง Thailand National Root CA", PASSPHRASE), is_mine="on")
    chief.post(address("decide", edition), sent(edition, **minister))
    edition.refresh_from_db()
    for person in bureau.chain[1:]:
        decided(edition, person)
    actions.publish(edition=edition, by=bureau.clerk)

    assert Decision.objects.get(signatory__position=1).trust == Trust.UNPROVEN
    assert str(Trust.UNPROVEN.label) in chief.get(address("edition", edition)).content.decode()
    checked = visitor.get(reverse("publications:verify_code", args=[edition.code])).content.decode()
    assert "แต่ยืนยันผู้ลงนามได้ไม่ครบ" in checked
    assert str(Trust.UNPROVEN.label) in checked
    data = visitor.get(reverse("publications:document_data", args=[edition.code, "json"])).json()
    assert [one["trust"] for one in data["publication"]["signatures"]] == ["unproven", "seal", "seal"]


def test_trust_is_what_a_root_that_the_portal_trusts_leads_to(bureau, edition, settings, tmp_path):
    from tests.factories.pki import Authority

    (tmp_path / "trust").mkdir()
    with Authority(tmp_path).running() as authority:
        (tmp_path / "trust" / "root.pem").write_bytes(authority.trust_pem)
        own = open_certificate(authority.p12("mayor"), PASSPHRASE, now=datetime.now(UTC))
    signing = actions.Signing(Means.CERTIFICATE, own, own.subject)
    assert signing.trust == Trust.UNPROVEN

    settings.TRUST_FOLDER = str(tmp_path / "trust")
    assert signing.trust == Trust.TRUSTED
    ApprovalRules.objects.create(agency=bureau.agency, trusted_only=True)
    assert decided(edition, bureau.chain[0], signing=signing).trust_line == Trust.TRUSTED.label
    by_oneself = open_certificate(self_signed("นาย ก", PASSPHRASE), PASSPHRASE, now=datetime.now(UTC))
    with pytest.raises(SigningFailed, match="เฉพาะใบรับรองจากผู้ออกที่ระบบเชื่อถือ"):
        decided(
            edition, bureau.chain[1], signing=actions.Signing(Means.CERTIFICATE, by_oneself, "นาย ก"),
            presence=present("totp"),
        )  # fmt: skip


@pytest.mark.parametrize("demo", [True, False])
def test_outside_the_demonstration_only_trusted_certificates_are_the_rule(demo, settings, agency):
    settings.DEMO = demo
    assert ApprovalRules(agency=agency).trusted_only is not demo
