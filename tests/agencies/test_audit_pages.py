"""The auditor reads, narrows, checks and exports the audit log."""

import ast
import csv
import io
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.db import connection

from agencies.auditlog import words as registry
from agencies.auditlog import writing as audit
from agencies.auditlog.entries import describe_event, object_name
from agencies.auditlog.words import AuditWords, action_words, group_words, object_labels
from agencies.auditlog.writing import NamedRow, record
from agencies.enums import Role
from agencies.models import Agency, AuditEvent
from approvals.enums import Move
from measures.models import ProgressRound
from reports.models import Document
from tests.conftest import ROOT, member, signed_in
from tests.factories.audit import run, unprotect

BANGKOK = ZoneInfo("Asia/Bangkok")
# Actions whose second part is one of several words: (beginning, the words).
COMPOSED = {
    "edition.": Move.values,
    "admin.": ["add", "change", "delete"],
    "proposal.": ["propose", "confirm", "refuse", "withdraw", "outdate", "scan"],
}


def url(agency, part=""):
    return f"/a/{agency.slug}/settings/audit/{part}"


def page(client, agency, **query):
    return client.get(url(agency), query).content.decode()


def rows(client, agency, **query):
    text = b"".join(client.get(url(agency, "csv/"), query).streaming_content).decode()
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def numbers(client, agency, **query):
    return [int(row["ลำดับ"]) for row in rows(client, agency, **query)]


@pytest.fixture
def log(agency, clerk, monkeypatch):
    """Three events: by the system, the clerk and the manager, on 1 and 2 March 2569."""
    told = [
        ("agency.save", agency, None, {"phone": ""}, {"phone": "0 2111 2222"}, (1, 0)),
        (
            "department.save",
            agency.departments.first(),
            clerk,
            None,
            {"name": "สำนักปลัด", "active": True},
            (1, 23),
        ),
        ("member.save", clerk.memberships.get(), clerk, {"role": "staff"}, {"role": "chief"}, (2, 0)),
    ]
    for action, row, by, before, after, (day, hour) in told:
        at = datetime(2026, 3, day, hour, 30, tzinfo=BANGKOK)
        monkeypatch.setattr(audit.timezone, "now", lambda at=at: at)
        record(action, row, by=by, agency=agency, before=before, after=after)
    monkeypatch.undo()


def test_an_event_is_told_in_words(viewer_client, agency, log, clerk):
    text = page(viewer_client, agency)

    for words in (
        "แก้ไขบทบาทของบุคคล", clerk.get_full_name(), "เจ้าหน้าที่ผู้บันทึกข้อมูล", "หัวหน้าสำนักปลัด", "2 มี.ค. 69 00:30:00 น.",
        "แก้ไขข้อมูลหน่วยงาน", "ระบบ", "โทรศัพท์", "0 2111 2222", "ใช่", "มี 3 เหตุการณ์",
    ):  # fmt: skip
        assert words in text, words
    assert text.index("แก้ไขบทบาทของบุคคล</strong>") < text.index("แก้ไขข้อมูลหน่วยงาน</strong>")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, [3, 2, 1]),
        ({"actor": "0"}, [1]),
        ({"group": "member"}, [3]),
        ({"kind": "agencies.department"}, [2]),
        ({"since": "2/3/2569"}, [3]),
        ({"since": "๑ มี.ค. ๖๙", "until": "๑/๓/๒๕๖๙"}, [2, 1]),
        ({"until": "28/2/2569"}, []),
        ({"text": "2111"}, [1]),
        ({"text": " สำนักปลัด "}, [2]),
        ({"text": "แก้ไขบทบาท"}, [3]),
        ({"text": "100%_'\"\x00😀"}, []),
        ({"group": "member", "text": "2111"}, []),
    ],
)
def test_the_log_is_narrowed(viewer_client, agency, log, query, found):
    assert numbers(viewer_client, agency, **query) == found
    shown = page(viewer_client, agency, **query)
    assert [number for number in (3, 2, 1) if f'id="event-{number}"' in shown] == found


def test_the_log_is_narrowed_to_a_person(viewer_client, agency, log, clerk):
    assert numbers(viewer_client, agency, actor=clerk.pk) == [3, 2]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"since": "สักวัน"}, "อ่านวันที่"),
        ({"since": "2/3/2569", "until": "1/3/2569"}, "วันสุดท้ายต้องไม่มาก่อนวันแรก"),
        ({"actor": "99999999"}, "ตัวเลือกนี้ใช้ไม่ได้แล้ว"),
        ({"kind": "' OR 1=1"}, "ตัวเลือกนี้ใช้ไม่ได้แล้ว"),
        ({"text": "ก" * 201}, "กรุณาย่อให้สั้นลง"),
    ],
)
def test_a_wrong_condition_is_explained(viewer_client, agency, log, query, told):
    assert told in page(viewer_client, agency, **query)
    response = viewer_client.get(url(agency, "csv/"), query, follow=True)
    assert told in response.content.decode()


def test_events_of_other_agencies_are_not_shown(viewer_client, agency, other_agency, log):
    record("agency.save", other_agency, by=None, agency=other_agency, after={"phone": "ของหน่วยงานอื่น"})
    record("agency.save", other_agency, by=None, agency=None, after={"phone": "ของทั้งระบบ"})

    assert len(rows(viewer_client, agency)) == 3
    text = page(viewer_client, agency)
    assert "ของหน่วยงานอื่น" not in text
    assert "ของทั้งระบบ" not in text


def test_pages_keep_the_conditions(viewer_client, agency):
    for _ in range(51):
        record("agency.save", agency, by=None, agency=agency)

    first = page(viewer_client, agency, group="agency")
    assert "?group=agency&amp;page=2" in first
    assert first.count('id="event-') == 50
    second = page(viewer_client, agency, group="agency", page=2)
    assert 'id="event-1"' in second
    assert second.count('id="event-') == 1


def test_an_agency_without_events_says_so(viewer_client, agency):
    assert "ยังไม่มีเหตุการณ์" in page(viewer_client, agency)
    assert rows(viewer_client, agency) == []


def test_the_whole_log_is_checked_when_asked(viewer_client, agency, log):
    assert "ตรวจสอบแล้วครบถ้วน" not in page(viewer_client, agency)
    assert "รายการในฐานข้อมูลต่อเนื่องกันครบ" in page(viewer_client, agency, check=1)


def test_a_changed_log_is_told(viewer_client, agency, log):
    unprotect(connection)
    run(connection, "UPDATE agencies_auditevent SET before = 'x' WHERE sequence = 2")

    text = page(viewer_client, agency, check=1)

    assert "บันทึกไม่ครบถ้วน" in text
    assert "รายการที่ 2 ถูกแก้ไขหลังบันทึก" in text
    assert "ฐานข้อมูลไม่ได้ป้องกันบันทึกนี้อยู่" in text


def test_a_spreadsheet_takes_no_text_for_a_formula(viewer_client, agency):
    agency.name = "=HYPERLINK(1)"
    for sign in "=+-@":
        record("agency.save", agency, by=None, agency=agency, after={"name": f'{sign}1, "ก"\nข'})

    exported = rows(viewer_client, agency)

    assert {row["ชื่อรายการ"] for row in exported} == {"'=HYPERLINK(1)"}
    assert exported[0]["หลัง"] == 'ชื่อหน่วยงาน: @1, "ก"\nข'
    assert exported[0]["วันที่"].endswith(str(datetime.now(BANGKOK).year + 543))
    assert exported[0]["sha256"] == AuditEvent.objects.last().hash


def test_markup_in_the_log_stays_text(viewer_client, agency):
    record("agency.save", agency, by=None, agency=agency, after={"name": "<script>alert(1)</script>"})

    text = page(viewer_client, agency)

    assert "<script>alert(1)" not in text
    assert "&lt;script&gt;alert(1)" in text


@pytest.mark.parametrize("role", [Role.STAFF, Role.CHIEF, Role.SECRETARY, Role.EXECUTIVE])
def test_others_of_the_agency_do_not_read_the_log(agency, role):
    client = signed_in(member(agency, role))

    assert client.get(url(agency)).status_code == 403
    assert "settings/audit" not in client.get(f"/a/{agency.slug}/").content.decode()


def test_the_log_is_reached_from_menu_and_settings(viewer_client, manager_client, agency):
    assert f'href="{url(agency)}"' in viewer_client.get(f"/a/{agency.slug}/").content.decode()
    assert f'href="{url(agency)}"' in manager_client.get(f"/a/{agency.slug}/settings/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("part", "queries"), [("", 7), ("csv/", 4)])
def test_the_log_costs_the_same_for_more_rows(
    viewer_client, agency, count, part, queries, django_assert_num_queries
):
    for _ in range(count):
        record("agency.save", agency, by=None, agency=agency, after={"name": "ก"})

    with django_assert_num_queries(queries):
        response = viewer_client.get(url(agency, part))
        list(getattr(response, "streaming_content", ()))


def recorded():
    """Every action that the sources record, as (file, beginning, whether words follow)."""
    for config in apps.get_app_configs():
        if config.path.startswith(str(ROOT)) and ".venv" not in config.path:
            for file in (ROOT / config.name).rglob("*.py"):
                for function in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                    if isinstance(function, ast.FunctionDef) and function.name not in RECORDING:
                        yield from _calls(file, function)


# They hand the action on that their callers name.
RECORDING = ("record", "record_many", "record_change", "record_everywhere", "_note")


def _calls(file, function):
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in RECORDING:
            yield from _first(file, node.args[0])


def _first(file, argument):
    if isinstance(argument, ast.IfExp):
        yield from _first(file, argument.body)
        yield from _first(file, argument.orelse)
    elif isinstance(argument, ast.JoinedStr):
        yield file.name, argument.values[0].value, True
    elif not isinstance(argument, ast.Name):  # one that a function was given is named where it is called
        yield file.name, argument.value, False


def test_every_recorded_action_has_its_words():
    actions = list(recorded())
    plain = {action for _, action, composed in actions if not composed}
    composed = {action for _, action, composed in actions if composed}

    assert len(plain) > 25
    assert plain - set(action_words()) == set()
    assert composed == set(COMPOSED)
    assert {f"{start}{word}" for start, words in COMPOSED.items() for word in words} - set(
        action_words()
    ) == set()


def test_values_of_every_kind_read_well(viewer_client, agency):
    a_round, document = NamedRow(ProgressRound, 1, "รอบ"), NamedRow(Document, 1, "เอกสาร")
    record(
        "agency.save", agency, by=None, agency=agency,
        after={
            "chain": ["ก", "ข"], "indicators": '{"1": "90.00"}', "low_below": "80.00",
            "unheard_of": "[ไม่ใช่ JSON", "starts_on": "",
        },
    )  # fmt: skip
    record(
        "round.delete", a_round, by=None, agency=agency,
        before={"as_at": "2026-03-31", "measure 7": {"status": "done"}},
    )  # fmt: skip
    record("document.save", document, by=None, agency=agency, after={"dated": "พรุ่งนี้"})

    dated, deleted, saved = rows(viewer_client, agency)

    assert saved["หลัง"].split("\n") == [
        "ลำดับผู้ลงนาม: ก, ข", "ตัวชี้วัด: 1: 90.00", "คะแนนต่ำกว่านี้ถือว่าต่ำ (จุดอ่อนเร่งด่วน): 80.00", "unheard_of: [ไม่ใช่ JSON",
    ]  # fmt: skip
    assert deleted["ก่อน"].split("\n") == ["รายงาน ณ วันที่: 31 มีนาคม 2569", "ผลของมาตรการเลขที่ 7: สถานะ: done"]
    assert dated["หลัง"] == "วันที่ของหนังสือ: พรุ่งนี้"


def test_every_action_has_a_group_and_every_kind_a_model():
    assert {action.partition(".")[0] for action in action_words()} == set(group_words())
    assert all(apps.get_model(kind)._meta.label_lower == kind for kind in object_labels())
    assert [kind for kind in object_labels() if object_name(kind) == kind] == []


def test_events_of_a_model_that_has_moved_are_worded_and_found(viewer_client, agency, monkeypatch):
    moved = AuditWords({}, {}, (), former={"elsewhere.thing": "reports.document"})
    monkeypatch.setattr(registry, "_registered", [*registry._registered, moved])
    record("document.save", NamedRow(Document, 1, "ก"), by=None, agency=agency, after={"number": "1"})
    unprotect(connection)
    run(connection, "UPDATE agencies_auditevent SET object_type = 'elsewhere.thing'")

    [row] = rows(viewer_client, agency, kind="reports.document")

    assert (row["ทำกับ"], row["หลัง"].split(":")[0]) == ("เอกสาร", "ที่")


def test_rows_that_point_to_the_object_are_told_by_a_word(agency):
    record(
        "agency.save",
        NamedRow(Agency, agency.pk, "x"),
        by=None,
        agency=agency,
        after={"departments": ["กองคลัง"]},
    )

    [change] = describe_event(AuditEvent.objects.get()).changes

    assert change.after == "กองคลัง"
