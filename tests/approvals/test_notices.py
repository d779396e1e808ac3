"""What people are told in the portal and by e-mail, and what they choose of it."""

import smtplib
from datetime import date

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from agencies.enums import Language
from agencies.models import Membership
from approvals import actions
from approvals.actions import notices
from approvals.actions.outages import send_waiting_mail
from approvals.enums import MAILED_BY_CHOICE, MailState, Move, NoticeKind
from approvals.models import MailChoice, Notice
from approvals.queries.editions import unread_notices
from tests.conftest import signed_in
from tests.english import thai_on
from tests.factories.editions import CHAIN, decided, submitted

pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture
def approver(bureau):
    """The first of the chain, with an e-mail address."""
    person = bureau.chain[0]
    person.email = "approver@example.go.th"
    person.save()
    return person


def tell(bureau, capture):
    """Submit the office's document with e-mail sent as after a commit."""
    with capture(execute=True):
        return submitted(bureau)


def test_a_notice_is_shown_unread_and_opened_read(bureau):
    edition = submitted(bureau)
    client = signed_in(bureau.chain[0])
    address = reverse("notices")

    shown = client.get(address).content.decode()
    assert "รอท่านพิจารณา" in shown
    assert "ยังไม่ได้อ่าน 1 เรื่อง" in shown
    assert "notice-unread" in shown
    assert Notice.objects.filter(read_at__isnull=True).count() == 1  # a GET changes nothing

    response = client.post(address, {"notice": Notice.objects.get().pk})

    assert response.url == reverse("approvals:edition", args=[bureau.agency.slug, edition.pk])
    assert Notice.objects.get().read_at
    shown = client.get(address).content.decode()
    assert "notice-unread" not in shown
    assert "อ่านครบทุกเรื่องแล้ว" in shown
    assert response.url in shown


def test_all_are_marked_as_read_at_once_and_only_ones_own(bureau):
    edition = submitted(bureau)
    other = Notice.objects.create(
        user=bureau.manager, edition=edition, kind=NoticeKind.ASKED, text="ถาม", at=timezone.now()
    )

    response = signed_in(bureau.chain[0]).post(reverse("notices"), follow=True)

    assert "ทำเครื่องหมายว่าอ่านแล้ว 1 เรื่อง" in response.content.decode()
    assert list(Notice.objects.filter(read_at__isnull=True)) == [other]


@pytest.mark.parametrize("pk", ["x", "", "9" * 30, "-1"])
def test_a_notice_that_is_not_ones_own_is_not_found(bureau, pk):
    submitted(bureau)
    client = signed_in(bureau.chain[1])
    assert client.post(reverse("notices"), {"notice": pk}).status_code == 404
    assert client.post(reverse("notices"), {"notice": Notice.objects.get().pk}).status_code == 404
    assert Notice.objects.get().read_at is None


def test_the_page_costs_the_same_for_more_notices(bureau):
    edition = submitted(bureau)
    client = signed_in(bureau.chain[0])
    counts = []
    for number in (1, 3):
        while Notice.objects.count() < number:
            Notice.objects.create(
                user=bureau.chain[0], edition=edition, kind=NoticeKind.ASKED, text="ถาม", at=timezone.now()
            )
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("notices")).content.decode().count("notice-unread") == number
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_notice_is_mailed_with_the_address_of_the_document(
    bureau, approver, django_capture_on_commit_callbacks
):
    edition = tell(bureau, django_capture_on_commit_callbacks)

    [letter] = mail.outbox
    assert letter.to == ["approver@example.go.th"]
    assert reverse("approvals:edition", args=[bureau.agency.slug, edition.pk]) in letter.body
    assert reverse("mail_choices") in letter.body
    assert Notice.objects.get().mail == MailState.SENT


def test_without_an_address_nothing_is_mailed(bureau, django_capture_on_commit_callbacks):
    tell(bureau, django_capture_on_commit_callbacks)

    assert not mail.outbox
    assert Notice.objects.get().mail == MailState.NOT_WANTED


def test_what_is_not_wanted_is_not_mailed_but_told(bureau, approver, django_capture_on_commit_callbacks):
    client = signed_in(approver)
    wanted = [kind for kind, _ in MAILED_BY_CHOICE if kind != NoticeKind.WAITING]

    response = client.post(reverse("mail_choices"), {"kinds": wanted})

    assert response.url == reverse("mail_choices")
    assert list(MailChoice.objects.values_list("user_id", "kind")) == [(approver.pk, "waiting")]
    tell(bureau, django_capture_on_commit_callbacks)
    assert not mail.outbox
    assert Notice.objects.get(user=approver).mail == MailState.NOT_WANTED


def test_the_choices_are_shown_as_stored(bureau, approver):
    actions.choose_mail(user=approver, wanted=[NoticeKind.WAITING])

    shown = signed_in(approver).get(reverse("mail_choices"))

    assert shown.context["form"].initial == {"kinds": ["waiting"]}
    assert shown.content.decode().count(" checked") == 1
    assert "approver@example.go.th" in shown.content.decode()


def test_who_has_no_address_is_told_that_nothing_is_mailed(bureau):
    client = signed_in(bureau.chain[1])
    assert "ยังไม่มีอีเมล" in client.get(reverse("mail_choices")).content.decode()
    assert reverse("mail_choices") in client.get(reverse("account")).content.decode()


def test_an_unknown_kind_is_refused(bureau, approver):
    response = signed_in(approver).post(reverse("mail_choices"), {"kinds": ["waiting", "everything"]})

    assert response.status_code == 200
    assert not MailChoice.objects.exists()


def test_a_mail_server_that_fails_keeps_the_notice_for_the_next_attempt(
    bureau, approver, django_capture_on_commit_callbacks, monkeypatch
):
    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", _gone)
        edition = tell(bureau, django_capture_on_commit_callbacks)

    notice = Notice.objects.get()
    assert (notice.edition, notice.mail) == (edition, MailState.FAILED)
    assert "ยังส่งอีเมลไม่สำเร็จ" in signed_in(approver).get(reverse("notices")).content.decode()

    assert actions.deliver([notice.pk]) == 1
    notice.refresh_from_db()
    assert notice.mail == MailState.SENT
    assert len(mail.outbox) == 1
    assert actions.deliver([notice.pk]) == 0
    assert len(mail.outbox) == 1


def _gone(backend, letters):
    raise smtplib.SMTPServerDisconnected("gone")


def leave(person):
    Membership.objects.filter(user=person).update(ends_on=date(2020, 1, 1))


def test_who_has_left_the_agency_is_told_nothing(bureau, approver, django_capture_on_commit_callbacks):
    edition = submitted(bureau)
    decided(edition, approver)
    leave(approver)

    with django_capture_on_commit_callbacks(execute=True):
        decided(edition, bureau.chain[1], "return", "เหตุผลที่ไม่ควรออกไปนอกหน่วยงาน")

    assert not Notice.objects.filter(user=approver, kind=NoticeKind.RETURNED).exists()
    assert Notice.objects.filter(user=bureau.clerk, kind=NoticeKind.RETURNED).exists()
    assert mail.outbox == []


def test_who_has_left_the_agency_reads_no_old_notices(bureau, approver):
    edition = submitted(bureau)
    client = signed_in(approver)
    [notice] = approver.notices.all()
    assert notice.text in client.get(reverse("notices")).content.decode()

    leave(approver)

    assert notice.text not in client.get(reverse("notices")).content.decode()
    assert unread_notices(approver).count() == 0
    assert client.post(reverse("notices"), {"notice": notice.pk}).status_code == 404
    assert edition.notices.filter(user=approver, read_at=None).exists()


def test_an_e_mail_that_waited_is_not_sent_after_who_left(bureau, approver):
    submitted(bureau)
    assert Notice.objects.get(user=approver).mail == MailState.WAITING
    leave(approver)

    assert send_waiting_mail() == 0

    assert mail.outbox == []
    assert Notice.objects.get(user=approver).mail == MailState.NOT_WANTED


def test_who_reads_english_is_told_in_english_what_is_mailed_in_thai(
    bureau, approver, django_capture_on_commit_callbacks
):
    """But for what people wrote, in one line each."""
    edition, (chief, secretary, mayor) = submitted(bureau), bureau.chain
    question = actions.ask(edition=edition, text="งบประมาณ\nมาจากไหน", by=chief)
    actions.answer(question=question, text="เงินอุดหนุน", by=bureau.clerk)
    decided(edition, chief)
    with django_capture_on_commit_callbacks(execute=True):
        decided(edition, secretary, "return", "ขอให้แก้\nตัวเลข " * 60)
    for move in (Move.CANCEL, Move.PUBLISH, Move.UNPUBLISH):
        tell = notices.tell_closed if move == Move.CANCEL else notices.tell_published
        tell(edition, move, bureau.manager)
    notices.tell_taken_over(edition, mayor.get_full_name(), but=mayor)
    agency = bureau.agency
    written = [agency.name, agency.short_name, *(title for _, title, _ in CHAIN)]
    written += [person.get_full_name() for person in (*bureau.chain, bureau.clerk, bureau.manager)]

    read = 0
    for person in (chief, secretary, bureau.clerk):
        person.language = Language.ENGLISH
        person.save()
        page = signed_in(person).get(reverse("notices"))
        assert thai_on(page, *written) == []
        read += len(page.context["page"].object_list)
    assert read == Notice.objects.filter(user__in=(chief, secretary, bureau.clerk)).count() > 12
    [letter] = [mail for mail in mail.outbox if mail.to == [approver.email]]
    assert "ส่งกลับให้แก้ไข" in letter.body
