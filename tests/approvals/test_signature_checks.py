"""Signatures are judged in turns: everything within a week, what is new or faulty at once."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from approvals import actions
from approvals.actions import checks
from approvals.actions.checks import NIGHTS, due_editions, found_faults
from approvals.inspection import mismatches
from approvals.models import Edition, SignatureCheck
from approvals.signing.agreement import Recorded
from approvals.signing.verdict import FileVerdict
from tests.factories.editions import decided, published, submitted

SOUND = FileVerdict(readable=True, pages=1, signatures=(), altered=False, problem="")


@pytest.fixture
def judged(monkeypatch, quick) -> list[int]:
    """Let every file be as recorded; return how many were judged together each time."""
    together: list[int] = []

    def verdicts(pdfs):
        together.append(len(pdfs))
        return [SOUND] * len(pdfs)

    monkeypatch.setattr(checks.installation, "verify_own", verdicts)
    monkeypatch.setattr(checks, "disagreements", lambda *_: iter(()))
    return together


@pytest.fixture
def editions(bureau, judged) -> list[Edition]:
    """Thirteen editions of one document, none of them under way."""
    for _ in range(13):
        edition = submitted(bureau)
        actions.withdraw(edition=edition, by=bureau.clerk)
        bureau.document.refresh_from_db()
    return list(Edition.objects.order_by("pk"))


def night(ago: int) -> set[int]:
    """Let the nightly check run, so many days ago; return whose signatures it judged."""
    now = timezone.now() - timedelta(days=ago)
    before = dict(SignatureCheck.objects.values_list("pk", "at"))
    assert list(mismatches()) == []
    after = dict(SignatureCheck.objects.values_list("pk", "at"))
    done = {pk for pk, at in after.items() if before.get(pk) != at}
    for place, pk in enumerate(sorted(done)):
        SignatureCheck.objects.filter(pk=pk).update(at=now + timedelta(seconds=place))
    return done


def test_everybody_has_a_turn_within_a_week(editions, judged):
    everybody = {edition.pk for edition in editions}
    assert night(10) == everybody
    assert judged == [13]

    nights = [night(9 - passed) for passed in range(NIGHTS)]

    assert max(map(len, nights)) == 3
    assert set().union(*nights) == everybody


def test_what_was_signed_since_or_found_faulty_comes_at_once(bureau, editions):
    night(3)
    new, faulty, ahead = editions[:3]
    SignatureCheck.objects.filter(pk=new.pk).update(file_number=7)
    SignatureCheck.objects.filter(pk=faulty.pk).update(fault="it is broken")
    SignatureCheck.objects.filter(pk=ahead.pk).update(at=timezone.now() + timedelta(days=999))

    assert {new.pk, faulty.pk, ahead.pk} <= set(due_editions().values_list("pk", flat=True))
    assert due_editions(everything=True).count() == 13
    assert [(edition.pk, fault) for edition, fault in found_faults()] == [(faulty.pk, "it is broken")]


def test_large_files_are_judged_apart(editions, judged, monkeypatch):
    monkeypatch.setattr(checks, "_TOGETHER", 60)
    night(1)

    assert sum(judged) == 13
    assert len(judged) > 3


def test_what_was_found_is_told_to_whoever_asks_by_the_code(bureau, quick, client):
    edition = published(bureau)
    address = reverse("publications:verify_code", args=[edition.code])
    check = SignatureCheck.objects.create(edition=edition, file_number=edition.file_number, at=timezone.now())
    assert client.get(address).context["verdict"].tone == "success"

    check.fault = "its signatures do not verify"
    check.save()
    assert client.get(address).context["verdict"].tone == "danger"

    check.file_number -= 1  # of a file that another one has followed
    check.save()
    assert client.get(address).context["verdict"].tone == "success"


def test_the_record_is_read_with_the_editions(bureau, quick, django_assert_num_queries):
    edition = submitted(bureau)
    for person in bureau.chain:
        decided(edition, person)
    [read] = Edition.objects.prefetch_related("decisions__signatory", "decisions__signed")

    with django_assert_num_queries(0):
        recorded = checks.recorded_signatures(read, 2)

    assert [entry.field for entry in recorded] == ["portal-seal", "step-1", "step-2"]
    assert recorded[0] == Recorded("portal-seal")
