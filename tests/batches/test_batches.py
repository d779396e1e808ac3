"""One document of each of many agencies: made once, stopped and gone on with, told when it fails."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agencies.auditlog.models import AuditEvent
from agencies.enums import OversightLevel, Role
from agencies.models import Oversight
from approvals.signing.failures import SigningFailed
from batches import actions
from batches.enums import BatchState, SheetState
from batches.files import sealed_pdf, wanted_of
from batches.models import Batch, Sheet
from batches.queries import progress_of
from reports.enums import Kind
from reports.models import Document
from tests.conftest import member, signed_in
from tests.factories.agencies import UserFactory
from tests.factories.world import populated

MEMOS = {"kind": Kind.PROGRESS_MEMO, "fiscal_year": 2566, "province": ""}


@pytest.fixture
def made(monkeypatch):
    """The documents that were rendered and sealed, which takes a few bytes here."""
    calls = []

    def sealed(document, wanted):
        calls.append(document.pk)
        return f"%PDF {document.pk}".encode()

    monkeypatch.setattr(actions, "sealed_pdf", sealed)
    return calls


@pytest.fixture
def documents(packs, agency, other_agency):
    for each in (agency, other_agency):
        member(each, Role.STAFF)
        populated(each)
    return list(Document.objects.filter(kind=Kind.PROGRESS_MEMO).order_by("pk"))


@pytest.fixture
def overseer(agency):
    user = UserFactory()
    Oversight.objects.create(user=user, level=OversightLevel.PROVINCE, province=agency.province)
    return user


def run(batch: Batch) -> None:
    while actions.work(batch.pk, batch.turn, seconds=60):
        pass
    batch.refresh_from_db()


def test_run_twice_nothing_is_made_twice(documents, made, overseer):
    first = actions.start(**MEMOS, by=overseer)
    assert actions.start(**MEMOS, by=overseer) == first, "a form sent twice"
    run(first)
    assert first.state == BatchState.DONE
    assert made == [document.pk for document in documents]
    assert AuditEvent.objects.filter(action="batch.start", actor_id=overseer.pk, agency_id=None).count() == 1
    sealed = AuditEvent.objects.filter(action="batch.seal")
    assert set(sealed.values_list("actor_id", "agency_id")) == {
        (overseer.pk, document.agency_id) for document in documents
    }

    again = actions.start(**MEMOS, by=overseer)
    assert again != first
    run(again)
    assert len(made) == len(documents), "what says the same has its file already"
    assert set(again.sheets.values_list("file", "sha256")) == set(first.sheets.values_list("file", "sha256"))

    Document.objects.filter(pk=documents[0].pk).update(addressee="ผู้อื่น")
    run(actions.start(**MEMOS, by=overseer))
    assert made[len(documents) :] == [documents[0].pk], "what says something else is made anew"


def test_a_batch_rests_goes_on_and_is_given_up(documents, made, overseer):
    batch = actions.start(**MEMOS, by=overseer)
    began = batch.turn
    assert actions.pause(batch=batch, by=overseer)
    assert not actions.pause(batch=batch, by=overseer), "it rests already"
    assert not actions.work(batch.pk, batch.turn, seconds=60)
    assert actions.resume(batch=batch, by=overseer)
    assert not actions.work(batch.pk, began, seconds=60), (
        "a turn from before must not work beside the new one"
    )
    assert made == []
    assert actions.cancel(batch=batch, by=overseer)
    run(batch)
    assert (made, batch.state) == ([], BatchState.CANCELLED)
    done = AuditEvent.objects.filter(action__startswith="batch.").order_by("pk")
    assert [event.action for event in done] == ["batch.start", "batch.pause", "batch.resume", "batch.cancel"]


def test_failures_are_told_and_tried_again(documents, made, overseer, monkeypatch):
    bad, working = documents[0].pk, actions.sealed_pdf

    def failing(document, wanted):
        if document.pk == bad:
            made.append(bad)
            raise SigningFailed("ตราใช้งานไม่ได้")
        return working(document, wanted)

    monkeypatch.setattr(actions, "sealed_pdf", failing)
    batch = actions.start(**MEMOS, by=overseer)
    run(batch)
    assert made.count(bad) == actions.MOST_TRIES
    assert batch.sheets.get(document=bad).problem == "ตราใช้งานไม่ได้"
    far = progress_of(batch)
    assert (far.done, far.failed, far.left, far.percent) == (len(documents) - 1, 1, 0, 100)
    page = signed_in(overseer).get(f"/sheets/{batch.pk}/").content.decode()
    assert "ตราใช้งานไม่ได้" in page

    monkeypatch.setattr(actions, "sealed_pdf", working)
    assert signed_in(overseer).post(f"/sheets/{batch.pk}/retry/").status_code == 302
    batch.refresh_from_db()
    assert (progress_of(batch).done, batch.state) == (len(documents), BatchState.DONE)
    assert not actions.retry(batch=batch, by=overseer)


def test_what_a_worker_was_ended_in_is_given_back(documents, made, capsys):
    batch = actions.start(**MEMOS, by=None)
    taken = actions._take(batch.pk, batch.turn)
    assert actions._take(batch.pk, batch.turn) != taken
    assert actions._take(batch.pk, batch.turn) is None
    call_command("make_batch", revive=True, verbosity=0)
    assert made == [], "whoever took them may be at work yet"
    call_command("make_batch", revive=True, alone=True)
    assert capsys.readouterr().out == f"batch {batch.pk} goes on\n"
    batch.refresh_from_db()
    assert (sorted(made), batch.state) == ([document.pk for document in documents], BatchState.DONE)
    # The one who was believed dead comes back with its file.
    actions._make(taken)
    assert AuditEvent.objects.filter(action="batch.seal").count() == len(documents)


def test_the_command_begins_a_batch(documents, made, capsys):
    with pytest.raises(CommandError, match="--year"):
        call_command("make_batch")
    with pytest.raises(CommandError, match="No agency"):
        call_command("make_batch", year=2500)
    call_command("make_batch", year=2566)
    assert capsys.readouterr().out == f"batch {Batch.objects.get().pk}: {len(documents)} documents\n"
    assert Batch.objects.get().state == BatchState.DONE


def test_overseers_have_their_agencies_documents_made_and_read_them(
    documents, made, overseer, agency, other_agency
):
    other_agency.province = "เชียงใหม่"
    other_agency.save()
    client = signed_in(overseer)
    response = client.post(
        "/sheets/", {"kind": Kind.PROGRESS_MEMO, "fiscal_year": 2566, "province": "เชียงใหม่"}
    )
    assert response.status_code == 200, "a province that is not offered"
    response = client.post("/sheets/", {"kind": Kind.PROGRESS_MEMO, "fiscal_year": 2566, "province": ""})
    batch = Batch.objects.get()
    assert response.url == f"/sheets/{batch.pk}/"
    own = batch.sheets.get()
    assert own.document.agency == agency
    response = client.get(f"/sheets/{batch.pk}/files/{own.pk}/")
    assert b"".join(response) == f"%PDF {own.document_id}".encode()
    assert client.get(f"/sheets/{batch.pk}/progress/").json()["working"] is False

    site = actions.start(**MEMOS, by=UserFactory(is_superuser=True))
    run(site)
    assert site.sheets.count() == 2
    page = client.get(f"/sheets/{site.pk}/").content.decode()
    assert agency.name in page
    assert other_agency.name not in page
    foreign = site.sheets.get(document__agency=other_agency)
    assert client.get(f"/sheets/{site.pk}/files/{foreign.pk}/").status_code == 404
    assert client.post(f"/sheets/{site.pk}/cancel/").status_code == 404
    assert signed_in(member(agency, Role.EXECUTIVE)).get("/sheets/").status_code == 404


def test_queries_do_not_grow_with_documents(documents, made, overseer):
    batch = actions.start(**MEMOS, by=overseer)
    run(batch)
    client, counts = signed_in(overseer), []
    for page in (f"/sheets/{batch.pk}/", "/sheets/"):
        client.get(page)
        with CaptureQueriesContext(
            connection,
        ) as many:
            client.get(page)
        counts.append(len(many))
    batch.sheets.exclude(pk=batch.sheets.first().pk).delete()
    for page, before in zip((f"/sheets/{batch.pk}/", "/sheets/"), counts, strict=True):
        with CaptureQueriesContext(connection) as few:
            client.get(page)
        assert len(few) == before


@pytest.mark.pdf
def test_a_draft_is_sealed_as_it_is_now(documents):
    from pypdf import PdfReader

    document = Document.objects.select_related("agency", "plan__assessment__criteria_pack", "round").get(
        pk=documents[0].pk
    )
    pdf = sealed_pdf(document, wanted_of(document))
    fields = PdfReader(io.BytesIO(pdf)).get_fields()
    assert fields["portal-seal"]["/V"]["/Reason"] == "สำเนาร่างตามข้อมูลในระบบ ยังไม่ผ่านการอนุมัติ"
    assert Sheet.objects.filter(state=SheetState.DONE).count() == 0
