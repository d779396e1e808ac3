"""Criteria packs from draft to publication: what is stored, what is frozen, what the audit log keeps."""

import copy
import json

import pytest

from agencies.models import AuditEvent
from assessments.actions import ScoreSheet, save_scores
from assessments.queries import criteria_of_year, open_years
from criteria.actions import CriteriaRefused, PackChanged, discard, load_pack, publish, upload
from criteria.models import CriteriaPack
from tests.factories.assessments import CriteriaPackFactory, pack_data
from tests.factories.packs import next_year


def events() -> list[str]:
    return list(AuditEvent.objects.order_by("pk").values_list("action", flat=True))


def uploaded(admin, data=None, source=b"schema: 1", name="2570.yaml") -> CriteriaPack:
    return upload(data=data or next_year(), source=source, name=name, by=admin)


# Loading by command


def test_criteria_are_loaded_once_and_published(db, clerk):
    pack, created = load_pack(data=pack_data(2565), by=clerk)

    assert (created, pack.is_published, pack.published_by) == (True, True, clerk)
    assert load_pack(data=pack_data(2565), by=clerk) == (pack, False)
    assert events() == ["criteria.load"]


def test_other_content_under_a_published_version_is_refused(db):
    pack, _ = load_pack(data=pack_data(2565))
    changed = copy.deepcopy(pack_data(2565))
    changed["weights"]["note"] = "แก้ไข"

    with pytest.raises(CriteriaRefused, match="เพิ่มเลขรุ่น"):
        load_pack(data=changed)

    assert CriteriaPack.objects.get().sha256 == pack.sha256


def test_invalid_criteria_are_refused_with_every_problem(db):
    changed = copy.deepcopy(pack_data(2565))
    changed["instruments"]["list"][0]["weight"] = "0.50"
    changed["levels"]["pass_line"] = None

    with pytest.raises(CriteriaRefused) as refusal:
        load_pack(data=changed)

    assert {problem.path for problem in refusal.value.problems} == {"instruments.list", "levels.pass_line"}
    assert not CriteriaPack.objects.exists()
    assert events() == []


def test_loading_publishes_a_draft_of_the_same_version(admin):
    draft = uploaded(admin)

    pack, created = load_pack(data=next_year())

    assert (created, pack.pk, pack.is_published) == (True, draft.pk, True)


# Drafts


def test_an_upload_is_a_draft_that_nobody_enters_scores_by(admin, agency):
    pack = uploaded(admin)

    assert not pack.is_published
    assert (pack.loaded_by, pack.source_name) == (admin, "2570.yaml")
    with pack.source.open("rb") as kept:
        assert kept.read() == b"schema: 1"
    assert criteria_of_year(2570) is None
    assert open_years(agency) == []
    with pytest.raises(CriteriaPack.DoesNotExist):
        save_scores(agency=agency, fiscal_year=2570, sheet=ScoreSheet(), version=None, by=admin)
    assert events() == ["criteria.upload"]


def test_a_draft_of_a_year_in_use_leaves_the_published_version_in_use(admin):
    load_pack(data=pack_data(2565))
    uploaded(admin, {**pack_data(2565), "version": 2})

    assert criteria_of_year(2565).version == 1
    assert CriteriaPack.objects.latest_of_years().get().version == 1


def test_a_new_upload_takes_the_place_of_the_draft(admin):
    first = uploaded(admin)
    changed = next_year()
    changed["levels"]["pass_line"] = "80"
    changed["levels"]["list"][2]["minimum"] = "80"

    second = uploaded(admin, changed, source=b"PK...", name="C:/2570.xlsx")

    assert (second.pk, second.data["levels"]["pass_line"]) == (first.pk, "80")
    assert second.sha256 != first.sha256
    assert second.source.name.endswith(".xlsx")


def test_the_same_file_is_kept_once(admin):
    first = uploaded(admin)
    discard(pack=first, sha256=first.sha256, by=admin)

    assert uploaded(admin).source.name == first.source.name


def test_a_draft_that_the_command_replaces_forgets_the_uploaded_file(admin):
    uploaded(admin)
    changed = next_year()
    changed["weights"]["note"] = "แก้ไข"

    pack, _ = load_pack(data=changed)

    assert (pack.source.name, pack.source_name, pack.loaded_by) == ("", "", None)


def test_what_is_published_already_is_no_draft(admin):
    published, _ = load_pack(data=next_year())

    assert uploaded(admin) == published
    assert CriteriaPack.objects.get().source_name == ""


def test_other_content_than_published_is_refused_with_the_next_free_number(admin):
    load_pack(data=next_year())
    uploaded(admin, {**next_year(), "version": 2})
    changed = next_year()
    changed["weights"]["note"] = "แก้ไข"

    with pytest.raises(CriteriaRefused, match="เป็น 3 "):
        uploaded(admin, changed)


def test_a_mapping_to_indicators_that_the_year_before_had_not_is_refused(admin):
    load_pack(data=pack_data(2569))

    with pytest.raises(CriteriaRefused) as refusal:
        uploaded(admin, next_year(_9=["9", "11"]))

    [problem] = refusal.value.problems
    assert problem.path == "previous.indicators.9"
    assert "ปี 2569 ไม่มีตัวชี้วัดที่ 11" in problem.message


# Publishing


def test_publishing_freezes_the_draft_and_puts_it_to_use(admin, agency):
    pack = uploaded(admin)

    publish(pack=pack, sha256=pack.sha256, by=admin)

    pack.refresh_from_db()
    assert (pack.is_published, pack.published_by) == (True, admin)
    assert criteria_of_year(2570).fiscal_year == 2570
    changed = next_year()
    changed["weights"]["note"] = "แก้ไข"
    with pytest.raises(CriteriaRefused):
        uploaded(admin, changed)
    with pytest.raises(PackChanged):
        discard(pack=pack, sha256=pack.sha256, by=admin)
    event = AuditEvent.objects.get(action="criteria.publish")
    assert json.loads(event.after) == {"sha256": pack.sha256}
    assert event.agency_id is None


def test_publishing_twice_changes_nothing(admin):
    pack = uploaded(admin)
    publish(pack=pack, sha256=pack.sha256, by=admin)
    publish(pack=pack, sha256=pack.sha256, by=admin)

    assert events() == ["criteria.upload", "criteria.publish"]


def test_a_draft_replaced_after_it_was_read_is_not_published(admin):
    pack = uploaded(admin)
    seen = pack.sha256
    changed = next_year()
    changed["weights"]["note"] = "แก้ไข"
    uploaded(admin, changed)

    with pytest.raises(PackChanged):
        publish(pack=pack, sha256=seen, by=admin)
    with pytest.raises(PackChanged):
        discard(pack=pack, sha256=seen, by=admin)

    assert not CriteriaPack.objects.get().is_published


def test_an_older_version_is_not_published_after_a_newer_one(admin):
    first = uploaded(admin)
    load_pack(data={**next_year(), "version": 2})

    with pytest.raises(CriteriaRefused, match="มากกว่า 2"):
        publish(pack=first, sha256=first.sha256, by=admin)


def test_the_mapping_is_checked_again_when_the_year_before_came_later(admin):
    pack = uploaded(admin, next_year(_9=["9", "11"]))
    load_pack(data=pack_data(2569))

    with pytest.raises(CriteriaRefused, match="ไม่มีตัวชี้วัดที่ 11"):
        publish(pack=pack, sha256=pack.sha256, by=admin)


def test_scores_keep_the_version_they_were_entered_by(admin, agency):
    CriteriaPackFactory(fiscal_year=2565)
    assessment = save_scores(agency=agency, fiscal_year=2565, sheet=ScoreSheet(), version=None, by=admin)
    load_pack(data={**pack_data(2565), "version": 2})

    assessment.refresh_from_db()
    assert assessment.criteria_pack.version == 1
    assert criteria_of_year(2565).version == 2


def test_a_draft_can_be_thrown_away(admin):
    pack = uploaded(admin)

    discard(pack=pack, sha256=pack.sha256, by=admin)

    assert not CriteriaPack.objects.exists()
    assert events() == ["criteria.upload", "criteria.discard"]
