"""What goes out and comes back unchanged changes nothing: every table, demo data and generated data."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from agencies.models import Agency
from assessments.enums import WeaknessClass
from exchange.engine.prepare import prepare
from exchange.enums import Blank, RowKind, TableName
from exchange.exports import delimited, template, workbook
from exchange.reading.files import read
from exchange.tables import table_of
from exchange.tables.scope import Scope
from itaportal.thai.spelling import clean_line, clean_text
from measures.actions import MeasureEntry, StepEntry, add_measure, save_progress, start_plan, start_round
from measures.enums import MeasureKind, Status
from tests.conftest import ROOT
from tests.exchange.files import converted
from tests.factories.world import sheet

WRITERS = {"template.xlsx": template, "export.xlsx": workbook, "export.csv": delimited}


def scopes(agency):
    """Return every table of every year of the agency."""
    for assessment in agency.assessments.all():
        yield Scope(TableName.SCORES, agency, assessment.fiscal_year)
        if assessment.criteria.indicators:
            yield Scope(TableName.FINDINGS, agency, assessment.fiscal_year)
    for plan in agency.plans.all():
        yield Scope(TableName.MEASURES, agency, plan.fiscal_year)
        for progress_round in plan.rounds.all():
            yield Scope(TableName.PROGRESS, agency, plan.fiscal_year, progress_round)


def changed_rows(scope, name, blank, saved=lambda data: data):
    """Return the rows that come back, perhaps ``saved`` by another program, as anything but unchanged."""
    book = read(saved(WRITERS[name](scope)), name)
    preview = prepare(table_of(scope), book, blank).preview
    return [row for row in preview.rows if row.kind != RowKind.UNCHANGED], preview


@pytest.mark.django_db
@pytest.mark.parametrize("slug", [file.stem for file in sorted((ROOT / "fixtures" / "demo").glob("*.yaml"))])
def test_demo_data_come_back_unchanged(packs, slug, tmp_path):
    from overview.demo import seeds

    (tmp_path / f"{slug}.yaml").write_bytes((ROOT / "fixtures" / "demo" / f"{slug}.yaml").read_bytes())
    seeds.load(tmp_path)
    seen = set()
    for number, scope in enumerate(scopes(Agency.objects.get(slug=slug))):
        name = list(WRITERS)[number % 3]
        changed, preview = changed_rows(scope, name, Blank.CLEAR)
        assert changed == [], (scope, name)
        assert preview.unknown == ()
        assert preview.missing == ()
        seen.add(scope.table)
    assert seen >= {TableName.SCORES, TableName.FINDINGS}
    assert (TableName.PROGRESS in seen) == (slug not in {"thung-noi", "pho-nong"})


@pytest.mark.django_db
def test_templates_saved_by_libreoffice_come_back_unchanged(packs, tmp_path):
    from overview.demo import seeds

    (tmp_path / "demo").mkdir()
    file = ROOT / "fixtures" / "demo" / "thung-bu-lang.yaml"
    (tmp_path / "demo" / file.name).write_bytes(file.read_bytes())
    seeds.load(tmp_path / "demo")

    def saved(data):
        found = converted(data, "xlsx", tmp_path)
        return found or pytest.skip("LibreOffice Calc is missing: install libreoffice-calc")

    agency = Agency.objects.get(slug="thung-bu-lang")
    newest = {scope.table: scope for scope in scopes(agency)}
    assert newest.keys() == set(TableName)
    for scope in newest.values():
        changed, preview = changed_rows(scope, "template.xlsx", Blank.KEEP, saved)
        assert (changed, preview.unknown, preview.missing) == ([], (), ()), scope


SIGNS = st.sampled_from(
    [
        *"=+-@'\"\t\n,;. 09๐๙กเแำ",
        "ที่",
        "และ",
        "1. ",
        "๒) ",
        "- ",
        "\r\n",
        "  ",
        "_x0041_",
        "#N/A",
        "TRUE",
        "2565-10-01",
    ]
)
texts = st.lists(SIGNS, max_size=12).map("".join)
some = texts.map(lambda text: clean_text(text) or "ก")
steps = st.lists(st.tuples(some, texts.map(clean_line), texts.map(clean_line)), max_size=4)
points = st.decimals(0, 100, places=2)


@st.composite
def measures(draw):
    period = draw(st.sampled_from([(None, None), (date(2024, 2, 29), date(2025, 9, 30))]))
    return {
        "title": clean_line(draw(texts)) or "มาตรการ",
        "kind": draw(st.sampled_from(MeasureKind.values)),
        "activities": clean_text(draw(texts)),
        "indicator_codes": draw(st.lists(st.sampled_from(["1", "4", "10"]), unique=True)),
        "item_codes": draw(st.lists(st.sampled_from(["I3", "E7", "O14"]), unique=True)),
        "weak_point": clean_text(draw(texts)),
        "steps": [StepEntry(*step) for step in draw(steps)],
        "all_departments": draw(st.booleans()),
        "responsible_text": clean_line(draw(texts)),
        "period_start": period[0],
        "period_end": period[1],
        "period_text": clean_line(draw(texts)),
        "follow_up": clean_text(draw(texts)),
        "limitation": clean_text(draw(texts)),
    }


@pytest.fixture
def plan(packs, agency):
    from assessments.actions import save_scores

    assessment = save_scores(agency=agency, fiscal_year=2565, sheet=sheet(), version=None, by=None)
    return start_plan(assessment=assessment, by=None)


slow = settings(
    phases=[Phase.explicit, Phase.generate],
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@slow
@given(entries=st.lists(measures(), min_size=1, max_size=3), chance=st.randoms(use_true_random=False))
def test_generated_measures_and_progress_come_back_unchanged(plan, entries, chance):
    plan.measures.all().delete()
    plan.rounds.all().delete()
    departments = list(plan.agency.departments.all())
    made = [
        add_measure(plan=plan, by=None, entry=MeasureEntry(**entry, departments=chance.sample(departments, chance.randint(0, 2))))
        for entry in entries
    ]  # fmt: skip
    progress_round = start_round(plan=plan, as_at=date(2023, 3, 31), by=None)
    for measure, entry in list(zip(made, entries, strict=True))[1:]:
        told = {
            "note": entry["period_text"],
            "action_taken": entry["activities"],
            "result": entry["follow_up"],
        }
        save_progress(
            progress_round=progress_round, measure=measure, status=Status.DONE, **told, version=None, by=None
        )
    for scope in (
        Scope(TableName.MEASURES, plan.agency, 2566),
        Scope(TableName.PROGRESS, plan.agency, 2566, progress_round),
    ):
        for name in WRITERS:
            assert changed_rows(scope, name, chance.choice(list(Blank)))[0] == [], name


@slow
@given(
    indicators=st.dictionaries(st.integers(1, 10).map(str), points, min_size=1),
    items=st.dictionaries(st.sampled_from(["I1", "I3", "E7", "O14", "O43"]), points),
    total=st.none() | points,
    level=st.sampled_from(["", "A", "AA"]),
    explanation=texts.map(clean_text),
)
def test_generated_scores_come_back_unchanged(packs, agency, indicators, items, total, level, explanation):
    from assessments.actions import ScoreSheet, save_scores

    stored = agency.assessments.filter(fiscal_year=2565).first()
    save_scores(
        agency=agency, fiscal_year=2565, version=stored and stored.version, by=None,
        sheet=ScoreSheet(indicators, items, total, level, explanation),
    )  # fmt: skip
    scope = Scope(TableName.SCORES, agency, 2565)
    for name in WRITERS:
        assert changed_rows(scope, name, Blank.CLEAR)[0] == [], name


@slow
@given(
    told=st.dictionaries(
        st.integers(1, 10).map(str),
        st.fixed_dictionaries(
            {
                "text": texts.map(clean_text),
                "weakness_class": st.sampled_from(WeaknessClass),
                "class_reason": some,
                "recommendation": texts.map(clean_text),
                "response": texts.map(clean_text),
                "rank": st.none() | st.integers(1, 99),
            }
        ),
        min_size=1,
    )
)
def test_generated_findings_come_back_unchanged(plan, told):
    from assessments.actions import save_finding

    plan.assessment.findings.all().delete()
    for code, values in told.items():
        save_finding(assessment=plan.assessment, code=code, **values, version=None, by=None)
    scope = Scope(TableName.FINDINGS, plan.agency, 2565)
    for name in WRITERS:
        assert changed_rows(scope, name, Blank.CLEAR)[0] == [], name


def test_the_round_trip_can_fail(plan):
    add_measure(plan=plan, entry=MeasureEntry(title="มาตรการ", steps=[StepEntry("หนึ่ง")]), by=None)
    scope = Scope(TableName.MEASURES, plan.agency, 2566)
    book = read(workbook(scope), "export.xlsx")
    measure = plan.measures.get()
    measure.title = "ชื่ออื่น"
    measure.save()
    preview = prepare(table_of(Scope(TableName.MEASURES, plan.agency, 2566)), book, Blank.KEEP).preview
    assert [row.kind for row in preview.rows] == [RowKind.CHANGED]
    assert preview.rows[0].fields[0].after == "มาตรการ"


def test_scores_of_zero_are_scores(packs, agency):
    from assessments.actions import ScoreSheet, save_scores

    save_scores(agency=agency, fiscal_year=2565, sheet=ScoreSheet({"1": Decimal(0)}), version=None, by=None)
    assert changed_rows(Scope(TableName.SCORES, agency, 2565), "export.csv", Blank.CLEAR)[0] == []
