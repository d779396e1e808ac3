"""The check on the document's page, and on the documents of the sample agencies."""

import pytest
from django.urls import reverse

from agencies.enums import Role
from agencies.models import Agency
from reports.completeness import check, document_item_words
from reports.completeness.parts import Issue
from reports.enums import Kind, Severity
from reports.targets import groups, url_of
from tests.conftest import member, signed_in
from tests.reports.snapshots import built, typed
from tests.reports.test_completeness import SPOILED

ITEMS = [
    (Kind.ANALYSIS_REPORT, "O42 ของปี 2566"),
    (Kind.IMPROVEMENT_MATRIX, "O25 ของปี 2569"),
    (Kind.PROGRESS_MEMO, "O43 ของปี 2565"),
    (Kind.OUTCOME_REPORT, "O43 ของปี 2566"),
    (Kind.TOPIC_REPORT, "O26 ของปี 2569"),
]


@pytest.mark.parametrize(("kind", "item"), ITEMS)
def test_corrected_data_have_nothing_that_must_be_mended(sample, kind, item):
    checked = built(sample(kind))

    found = check(typed(checked))

    assert [issue.message for issue in found if issue.severity == Severity.MUST] == []
    assert document_item_words(typed(checked)) == f"ใช้ตอบข้อ {item}"


# --- the page ---


def page_of(client, document):
    return client.get(reverse("reports:document", args=[document.agency.slug, document.pk])).content.decode()


@pytest.fixture
def staff(sai_thong):
    return signed_in(sai_thong.memberships.get(role="staff").user)


def take_emblem_away(memo):
    Agency.objects.filter(pk=memo.agency_id).update(emblem="")


def spoil(memo):
    """Take addressee, emblem and one follow-up away and return the measure without it."""
    take_emblem_away(memo)
    memo.addressee = ""
    memo.save(update_fields=["addressee"])
    measure = memo.plan.measures.first()
    measure.follow_up = ""
    measure.save(update_fields=["follow_up"])
    return measure


def test_findings_stand_by_weight_with_the_place_to_mend_them(staff, memo):
    measure = spoil(memo)

    page = page_of(staff, memo)

    assert "ต้องแก้ก่อนเสนอ 2 ข้อ" in page
    submit = reverse("approvals:submit", args=["sai-thong", memo.pk])
    assert f'<a class="btn btn-outline-primary" href="{submit}">' in page  # what is next is to mend
    assert "ควรแก้ 3 ข้อ" in page
    assert "ข้อสังเกต 1 ข้อ" in page
    for name, args, field in (
        ("measures:plan_measure_edit", [2565, measure.pk], "#id_follow_up"),
        ("reports:document_edit", [memo.pk], "#id_addressee"),
        ("measures:progress_evidence", [2565, memo.round_id, measure.pk], ""),
    ):
        assert f'href="{reverse(name, args=["sai-thong", *args])}{field}"' in page


def test_the_page_tells_which_item_the_document_answers(staff, memo):
    assert "ใช้ตอบข้อ O43 ของปี 2565" in page_of(staff, memo)


def test_what_only_the_administrator_mends_is_said_to_others(staff, memo, sai_thong):
    manager = signed_in(sai_thong.memberships.get(role="agency_admin").user)

    link = f'href="{reverse("agencies:emblem", args=["sai-thong"])}"'

    assert "อัปโหลดตรา" not in page_of(staff, memo)
    take_emblem_away(memo)
    page = page_of(staff, memo)

    assert "อัปโหลดตรา" in page
    assert "(แก้โดยผู้ดูแลข้อมูลหน่วยงาน)" in page
    assert link not in page
    assert link in page_of(manager, memo)


def test_who_only_reads_sees_the_findings_without_links(memo, sai_thong):
    spoil(memo)
    reader = signed_in(sai_thong.memberships.get(role="viewer").user)

    page = page_of(reader, memo)

    assert "ยังไม่ได้กรอกว่าเรียนใคร" in page
    assert "#id_addressee" not in page


def test_nothing_found_is_said_as_well(staff, memo, monkeypatch):
    monkeypatch.setattr("reports.views.documents.check", lambda snapshot, known: [])

    assert "ข้อมูลครบถ้วน ไม่พบสิ่งที่ต้องแก้" in page_of(staff, memo)


def test_many_lesser_findings_are_folded(memo):
    def group(severity, count):
        issues = [Issue("rule", severity, "ข้อความ", ("measures",))] * count
        return groups(issues, memo)[0]

    assert group(Severity.SHOULD, 5).is_open
    assert not group(Severity.SHOULD, 6).is_open
    assert group(Severity.MUST, 6).is_open


TARGETS = [
    ("scores", "explanation"), ("years",), ("finding", "8", "text"), ("plan", "decided_on"), ("measures",),
    ("measure_new", "8"), ("measure", 0, "title"), ("rounds",), ("progress", 0, "status"),
    ("progress", 0, "evidence"), ("letter", "subject"), ("settings", "agency"), ("settings", "emblem"),
    ("settings", "chain"), ("settings", "people"), ("sentences", "opening"),
]  # fmt: skip


def test_every_target_is_a_page_with_that_field(memo, sai_thong):
    both = member(sai_thong, Role.AGENCY_ADMIN)
    sai_thong.memberships.create(user=both, role=Role.STAFF, position_title="เจ้าหน้าที่")
    client = signed_in(both)
    pk = memo.plan.measures.first().pk

    def is_there(target):
        address, _, field = url_of(tuple(pk if part == 0 else part for part in target), memo).partition("#")
        response = client.get(address)
        return response.status_code == 200 and (not field or f'id="{field}"' in response.content.decode())

    assert [target for target in TARGETS if not is_there(target)] == []


def test_what_a_rule_finds_can_be_mended_somewhere(memo):
    found = [issue for spoiled in SPOILED.values() for issue in check(typed(spoiled()))]

    assert all(url_of(issue.target, memo).startswith("/") for issue in found)


def test_an_unknown_target_is_an_error(memo):
    with pytest.raises(LookupError):
        url_of(("moon",), memo)
