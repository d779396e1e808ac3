"""What a row changes."""

import json
from dataclasses import asdict
from decimal import Decimal

from exchange.engine.columns import NAME, NUMBER, CellKind, Column
from exchange.engine.compare import Preview, compare
from exchange.engine.match import FileRow, RowMatch, StoredRow
from exchange.engine.table import Table
from exchange.enums import Blank, RowKind

COLUMNS = (
    Column(NUMBER, "ลำดับ", CellKind.INTEGER, locked=True),
    Column(NAME, "ชื่อ", CellKind.LINE, required=True),
    Column("note", "หมายเหตุ", CellKind.TEXT),
    Column("score", "คะแนน", CellKind.SCORE, may_keep=True),
    Column("codes", "รหัส", CellKind.CODES, may_keep=True, choices=(("1", "หนึ่ง"), ("2", "สอง"))),
)
STORED = StoredRow("1", ("ก",), {NAME: "ก", "note": "เดิม", "score": Decimal("80.00"), "codes": ["2", "1"]})


def changed(cells, stored=STORED, blank=Blank.KEEP):
    """Return the row's kind, its changes and the reasons."""
    change = compare(RowMatch(FileRow("แผ่น", 5, cells), stored), COLUMNS, blank)
    fields = [(entry.heading, entry.before, entry.after) for entry in change.fields]
    return change.kind, fields, [str(problem) for problem in change.problems]


def test_what_is_the_same_is_unchanged():
    cells = {NAME: " ก ", "note": "เดิม", "score": "80,00", "codes": "1, 2"}
    assert changed(cells) == (RowKind.UNCHANGED, [], [])
    assert changed({NUMBER: 1}) == (RowKind.UNCHANGED, [], [])


def test_changes_are_told_field_by_field():
    kind, fields, _ = changed({NAME: "ข", "note": "", "score": 0, "codes": 2})
    assert kind == RowKind.CHANGED
    assert fields == [
        ("ชื่อ", "ก", "ข"),
        ("หมายเหตุ", "เดิม", ""),
        ("คะแนน", "80.00", "0.00"),
        ("รหัส", "2, 1", "2"),
    ]


def test_blank_keeps_or_clears_relations_by_choice():
    cells = {"score": "N/A", "codes": None}
    assert changed(cells)[0] == RowKind.UNCHANGED
    assert changed(cells, blank=Blank.CLEAR)[1] == [("คะแนน", "80.00", ""), ("รหัส", "2, 1", "")]


def test_every_unreadable_cell_is_told():
    kind, _, reasons = changed({NAME: "", "score": 101, "codes": "9"})
    assert kind == RowKind.REFUSED
    assert len(reasons) == 3
    assert reasons[0] == "แผ่น “แผ่น” แถว 5 ช่อง “ชื่อ”: ต้องกรอกช่องนี้"


def test_a_new_row_needs_what_is_required():
    assert changed({NAME: "ข", "score": 5}, None)[0] == RowKind.NEW
    assert changed({NAME: None, "score": 5}, None)[2] == ["แผ่น “แผ่น” แถว 5 ช่อง “ชื่อ”: ต้องกรอกช่องนี้"]
    assert "ไฟล์ไม่มีช่องนี้" in changed({"score": 5}, None)[2][0]


def test_a_row_to_fill_in_that_nobody_filled_in_is_unchanged():
    empty = StoredRow("2", ("ข",), {}, exists=False)
    assert changed({NAME: None, "note": "", "score": "-"}, empty) == (RowKind.UNCHANGED, [], [])
    assert changed({NAME: "ข"}, empty)[0] == RowKind.NEW


def test_what_is_stored_stays_valid_although_the_list_has_changed():
    old = StoredRow("1", ("ก",), {NAME: "ก", "codes": ["9"]})
    assert changed({"codes": "9"}, old) == (RowKind.UNCHANGED, [], [])


def test_a_preview_is_stored_as_text():
    rows = tuple(
        Table().preview_row(compare(RowMatch(FileRow("แผ่น", 5, cells), STORED), COLUMNS, Blank.KEEP))
        for cells in ({NAME: "ข"}, {"score": 101}, {})
    )
    preview = Preview(rows, ("อื่น",), ("หมายเหตุ",))
    assert Preview.from_json(preview.to_json()) == preview
    # Previews of earlier versions are compared with this text.
    assert preview.to_json() == json.dumps(asdict(preview), ensure_ascii=False, separators=(",", ":"))
    assert preview.counts == {"new": 0, "changed": 1, "unchanged": 1, "refused": 1}
    assert [row.kind for row in preview.refused] == ["refused"]
