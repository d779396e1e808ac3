"""The mapping of a draft to the year before: what is suggested, what is stored, what the audit log keeps."""

import json

import pytest

from agencies.auditlog.entries import describe_event
from agencies.models import AuditEvent
from criteria.actions import CriteriaRefused, PackChanged, discard, load_pack, publish, save_mapping
from criteria.actions import upload as upload_pack
from criteria.lines import Continuity, find_ended, find_links
from criteria.mapping import MappingEntry, read_mapping, suggest_old
from criteria.models import CriteriaPack
from criteria.packs import read, workbook, yaml_lines
from criteria.queries import last_change, mapping_edit
from criteria.rulebook import Criteria
from criteria.rules import validate
from tests.factories.assessments import criteria, pack_data
from tests.factories.packs import next_year

SAME = {str(code): (str(code),) for code in range(1, 11)}
# 3 and 4 were split from 3, 5 was merged from 5 and 6, 6 is new; 4 ends.
REARRANGED = SAME | {"4": ("3",), "5": ("5", "6"), "6": ()}


def entry(indicators=REARRANGED, confidence="medium", sources=("seed_002",), note="") -> MappingEntry:
    return MappingEntry(indicators, confidence, sources, note)


def renamed(**names: str) -> Criteria:
    """Return 2570 with other names: _9="…"."""
    data = next_year()
    for each in data["indicators"]["list"]:
        if name := names.get(f"_{each['code']}"):
            each |= {"name": name, "aliases": []}
    return Criteria.from_data(data)


@pytest.fixture
def draft(admin):
    load_pack(data=pack_data(2569))
    return upload_pack(data=next_year(), source=b"schema: 1", name="2570.yaml", by=admin)


def saved(pack, by, *args, **kwargs) -> bool:
    return save_mapping(pack=pack, sha256=pack.sha256, entry=entry(*args, **kwargs), by=by)


# Suggestions


def test_the_same_name_suggests_the_same_indicator():
    found = suggest_old(renamed(), criteria(2569))

    assert {code: (each.old.code, each.by_name) for code, each in found.items()} == {
        code: (code, True) for code in SAME
    }


def test_a_name_goes_before_a_number():
    names = {entry.code: entry.name for entry in criteria(2569).indicators}

    found = suggest_old(renamed(_9=names["10"], _10=names["9"]), criteria(2569))

    assert (found["9"].old.code, found["10"].old.code) == ("10", "9")


def test_a_known_spelling_is_the_same_name():
    [alias] = criteria(2569).indicator("1").aliases

    assert suggest_old(renamed(_1=alias), criteria(2569))["1"].by_name


def test_a_number_alone_is_told_apart_from_a_name():
    found = suggest_old(renamed(_9="เรื่องใหม่"), criteria(2569))

    assert (found["9"].old.code, found["9"].by_name) == ("9", False)


def test_a_number_whose_name_another_one_has_suggests_nothing():
    names = {entry.code: entry.name for entry in criteria(2569).indicators}

    found = suggest_old(renamed(_9="เรื่องใหม่", _10=names["9"]), criteria(2569))

    assert "9" not in found
    assert found["10"].old.code == "9"


# Into the pack


@pytest.mark.parametrize(
    ("write", "name"), [(lambda data: yaml_lines.write(data).encode(), "yaml"), (workbook.write, "xlsx")]
)
@pytest.mark.parametrize("note", ["", "อ่านจากคู่มือหน้า 12\nและประกาศ"])
def test_the_mapping_stays_valid_and_survives_every_file(write, name, note):
    data = entry(note=note).into(next_year())

    assert validate(data) == []
    assert read_mapping(data) == REARRANGED
    assert read(write(data)).data == data


def test_a_pack_without_a_mapping_gets_one_and_is_itself_left_as_it_was():
    bare = next_year() | {"previous": None}

    data = entry().into(bare)

    assert bare["previous"] is None
    assert data["previous"]["fiscal_year"] == 2569
    assert validate(data) == []


def test_what_became_of_each_indicator_follows():
    read_back = Criteria.from_data(entry().into(next_year()))

    found = {link.code: link.continuity for link in find_links(read_back, criteria(2569))}

    assert (found["3"], found["4"]) == (Continuity.SPLIT, Continuity.SPLIT)
    assert (found["5"], found["6"], found["9"]) == (Continuity.MERGED, Continuity.NEW, Continuity.SAME)
    assert [code for code, _ in find_ended(read_back, criteria(2569))] == ["4"]


# Storing


def test_a_mapping_is_stored_with_the_draft_and_recorded(draft, admin):
    seen = draft.sha256

    assert saved(draft, admin)

    draft.refresh_from_db()
    assert read_mapping(draft.data) == REARRANGED
    assert draft.sha256 != seen
    assert not draft.is_published
    event = AuditEvent.objects.latest("pk")
    assert (event.action, event.agency_id) == ("criteria.save_mapping", None)
    before, after = json.loads(event.before), json.loads(event.after)
    assert (before["sha256"], after["sha256"]) == (seen, draft.sha256)
    assert set(after) == {"sha256", "indicators"}
    [shown] = [each for each in describe_event(event).changes if each.label == "ตัวชี้วัด"]
    assert "4: 4, 5: 5, 6: 6" in shown.before
    assert "4: 3, 5: 5+6, 6: -" in shown.after


def test_the_draft_has_the_seal_of_a_file_that_says_the_same(draft, admin):
    saved(draft, admin)
    draft.refresh_from_db()

    again = upload_pack(data=draft.data, source=b"schema: 1", name="2570.yaml", by=admin)

    assert again.sha256 == draft.sha256


def test_the_uploaded_file_is_kept_and_the_edit_is_known(draft, admin):
    assert mapping_edit(draft) is None
    saved(draft, admin)
    draft.refresh_from_db()

    with draft.source.open("rb") as kept:
        assert kept.read() == b"schema: 1"
    assert mapping_edit(draft).actor_id == admin.pk
    upload_pack(data=next_year(), source=b"schema: 1", name="2570.yaml", by=admin)
    assert last_change(draft).action == "criteria.upload"
    assert mapping_edit(draft) is None


def test_the_same_mapping_changes_nothing(draft, admin):
    assert not saved(draft, admin, SAME)
    assert not AuditEvent.objects.filter(action="criteria.save_mapping").exists()


def test_a_draft_that_is_another_one_by_now_is_left_alone(draft, admin):
    seen = draft.sha256
    upload_pack(data=next_year(_9=["9", "10"]), source=b"schema: 1", name="2570.yaml", by=admin)

    with pytest.raises(PackChanged):
        save_mapping(pack=draft, sha256=seen, entry=entry(), by=admin)

    assert read_mapping(CriteriaPack.objects.get(pk=draft.pk).data)["9"] == ("9", "10")


def test_a_published_or_discarded_draft_is_refused(draft, admin):
    publish(pack=draft, sha256=draft.sha256, by=admin)
    with pytest.raises(PackChanged):
        saved(draft, admin)
    assert read_mapping(CriteriaPack.objects.get(pk=draft.pk).data) == SAME

    other = upload_pack(data={**next_year(), "version": 2}, source=b"schema: 1", name="2570.yaml", by=admin)
    discard(pack=other, sha256=other.sha256, by=admin)
    with pytest.raises(PackChanged):
        saved(other, admin)


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"indicators": SAME | {"9": ("11",)}}, "previous.indicators.9"),
        ({"indicators": SAME | {"11": ("9",)}}, "previous.indicators.11"),
        ({"sources": ()}, "previous.sources"),
        ({"sources": ("nowhere",)}, "previous.sources"),
        ({"confidence": "certain"}, "previous.confidence"),
    ],
)
def test_what_the_rules_of_a_pack_refuse_is_not_stored(changes, path, draft, admin):
    with pytest.raises(CriteriaRefused) as refusal:
        saved(draft, admin, **changes)

    assert path in {problem.path for problem in refusal.value.problems}
    assert read_mapping(CriteriaPack.objects.get(pk=draft.pk).data) == SAME
