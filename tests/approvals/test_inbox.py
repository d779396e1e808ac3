"""What waits for a person, what they decided and submitted, and approving several documents at once."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from agencies.enums import Role
from approvals import actions
from approvals.enums import Move, State
from approvals.models import Decision, Edition
from approvals.rules.lateness import days_waited, is_late, working_days_waited
from reports.enums import Kind
from tests.conftest import member, signed_in
from tests.factories.editions import SEAL, Office, decided, submitted

pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture(autouse=True)
def _test_seal(monkeypatch):
    monkeypatch.setattr("approvals.actions.Signing.by_portal", classmethod(lambda cls: SEAL))


def several(bureau: Office, count: int) -> list[Edition]:
    """Return that many documents of the office, each submitted."""
    document = bureau.document
    kinds = [Kind.ANALYSIS_REPORT, Kind.IMPROVEMENT_MATRIX]
    others = [
        document.agency.documents.create(kind=kind, plan=document.plan, subject="รายงาน", addressee="นายก")
        for kind in kinds[: count - 1]
    ]
    return [submitted(replace(bureau, document=each)) for each in (document, *others)]


def ticked(*editions: Edition, by=None, **more: str) -> dict:
    """Return what the form of the inbox sends for these editions, which ``by`` (the first of the chain) has opened."""
    for each in editions:
        actions.note_opened(edition=each, by=by or each.signatories.get(position=1).user)
    seen = {f"seen-{each.pk}": each.files.get(number=each.file_number).sha256 for each in editions}
    return {"edition": [each.pk for each in editions], **seen, **more}


def page_of(client, **query) -> str:
    response = client.get(reverse("inbox"), query)
    assert response.status_code == 200
    return response.content.decode()


def test_what_waits_is_shown_to_whose_turn_it_is(bureau):
    edition = submitted(bureau)
    first, second = (signed_in(person) for person in bureau.chain[:2])
    address = reverse("approvals:edition", args=[bureau.agency.slug, edition.pk])

    shown = page_of(first)

    assert address in shown
    assert "นฐ 70001/1" in shown
    assert bureau.clerk.get_full_name() in shown
    assert f'name="seen-{edition.pk}" value="{edition.files.get().sha256}"' in shown
    assert address not in page_of(second)
    assert "ไม่มีเอกสารรอท่านพิจารณา" in page_of(second)


def test_a_substitute_reads_for_whom_they_act(bureau):
    deputy = member(bureau.agency, Role.SECRETARY, position_title="รองปลัด")
    today = timezone.localdate()
    actions.save_substitute(
        agency=bureau.agency, substitute=None, by=bureau.manager, starts_on=today, ends_on=today,
        principal=bureau.agency.memberships.get(user=bureau.chain[0]),
        deputy=bureau.agency.memberships.get(user=deputy), authority="รองปลัด รักษาราชการแทน หัวหน้า",
    )  # fmt: skip
    submitted(bureau)

    assert f"ท่านพิจารณาแทน {bureau.chain[0].get_full_name()} (รองปลัด รักษาราชการแทน หัวหน้า)" in page_of(
        signed_in(deputy)
    )
    assert "ท่านพิจารณาแทน" not in page_of(signed_in(bureau.chain[0]))


def test_what_waits_long_is_marked_with_its_days(bureau):
    edition = submitted(bureau)
    client = signed_in(bureau.chain[0])
    assert "ได้รับวันนี้" in page_of(client)
    assert "ค้างนาน</span>" not in page_of(client)

    Edition.objects.filter(pk=edition.pk).update(waiting_since=timezone.now() - timedelta(days=8))

    assert "รอมา 8 วัน" in page_of(client)
    assert "ค้างนาน</span>" in page_of(client)


# 20 November 2026 is a Friday.
@pytest.mark.parametrize(
    ("since", "today", "days", "working_days"),
    [
        (date(2026, 11, 20), date(2026, 11, 20), 0, 0),
        (date(2026, 11, 20), date(2026, 11, 22), 2, 0),
        (date(2026, 11, 20), date(2026, 11, 23), 3, 1),
        (date(2026, 11, 20), date(2026, 11, 25), 5, 3),
        (date(2026, 11, 20), date(2026, 11, 26), 6, 4),
        (date(2026, 11, 21), date(2026, 11, 23), 2, 1),
        (date(2026, 11, 18), date(2026, 12, 2), 14, 10),
        (date(2026, 12, 4), date(2026, 12, 11), 7, 3),  # two public holidays
        (date(2026, 11, 20), date(2026, 11, 1), 0, 0),
    ],
)
def test_waiting_is_counted_in_days_and_judged_by_working_days(since, today, days, working_days):
    assert days_waited(since, today) == days
    assert working_days_waited(since, today) == working_days
    assert is_late(since, today) is (working_days > 3)


def test_what_i_decided_and_what_i_submitted(bureau):
    edition = submitted(bureau)
    decided(edition, bureau.chain[0], opinion="เห็นควรเสนอ")

    mine = page_of(signed_in(bureau.chain[0]), show="decided")
    assert "เห็นควรเสนอ" in mine
    assert "เสนอแล้ว รอพิจารณา" in mine
    submitters = page_of(signed_in(bureau.clerk), show="submitted")
    assert f"รอ {bureau.chain[1].get_full_name()}" in submitters
    decided(edition, bureau.chain[1], Move.RETURN, "คะแนนไม่ตรง")
    assert "เหตุผล: คะแนนไม่ตรง" in page_of(signed_in(bureau.clerk), show="submitted")
    assert "ท่านยังไม่ได้เสนอเอกสารใด" in page_of(signed_in(bureau.chain[0]), show="submitted")


def test_who_left_the_agency_does_not_see_its_documents(bureau):
    edition = submitted(bureau)
    decided(edition, bureau.chain[0])
    bureau.agency.memberships.filter(user__in=[bureau.chain[0], bureau.clerk]).update(
        ends_on=date(2020, 1, 1)
    )

    for person, part in ((bureau.chain[0], "decided"), (bureau.clerk, "submitted")):
        assert "นฐ 70001/1" not in page_of(signed_in(person), show=part)


@pytest.mark.parametrize("part", ["", "decided", "submitted"])
def test_the_inbox_costs_the_same_for_more_rows(bureau, part):
    person = bureau.clerk if part == "submitted" else bureau.chain[0]
    editions = several(bureau, 3)
    # At first two of the three are somebody else's, or wait for nobody.
    if part == "decided":
        for each in editions:
            decided(each, person)
        others = {"by": bureau.manager}
    else:
        others = {"submitted_by": bureau.manager} if part else {"state": State.WITHDRAWN}
    mine = Decision.objects.all() if part == "decided" else Edition.objects.all()
    before = {name: getattr(mine.first(), name) for name in others}
    mine.exclude(pk=mine.first().pk).update(**others)
    with_one = queries_and_rows(person, part)
    mine.update(**before)
    with_three = queries_and_rows(person, part)

    assert (with_one[1], with_three[1]) == (1, 3)
    assert with_one[0] == with_three[0]


def queries_and_rows(person, part: str) -> tuple[int, int]:
    client = signed_in(person)
    with CaptureQueriesContext(connection) as queries:
        shown = page_of(client, show=part)
    return len(queries), shown.count('class="document-row')


def test_approving_several_asks_first_and_then_decides_each(bureau):
    editions = several(bureau, 3)
    client = signed_in(bureau.chain[0])

    asked = client.post(reverse("inbox_approve"), ticked(*editions))

    assert asked.status_code == 200
    assert "เห็นชอบและลงนาม 3 ฉบับ" in asked.content.decode()
    assert not Decision.objects.exists()

    done = client.post(reverse("inbox_approve"), ticked(*editions, confirm="1", phrase="ทราบ"), follow=True)

    assert "เห็นชอบและลงนามแล้ว 3 ฉบับ" in done.content.decode()
    assert list(Decision.objects.values_list("by_id", "opinion")) == [(bureau.chain[0].pk, "ทราบ")] * 3
    assert set(Edition.objects.values_list("current", flat=True)) == {2}


def test_typed_words_go_before_the_stock_phrase(bureau):
    edition = submitted(bureau)

    signed_in(bureau.chain[0]).post(
        reverse("inbox_approve"), ticked(edition, confirm="1", phrase="ทราบ", opinion="เห็นควรเสนอ")
    )

    assert Decision.objects.get().opinion == "เห็นควรเสนอ"


def test_one_that_was_overtaken_is_told_and_the_others_are_approved(bureau):
    first, second, third = several(bureau, 3)
    sent = ticked(first, second, third, confirm="1", phrase="เห็นชอบ")
    decided(second, bureau.chain[0], Move.RETURN, "คะแนนไม่ตรง")
    actions.withdraw(edition=third, by=bureau.clerk)

    response = signed_in(bureau.chain[0]).post(reverse("inbox_approve"), sent, follow=True)

    told = [str(message) for message in response.context["messages"]]
    assert len(told) == 3
    assert "เห็นชอบและลงนามแล้ว 1 ฉบับ" in told[0]
    assert "ส่งกลับให้แก้ไขแล้ว เมื่อ" in told[1]
    assert "ผู้เสนอถอนคืน" in told[2]
    assert Decision.objects.filter(edition=first, move=Move.APPROVE).count() == 1
    assert Edition.objects.get(pk=second.pk).state == State.RETURNED
    assert not Decision.objects.filter(edition=third).exists()


def test_a_second_click_signs_nothing_again(bureau):
    edition = submitted(bureau)
    client = signed_in(bureau.chain[0])
    sent = ticked(edition, confirm="1", phrase="เห็นชอบ")
    client.post(reverse("inbox_approve"), sent)

    again = client.post(reverse("inbox_approve"), sent, follow=True)

    assert Decision.objects.count() == 1
    assert f"{bureau.chain[0].get_full_name()} หัวหน้าสำนักปลัด เห็นชอบแล้ว เมื่อ" in again.content.decode()


def test_a_file_other_than_the_seen_one_is_not_signed(bureau):
    edition = submitted(bureau)
    sent = ticked(edition, confirm="1") | {f"seen-{edition.pk}": "0" * 64}

    response = signed_in(bureau.chain[0]).post(reverse("inbox_approve"), sent, follow=True)

    assert not Decision.objects.exists()
    assert "ยังไม่ได้ลงนาม" in response.content.decode()


def test_a_failing_signature_or_file_leaves_the_others_alone(bureau, monkeypatch):
    from approvals.signing.failures import SigningFailed

    first, second, third = several(bureau, 3)
    decide = actions.decide

    def failing(*, edition, **more):
        if edition == first:
            raise SigningFailed("บริการประทับเวลาไม่ตอบ")
        if edition == second:
            raise FileNotFoundError
        return decide(edition=edition, **more)

    monkeypatch.setattr("approvals.actions.decide", failing)
    sent = ticked(first, second, third, confirm="1")
    response = signed_in(bureau.chain[0]).post(reverse("inbox_approve"), sent, follow=True)

    told = [str(message) for message in response.context["messages"]]
    assert "1 ฉบับ" in told[0]
    assert told[1].endswith("บริการประทับเวลาไม่ตอบ")
    assert "แจ้งผู้ดูแลระบบ" in told[2]
    assert Decision.objects.get().edition == third


@pytest.mark.parametrize("typed", [[], ["x"], ["9" * 40], ["-1"], ["๑"]])
def test_nothing_ticked_is_said(bureau, typed):
    response = signed_in(bureau.chain[0]).post(reverse("inbox_approve"), {"edition": typed}, follow=True)

    assert response.redirect_chain == [(reverse("inbox"), 302)]
    assert "ยังไม่ได้เลือกเอกสาร" in response.content.decode()


@pytest.mark.parametrize("opinion", ["ก" * 1001, "ดีมาก 👍"])
def test_an_opinion_that_cannot_be_printed_is_kept_and_told(bureau, opinion):
    edition = submitted(bureau)

    response = signed_in(bureau.chain[0]).post(
        reverse("inbox_approve"), ticked(edition, confirm="1", opinion=opinion)
    )

    shown = response.content.decode()
    assert response.status_code == 200
    assert opinion in shown
    assert "field-invalid" in shown
    assert f'name="seen-{edition.pk}"' in shown
    assert not Decision.objects.exists()


def test_strangers_and_those_whose_turn_it_is_not_approve_nothing(bureau, other_agency):
    edition = submitted(bureau)
    sent = ticked(edition, confirm="1")
    stranger = signed_in(member(other_agency, Role.EXECUTIVE))
    assert "ยังไม่ได้เลือกเอกสาร" in stranger.post(reverse("inbox_approve"), sent, follow=True).content.decode()

    next_one = signed_in(bureau.chain[1]).post(reverse("inbox_approve"), sent, follow=True)

    assert "ผู้พิจารณาลำดับปัจจุบัน" in next_one.content.decode()
    assert not Decision.objects.exists()


def test_the_frame_counts_what_waits_and_what_is_unread(bureau):
    submitted(bureau)
    client = signed_in(bureau.chain[0])

    shown = client.get(reverse("account")).content.decode()

    assert 'เอกสารรอพิจารณา <span class="desk-count">1' in shown
    assert 'แจ้งเตือน <span class="desk-count">1' in shown
    assert "desk-count" not in signed_in(bureau.chain[1]).get(reverse("account")).content.decode()


def test_the_frame_costs_three_queries_however_often_it_prints_them(bureau):
    from django.test import RequestFactory

    from approvals.context import desk

    submitted(bureau)
    request = RequestFactory().get("/")
    request.user = bureau.chain[0]
    with CaptureQueriesContext(connection) as queries:
        context = desk(request)  # asks who the person is only where the page has not
        assert not queries
        assert [context[name]() for name in ("waiting_count", "unread_count") * 2] == [1, 1, 1, 1]
    assert len(queries) == 3
