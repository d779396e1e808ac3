from datetime import date
from hashlib import sha256

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from agencies.models import AuditEvent
from itaportal.editing.concurrency import StaleEdit
from measures import actions
from measures.evidence import MAX_PIECES, check
from measures.models import Evidence
from measures.queries import plans as queries
from tests.factories import files
from tests.factories.measures import MeasureFactory, ProgressFactory, RoundFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(measure, progress_round):
    return ProgressFactory(measure=measure, round=progress_round)


def stored():
    """Return the names of all stored files."""
    found, folders = [], ["evidence"]
    while folders:
        folder = folders.pop()
        if default_storage.exists(folder):
            inner, names = default_storage.listdir(folder)
            folders += [f"{folder}/{name}" for name in inner]
            found += names
    return sorted(found)


def content(field):
    with field.open("rb") as file:
        return file.read()


def add(entry, *seeds, **told):
    pieces = [check(f"{seed}.jpg", files.photo(seed=seed)) for seed in seeds]
    return actions.add_evidence(entry=entry, pieces=pieces, by=None, **told)


def names(entry):
    return [piece.name for piece in entry.evidence.all()]


def test_a_photo_is_stored_in_three_sizes_under_its_hash(entry, clerk):
    piece = check("ประชุม.jpg", files.photo())

    [evidence] = actions.add_evidence(
        entry=entry, pieces=[piece], caption="ประชุม", event_date=date(2022, 3, 1), by=clerk
    )

    agency = entry.round.plan.agency
    stem = f"evidence/{agency.pk}/{piece.sha256[:2]}/{piece.sha256}"
    assert evidence.file.name == f"{stem}.jpg"
    assert content(evidence.file) == piece.data
    assert evidence.print_file.name == f"{stem}-print-sha256-{sha256(piece.print_data).hexdigest()}.jpg"
    assert evidence.thumbnail.name == f"{stem}-small-sha256-{sha256(piece.thumbnail).hexdigest()}.jpg"
    assert (evidence.size, evidence.sha256) == (len(piece.data), piece.sha256)
    event = AuditEvent.objects.get(action="evidence.add")
    assert event.actor_id == clerk.pk
    assert piece.sha256 in event.after


def test_pieces_follow_in_order_after_those_there(entry):
    add(entry, 1)
    add(entry, 3, 2)
    actions.add_link(entry=entry, url="https://example.go.th/", by=None)

    assert names(entry) == ["1.jpg", "3.jpg", "2.jpg", ""]
    assert [piece.position for piece in entry.evidence.all()] == [1, 2, 3, 4]


def test_more_than_the_limit_is_refused_as_a_whole(entry):
    piece = check("1.pdf", files.pdf())
    actions.add_evidence(entry=entry, pieces=[piece] * (MAX_PIECES - 1), by=None)

    other = check("2.pdf", files.pdf() + b"\n%")
    with pytest.raises(actions.TooMuchEvidence) as refused:
        actions.add_evidence(entry=entry, pieces=[piece, other], by=None)

    assert refused.value.room == 1
    agency = entry.round.plan.agency
    assert not default_storage.exists(f"evidence/{agency.pk}/{other.sha256[:2]}/{other.sha256}.pdf")
    assert entry.evidence.count() == MAX_PIECES - 1
    actions.add_link(entry=entry, url="https://example.go.th/", by=None)
    with pytest.raises(actions.TooMuchEvidence):
        actions.add_link(entry=entry, url="https://example.go.th/", by=None)


def test_moving_changes_places_with_the_neighbour_and_stops_at_the_ends(entry):
    first, second, third = add(entry, 1, 2, 3)

    actions.move_evidence(evidence=third, up=True, by=None)
    assert names(entry) == ["1.jpg", "3.jpg", "2.jpg"]
    actions.move_evidence(evidence=first, up=False, by=None)
    assert names(entry) == ["3.jpg", "1.jpg", "2.jpg"]
    actions.move_evidence(evidence=second, up=False, by=None)
    actions.move_evidence(evidence=third, up=True, by=None)
    assert names(entry) == ["3.jpg", "1.jpg", "2.jpg"]
    assert AuditEvent.objects.filter(action="evidence.order").count() == 2


def test_caption_and_day_are_saved_once_per_change(entry, clerk):
    [evidence] = add(entry, 1)
    values = {"caption": "ใหม่", "event_date": date(2022, 3, 1), "version": 1, "by": clerk}

    actions.save_evidence(evidence=evidence, **values)
    actions.save_evidence(evidence=evidence, **values)

    evidence.refresh_from_db()
    assert (evidence.caption, evidence.event_date, evidence.version) == ("ใหม่", date(2022, 3, 1), 2)
    assert AuditEvent.objects.filter(action="evidence.save").count() == 1
    with pytest.raises(StaleEdit):
        actions.save_evidence(evidence=evidence, **{**values, "caption": "อื่น"})


def test_deleting_removes_the_files_that_nothing_uses(entry, clerk, django_capture_on_commit_callbacks):
    one, same, other = [*add(entry, 1), *add(entry, 1), *add(entry, 2)]
    assert len(stored()) == 6

    for evidence, left in ((one, 6), (same, 3), (other, 0)):
        with django_capture_on_commit_callbacks(execute=True):
            actions.delete_evidence(evidence=evidence, by=clerk)
        assert len(stored()) == left
    assert AuditEvent.objects.filter(action="evidence.delete").count() == 3


def test_files_go_with_the_round_also_those_of_a_removed_measure(
    entry, clerk, django_capture_on_commit_callbacks
):
    add(entry, 1)
    actions.delete_measure(measure=entry.measure, by=clerk)

    with django_capture_on_commit_callbacks(execute=True):
        actions.delete_round(progress_round=entry.round, by=clerk)

    assert not Evidence.everything.exists()
    assert stored() == []


def test_a_file_cut_short_by_a_crash_is_written_again(entry):
    piece = check("1.jpg", files.photo())
    path = default_storage.path(
        f"evidence/{entry.round.plan.agency_id}/{piece.sha256[:2]}/{piece.sha256}.jpg"
    )
    [evidence] = actions.add_evidence(entry=entry, pieces=[piece], by=None)
    with open(path, "wb") as file:
        file.write(piece.data[:10])

    actions.add_evidence(entry=entry, pieces=[piece], by=None)

    assert content(evidence.file) == piece.data


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "link", "url": ""},
        {"kind": "link", "url": "https://example.go.th/", "file": "evidence/a"},
        {"kind": "file", "file": "evidence/a", "sha256": "a", "size": 1},
        {"kind": "file", "name": "a.pdf", "sha256": "a", "size": 1},
        {"kind": "photo", "name": "a.jpg", "file": "evidence/a", "sha256": "a", "look": "a", "size": 1},
        {"kind": "other", "url": "https://example.go.th/"},
    ],
)
def test_the_database_refuses_a_piece_without_what_its_kind_needs(entry, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.create(entry=entry, position=1, **wrong)


def test_the_same_photo_is_found_anywhere_in_the_plan_and_nowhere_else(entry, foreign_plan):
    plan = entry.round.plan
    elsewhere = ProgressFactory(round=RoundFactory(plan=plan, as_at=date(2022, 9, 30)), measure=entry.measure)
    foreign = ProgressFactory(round=RoundFactory(plan=foreign_plan))
    [mine], [again], _ = add(entry, 1), add(elsewhere, 1), add(foreign, 1)
    [smaller] = actions.add_evidence(
        entry=elsewhere, pieces=[check("s.png", files.photo((200, 150), form="PNG"))], by=None
    )
    add(entry, 2)

    cards = queries.evidence_cards(entry)

    assert [card.twins for card in cards] == [[again, smaller], []]
    assert cards[0].piece == mine


def test_evidence_cards_take_two_queries(entry, django_assert_num_queries):
    title = entry.measure.title
    for seeds, expected in (((1,), [[]]), ((2, 3, 1), [[title], [], [], [title]])):
        add(entry, *seeds)
        with django_assert_num_queries(2):
            cards = queries.evidence_cards(entry)
            assert [[twin.entry.measure.title for twin in card.twins] for card in cards] == expected


def test_print_picture_is_found_by_hash_until_it_is_deleted(entry, clerk, django_capture_on_commit_callbacks):
    piece = check("1.jpg", files.photo())
    [evidence] = actions.add_evidence(entry=entry, pieces=[piece], by=None)

    assert queries.print_picture(piece.sha256) == piece.print_data
    assert queries.picture_files([piece.sha256, "0" * 64]) == {piece.sha256: evidence.print_file.name}
    with django_capture_on_commit_callbacks(execute=True):
        actions.delete_evidence(evidence=evidence, by=clerk)
    with pytest.raises(LookupError):
        queries.print_picture(piece.sha256)


def test_progress_lines_carry_evidence_in_a_fixed_number_of_queries(plan, django_assert_num_queries):
    progress_round = RoundFactory(plan=plan)
    for number in (1, 2):
        add(ProgressFactory(round=progress_round, measure=MeasureFactory(plan=plan)), number)
        with django_assert_num_queries(5):
            lines = queries.progress_lines(progress_round)
            assert [[piece.name for piece in line.entry.evidence.all()] for line in lines] == [
                [f"{seed}.jpg"] for seed in range(1, number + 1)
            ]


def test_evidence_of_another_agency_is_not_visible(entry, clerk, outsider):
    [evidence] = add(entry, 1)

    assert list(Evidence.objects.visible_to(clerk)) == [evidence]
    assert not Evidence.objects.visible_to(outsider)
