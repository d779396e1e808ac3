from datetime import date

import pytest

from assessments.queries import overview
from measures.actions import StepEntry
from measures.forms import MeasureForm, RoundForm, StatusForm, step_formset
from tests.factories.measures import AssessmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def form_of(assessment, agency):
    """Return a function that binds the measure form of plan year 2565 to data."""

    def form_of(of=assessment, **data):
        departments = agency.departments.all()
        return MeasureForm(
            {"kind": "measure", "title": "จัดอบรม", **data}, overview=overview(of), departments=departments
        )

    return form_of


def steps(*rows, **more):
    data = {"steps-TOTAL_FORMS": len(rows), "steps-INITIAL_FORMS": 0, **more}
    for number, row in enumerate(rows):
        data |= {f"steps-{number}-{name}": value for name, value in row.items()}
    return step_formset(0)(data)


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("I3, E7", ["I3", "E7"]),
        ("ข้อ E๗ และข้อ i ๓", ["I3", "E7"]),
        ("O14 I12 I3", ["I3", "I12", "O14"]),
        ("I3,,I03", ["I3"]),
        ("", []),
    ],
)
def test_item_codes_are_read_in_natural_order(form_of, typed, codes):
    form = form_of(item_codes=typed)

    assert form.is_valid()
    assert form.cleaned_data["item_codes"] == codes


def test_unknown_item_codes_name_the_range_of_the_year(form_of):
    form = form_of(item_codes="I3, I31, E99")

    assert form.errors["item_codes"] == [
        "ปี 2564 มีข้อ I1–I30 ไม่มี I31 กรุณาตรวจเลขข้อ",
        "ปี 2564 มีข้อ E1–E15 ไม่มี E99 กรุณาตรวจเลขข้อ",
    ]


def test_item_codes_of_a_year_without_a_known_list_are_taken(form_of, agency):
    form = form_of(of=AssessmentFactory(agency=agency, fiscal_year=2569), item_codes="I99")

    assert form.is_valid()
    assert form.cleaned_data["item_codes"] == ["I99"]


def test_topics_are_asked_only_where_the_year_has_some(form_of, agency):
    assert "topic_numbers" not in form_of().fields
    form = form_of(of=AssessmentFactory(agency=agency, fiscal_year=2567), topic_numbers=["2", "7"])

    assert form.is_valid()
    assert form.cleaned_data["topic_numbers"] == [2, 7]


def test_a_year_with_totals_alone_asks_no_indicators(form_of, agency):
    form = form_of(of=AssessmentFactory(agency=agency, fiscal_year=2561))

    assert form.is_valid()
    assert not {"indicator_codes", "item_codes", "topic_numbers"} & form.fields.keys()


def test_the_end_may_not_come_before_the_start(form_of):
    form = form_of(period_start="๑ ต.ค. ๖๕", period_end="30/9/2565")

    assert form.errors == {"period_end": ["วันสิ้นสุดต้องไม่มาก่อนวันเริ่ม กรุณาแก้วันใดวันหนึ่ง"]}


@pytest.mark.parametrize(
    ("given", "missing"), [("period_start", "period_end"), ("period_end", "period_start")]
)
def test_a_period_needs_both_days(form_of, given, missing):
    assert list(form_of(**{given: "1/10/2564"}).errors) == [missing]


def test_a_period_outside_the_year_is_taken(form_of):
    assert form_of(period_start="1/10/2560", period_end="30/9/2561").is_valid()


def test_a_title_on_two_lines_becomes_one(form_of):
    form = form_of(title="จัดอบรม\r\n  ทุกกอง")

    assert form.is_valid()
    assert form.cleaned_data["title"] == "จัดอบรม ทุกกอง"


def test_emptied_rows_are_dropped_wherever_they_stand():
    formset = steps({"text": "แรก"}, {"text": "  "}, {"text": "หลัง", "period_text": "ต.ค. 64"})

    assert formset.is_valid()
    assert formset.entries() == [StepEntry("แรก"), StepEntry("หลัง", "ต.ค. 64")]


def test_a_row_with_a_period_but_no_text_is_refused():
    formset = steps({"text": "", "period_text": "ต.ค. 64"})

    assert formset.errors == [{"text": ["กรุณาเขียนขั้นตอน หรือลบข้อความอื่นในแถวนี้"]}]


def test_a_row_can_be_moved():
    formset = steps({"text": "แรก"}, {"text": "กลาง"}, {"text": "ลืมไป", "place": "๒"})

    assert formset.is_valid()
    assert [step.text for step in formset.entries()] == ["แรก", "ลืมไป", "กลาง"]


def test_more_than_thirty_steps_are_refused():
    formset = steps(*[{"text": "ขั้นตอน"}] * 31)

    assert not formset.is_valid()
    assert formset.non_form_errors() == ["มีขั้นตอนได้ไม่เกิน 30 ขั้น กรุณารวมบางขั้นตอนเข้าด้วยกัน"]
    assert steps(*[{"text": "ขั้นตอน"}] * 30).is_valid()


def test_steps_without_management_data_are_refused_in_thai():
    formset = step_formset(0)({"steps-0-text": "แรก"})

    assert not formset.is_valid()
    assert formset.non_form_errors() == ["ข้อมูลขั้นตอนมาไม่ครบ กรุณาบันทึกอีกครั้ง"]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("31 มี.ค. 65", date(2022, 3, 31)),
        ("2022-09-30", date(2022, 9, 30)),
        ("1/10/2563", date(2020, 10, 1)),
        ("30/9/2566", date(2023, 9, 30)),
    ],
)
def test_a_round_is_within_a_year_of_the_plan(typed, day):
    form = RoundForm({"as_at": typed}, fiscal_year=2565)

    assert form.is_valid()
    assert form.cleaned_data["as_at"] == day


@pytest.mark.parametrize("typed", ["30/9/2563", "1/10/2566", "31/3/2575"])
def test_a_round_further_away_is_a_slip(typed):
    form = RoundForm({"as_at": typed}, fiscal_year=2565)

    assert form.errors == {"as_at": ["แผนปี 2565 รายงานได้ตั้งแต่ 1 ตุลาคม 2563 ถึง 30 กันยายน 2566 กรุณาตรวจปีของวันที่"]}


@pytest.mark.parametrize(
    ("data", "answered"),
    [
        ({"status": "done", "initial-status": "", "initial-note": ""}, True),
        ({"status": "done", "initial-status": "done", "note": "ครบ", "initial-note": ""}, True),
        ({"status": "done", "initial-status": "done", "note": "", "initial-note": ""}, False),
        ({"initial-status": "", "initial-note": ""}, False),
    ],
    ids=["new", "note changed", "as shown", "left open"],
)
def test_a_status_row_is_answered_when_it_differs_from_what_was_shown(data, answered):
    form = StatusForm(data)

    assert form.is_valid()
    assert form.is_answered is answered


def test_a_note_without_status_is_refused():
    form = StatusForm({"note": "ดูเว็บไซต์"})

    assert form.errors == {"status": ["กรุณาเลือกสถานะด้วย จึงจะบันทึกหมายเหตุได้"]}
