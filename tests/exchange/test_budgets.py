"""Budgets of measures in workbooks: out, in, and back."""

from datetime import date
from decimal import Decimal

import pytest

from exchange.actions import confirm, read_import, undo, upload
from exchange.engine.cells import Unreadable
from exchange.engine.columns import CellKind, Column
from exchange.engine.parse import parse
from exchange.engine.prepare import prepare
from exchange.enums import Blank, RowKind, TableName
from exchange.exports import delimited as exported
from exchange.exports import workbook
from exchange.reading.files import read
from exchange.tables import table_of
from measures.models import Measure
from tests.exchange.books import delimited

BUDGET = Column("budget", "งบประมาณ (บาท)", CellKind.AMOUNT)


def budgets():
    return list(Measure.objects.order_by("position").values_list("budget", flat=True))


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        (50000, "50000.00"), (1250.5, "1250.50"), ("๕๐,๐๐๐ บาท", "50000.00"), (0, "0.00"), ("ไม่ใช้งบประมาณ", "0.00"),
        (Decimal("7.25"), "7.25"), (50000.10000000001, "50000.10"),
    ],
)  # fmt: skip
def test_cells_are_read_as_amounts(cell, amount):
    assert str(parse(BUDGET, cell)) == amount


@pytest.mark.parametrize("cell", [None, "", " ", "-", "–"])
def test_an_empty_cell_is_no_amount(cell):
    assert parse(BUDGET, cell) is None


@pytest.mark.parametrize("cell", [True, date(2023, 1, 1), "สองแสน", -5, 1e9, "1.005"])
def test_other_cells_are_refused(cell):
    with pytest.raises(Unreadable, match=r"กรุณา(กรอก|ตรวจ)"):
        parse(BUDGET, cell)


def test_budgets_go_out_and_come_back(planned, scope):
    Measure.objects.filter(position=1).update(budget=Decimal("1250000.50"))
    Measure.objects.filter(position=2).update(budget=0)
    data = workbook(scope(TableName.MEASURES))
    again = prepare(table_of(scope(TableName.MEASURES)), read(data, "measures.xlsx"), Blank.KEEP)
    assert again.preview.counts["unchanged"] == 2
    Measure.objects.update(budget=7)
    found = prepare(table_of(scope(TableName.MEASURES)), read(data, "measures.xlsx"), Blank.KEEP)
    assert [row.fields[0].before for row in found.preview.rows if row.kind == "changed"] == ["7", "7"]
    list(table_of(scope(TableName.MEASURES)).apply(found.wanted((RowKind.CHANGED,)), None))
    assert budgets() == [Decimal("1250000.50"), Decimal(0)]
    assert b"1250000.50" in exported(scope(TableName.MEASURES))


def test_an_import_of_budgets_is_undone(planned, scope, agency):
    Measure.objects.filter(position=1).update(budget=Decimal("100"))
    started = upload(
        agency=agency, table=TableName.MEASURES, fiscal_year=2566, name="measures.csv", by=None,
        data=delimited(("ลำดับ", "งบประมาณ"), ("1", '"50,000"'), ("2", "๒๕๐")),
    )  # fmt: skip
    started = read_import(started=started)
    assert [row.fields[0].after for row in started.preview.rows] == ["50,000", "250"]
    started = confirm(started=started, by=None)
    assert budgets() == [Decimal("50000"), Decimal("250")]
    undo(started=started, by=None)
    assert budgets() == [Decimal("100"), None]
