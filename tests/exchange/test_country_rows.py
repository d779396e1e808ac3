"""Rows of the workbook of many agencies: read, named and claimed without a model object for each."""

from decimal import Decimal

import pytest

from agencies.models import Agency
from assessments.actions import save_scores
from assessments.models import Assessment
from exchange import actions
from exchange.actions import PreviewOutdated
from exchange.engine import parse
from exchange.engine.columns import NAME, NUMBER, CellKind, Column
from exchange.enums import ImportState
from exchange.models import ImportedRow
from exchange.tables.country import table
from exchange.tables.country.directory import AgencyDirectory, NamedAgency, NotPlaced
from tests.exchange.test_country import line, many
from tests.factories.agencies import AgencyFactory
from tests.factories.world import SCORES, sheet

SCORE = Column("indicator:1", "ตัวชี้วัดที่ 1", CellKind.SCORE)
KNOWN = [NamedAgency(1, "a-1", "ตำบลหนึ่ง", "ต.1", "ตรัง"), NamedAgency(2, "a-2", "ตำบลสอง", "ต.2", "ตรัง")]


@pytest.mark.parametrize(
    ("cell", "points"),
    [(85, "85.00"), (85.0, "85.00"), (85.1, "85.10"), (0.07, "0.07"), (100, "100.00"), ("๘๕", "85.00"), ("-", None)],
)  # fmt: skip
def test_plain_numbers_are_read_as_what_is_typed(cell, points):
    for _ in range(2):
        assert str(parse.parse(SCORE, cell)) == str(points)


def test_minus_zero_is_zero_whichever_came_first():
    parse._plain_points.cache_clear()
    assert [str(parse.parse(SCORE, cell)) for cell in (-0.0, 0, 0.0)] == ["0.00"] * 3


@pytest.mark.parametrize("cell", [85.123, 100.5, -1, 1e-7, True])
def test_other_numbers_are_left_to_the_rules(cell):
    for _ in range(2):
        with pytest.raises(ValueError, match="คะแนน"):
            parse.parse(SCORE, cell)


def test_only_files_without_codes_need_the_names():
    places = AgencyDirectory.of(KNOWN)
    assert places.find({NUMBER: "a-2", NAME: "ตำบลสอง"}).pk == 2
    assert places.find({NUMBER: "a-2", NAME: " ตำบล สอง "}).pk == 2
    assert "by_name" not in vars(places)
    assert places.find({NAME: "ตำบลสอง"}).pk == 2
    with pytest.raises(NotPlaced):
        places.find({NUMBER: "a-1", NAME: "ตำบลสอง"})


def test_a_row_saved_between_comparing_and_writing_stops_the_import(packs, agency, other_agency, monkeypatch):
    save_scores(agency=agency, fiscal_year=2565, sheet=sheet(), version=None, by=None)
    started = many(line(agency.slug, scores=("80.00", *SCORES[1:])), line(other_agency.slug))
    write = table.write_rows

    def late(*arguments):
        Assessment.objects.filter(agency=agency).update(version=2)
        return write(*arguments)

    monkeypatch.setattr(table, "write_rows", late)
    with pytest.raises(PreviewOutdated):
        actions.confirm(started=started, by=None)
    started.refresh_from_db()
    assert started.state == ImportState.READY
    assert not ImportedRow.objects.exists()
    kept = Assessment.objects.with_scores().get()
    assert (kept.version, kept.indicator_scores.get(code="1").score) == (1, Decimal(SCORES[0]))


def test_what_undoing_needs_is_kept_of_every_object(packs, agency):
    save_scores(agency=agency, fiscal_year=2565, sheet=sheet(), version=None, by=None)
    new = line("", "ใหม่", "ตรัง", district="เมือง", kind="อบต.")
    started = actions.confirm(
        started=many(new, line(agency.slug, total="91.00"), line(AgencyFactory().slug), creates=True), by=None
    )
    kept = {(row.object_type, row.object_id): row.version for row in started.imported_rows.all()}
    written = [Agency.objects.get(name="ใหม่"), *Assessment.objects.all()]
    assert kept == {(each._meta.label_lower, each.pk): each.version for each in written}
    assert sorted(kept.values()) == [1, 1, 1, 2]
    [before] = [row.before for row in started.imported_rows.all() if row.before]
    assert before["indicators"]["2"] == SCORES[1]
