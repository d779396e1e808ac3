"""The shipped criteria packs, the rules a pack must keep, and the module that reads them."""

import copy
import json
import re
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
import yaml

from criteria.enums import Confidence, ItemKnowledge, Scope
from criteria.problems import Problem
from criteria.rulebook import Criteria, ItemCodeError, parse_item_code
from criteria.rules import validate
from itaportal.thai.keys import same_word_key
from itaportal.thai.spelling import clean_line

PACKS = Path(__file__).resolve().parents[2] / "fixtures" / "criteria"
YEARS = tuple(range(2561, 2570))
SCORED_YEARS = YEARS[1:]


@cache
def pack_text(year: int) -> str:
    return (PACKS / f"{year}.yaml").read_text(encoding="utf-8")


@cache
def _parsed(year: int) -> dict:
    return yaml.safe_load(pack_text(year))


def pack(year: int) -> dict:
    return copy.deepcopy(_parsed(year))


def criteria(year: int) -> Criteria:
    return Criteria.from_data(pack(year))


def put(data: dict, path: str, value: object) -> dict:
    """Return a copy with the value at a path such as ``levels.list[2].minimum``; DELETE takes the key out."""
    changed = copy.deepcopy(data)
    steps = re.findall(r"\[(\d+)\]|([^.\[\]]+)", path)
    *steps, last = [int(index) if index else name for index, name in steps]
    target = changed
    for step in steps:
        target = target[step]
    if value is DELETE:
        del target[last]
    else:
        target[last] = value
    return changed


DELETE = object()


# The shipped packs


def test_a_pack_for_each_year_and_none_for_2570():
    assert sorted(path.stem for path in PACKS.glob("*.yaml")) == [str(year) for year in YEARS]


@pytest.mark.parametrize("year", YEARS)
def test_shipped_pack_has_no_problem(year):
    assert validate(pack(year)) == []
    assert pack(year)["fiscal_year"] == year


@pytest.mark.parametrize("year", YEARS)
def test_every_citation_is_used(year):
    used = ", ".join(re.findall(r"sources: \[(.*?)\]", pack_text(year)))

    assert set(pack(year)["sources"]) == set(used.split(", ")) - {""}


@pytest.mark.parametrize("year", YEARS)
def test_unbacked_wording_is_absent(year):
    unbacked = {Confidence.MEMORY, Confidence.NOT_FOUND}
    items = [item for each in criteria(year).items for item in each.items]

    assert [item.code for item in items if item.text and item.text_confidence in unbacked] == []
    assert [item.code for item in items if item.topic and item.topic_confidence in unbacked] == []


@pytest.mark.parametrize(
    ("year", "code"),
    [(2563, "I10"), (2564, "I10"), (2565, "I10"), (2564, "O34"), (2564, "E6"), (2566, "O4"), (2567, "O34")],
)
def test_wording_known_only_from_memory_is_withheld_but_its_number_kept(year, code):
    assert criteria(year).knows_item(code) is ItemKnowledge.KNOWN
    assert criteria(year).item(code).wording == ""


@pytest.mark.parametrize("year", YEARS)
def test_thai_text_is_clean(year):
    texts = [token.value for token in yaml.scan(pack_text(year)) if isinstance(token, yaml.ScalarToken)]

    assert [text for text in texts if clean_line(text) != text] == []


@pytest.mark.parametrize("year", SCORED_YEARS)
def test_ten_indicators_in_three_instruments(year):
    read = criteria(year)

    assert read.scope is Scope.FULL
    assert [each.code for each in read.indicators_of("IIT")] == ["1", "2", "3", "4", "5"]
    assert [each.code for each in read.indicators_of("EIT")] == ["6", "7", "8"]
    assert [each.code for each in read.indicators_of("OIT")] == ["9", "10"]
    weights = {each.code: each.weight for each in read.instruments}
    assert weights == {"IIT": Decimal("0.30"), "EIT": Decimal("0.30"), "OIT": Decimal("0.40")}


@pytest.mark.parametrize(
    ("year", "weights", "levels"),
    [
        (2562, "memory", "memory"),
        (2563, "confirmed", "confirmed"),
        (2564, "confirmed", "confirmed"),
        (2565, "confirmed", "confirmed"),
        (2566, "medium", "medium"),
        (2567, "medium", "medium"),
        (2568, "memory", "memory"),
        (2569, "memory", "memory"),
    ],
)
def test_confidence_of_what_scores_are_computed_with(year, weights, levels):
    read = criteria(year)

    assert (read.weights.confidence, read.level_block.confidence) == (weights, levels)


@pytest.mark.parametrize(
    ("year", "counts"),
    [
        (2562, {"IIT": None, "EIT": None, "OIT": None}),
        (2563, {"IIT": 30, "EIT": 15, "OIT": None}),
        (2564, {"IIT": 30, "EIT": 15, "OIT": 43}),
        (2565, {"IIT": 30, "EIT": 15, "OIT": 43}),
        (2566, {"IIT": None, "EIT": None, "OIT": 43}),
        (2567, {"IIT": 15, "EIT": 9, "OIT": 35}),
        (2568, {"IIT": None, "EIT": None, "OIT": 28}),
        (2569, {"IIT": None, "EIT": None, "OIT": 26}),
    ],
)
def test_item_counts(year, counts):
    lists = criteria(year).items

    assert {each.code: each.count for each in lists} == counts
    assert {each.code: len(each.items) or None for each in lists} == counts


@pytest.mark.parametrize(
    ("year", "analysis", "result", "analysis_of", "result_of"),
    [
        (2561, None, None, None, None),
        (2562, None, None, None, None),
        (2563, None, None, None, None),
        (2564, "O42", "O43", 2563, 2564),
        (2565, "O42", "O43", 2564, 2565),
        (2566, "O42", "O43", 2565, 2566),
        (2567, "O34", "O35", 2566, None),
        (2568, "O27", "O28", 2567, 2567),
        (2569, "O25", "O26", 2568, 2568),
    ],
)
def test_document_items(year, analysis, result, analysis_of, result_of):
    read = criteria(year)

    assert (read.document_item("analysis"), read.document_item("result")) == (analysis, result)
    assert (read.documents.analysis_of, read.documents.result_of) == (analysis_of, result_of)


@pytest.mark.parametrize(
    ("year", "code", "text"),
    [
        (2565, "O34", "นโยบายไม่รับของขวัญ (No Gift Policy)"),
        (2566, "O39", "ประมวลจริยธรรมสำหรับเจ้าหน้าที่ของรัฐ"),
        (2568, "O27", "มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน"),
        (2569, "O25", "การนำผลการประเมิน ITA ไปสู่การพัฒนาองค์กร"),
    ],
)
def test_item_names_that_were_read(year, code, text):
    assert criteria(year).item(code).text == text


def test_inferred_closing_words_lower_the_confidence():
    read = criteria(2564)

    assert read.item("I7").text_confidence is Confidence.CONFIRMED
    assert read.item("I8").text_confidence is Confidence.MEDIUM


@pytest.mark.parametrize(("year", "third"), [(2564, "การบริหารเงินงบประมาณ"), (2565, "การจัดซื้อจัดจ้าง")])
def test_sub_indicators_hold_the_43_items(year, third):
    ninth, tenth = criteria(year).indicators_of("OIT")

    assert [len(sub.items) for sub in ninth.sub_indicators] == [9, 8, 7, 4, 5]
    assert [len(sub.items) for sub in tenth.sub_indicators] == [8, 2]
    assert ninth.sub_indicators[2].name == third


@pytest.mark.parametrize("year", [2562, 2563, 2564, 2565])
def test_letter_grades_until_2565(year):
    levels = criteria(year).levels

    assert [(level.name, str(level.minimum)) for level in levels] == [
        ("AA", "95"), ("A", "85"), ("B", "75"), ("C", "65"), ("D", "55"), ("E", "50"), ("F", "0"),
    ]  # fmt: skip
    assert [level.name for level in levels if level.passed] == ["AA", "A"]


@pytest.mark.parametrize("year", [2566, 2567, 2568, 2569])
def test_five_levels_from_2566(year):
    levels = criteria(year).levels

    assert [(level.name, level.minimum, level.instrument_minimum) for level in levels] == [
        ("ผ่านดีเยี่ยม", 95, 95),
        ("ผ่านดี", 85, 85),
        ("ผ่าน", 85, None),
        ("ต้องปรับปรุง", 70, None),
        ("ต้องปรับปรุงโดยด่วน", 0, None),
    ]
    assert [level.passed for level in levels] == [True, True, True, False, False]


@pytest.mark.parametrize(("year", "count"), [(2566, 0), (2567, 7), (2568, 7), (2569, 0)])
def test_seven_topics_only_where_seen(year, count):
    assert len(criteria(year).topics) == count


def test_topics_of_2567_name_its_questions():
    topics = criteria(2567).topics

    assert topics[1].name == "การให้บริการและระบบ E-Service"
    assert topics[1].items == ("E7", "E8", "E9")


@pytest.mark.parametrize("year", SCORED_YEARS[1:])
def test_previous_names_indicators_of_the_year_before(year):
    read, before = criteria(year), criteria(year - 1)

    for indicator in read.indicators:
        for code in read.previous_codes(indicator.code):
            assert before.indicator(code).name == indicator.name


def test_2562_is_not_compared_with_the_other_scheme_of_2561():
    assert criteria(2562).previous is None
    assert criteria(2562).previous_codes("1") == ()


def test_2561_takes_only_a_total():
    read = criteria(2561)

    assert read.scope is Scope.TOTAL_ONLY
    assert (read.instruments, read.indicators, read.items, read.levels, read.pass_line) == (
        (),
        (),
        (),
        (),
        None,
    )


def test_national_figures_and_calendar_are_values():
    read = criteria(2566)

    assert (read.national.average, read.national.passed) == (Decimal("90.19"), 6737)
    assert read.calendar[0].start.isoformat() == "2023-08-10"
    assert read.evidence(read.calendar[0]).sources == ("The Nation 10 สิงหาคม 2566",)


def test_focus_says_where_its_words_come_from():
    read = criteria(2568)
    evidence = read.evidence(read.indicator_block.focus)

    assert evidence.confidence is Confidence.MEDIUM
    assert [citation[:17] for citation in evidence.sources] == ["seed document 000"]


# Reading


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("การปฏิบัติหน้าที่", "1"),
        ("การปฏิบัติงานที่", "1"),
        ("การใช้จ่ายงบประมาณ", "2"),
        ("การใช้อำนาจหน้าที่", "3"),
        ("การใช้อํานาจ", "3"),
        ("การใช้ ทรัพย์สินของทางราชการ", "4"),
        ("การปรับปรุงการทำงาน", "8"),
        ("การป้องกันทุจริต", "10"),
    ],
)
def test_names_read_aliases_and_spellings(name, code):
    assert codes_named(name) == [code]


@pytest.mark.parametrize("name", ["การใช้จ่ายเงิน", "การใช้", ""])
def test_names_are_not_guessed(name):
    assert codes_named(name) == []


def codes_named(name: str) -> list[str]:
    key = same_word_key(name)
    indicators = criteria(2568).indicators
    return [each.code for each in indicators if key in map(same_word_key, (each.name, *each.aliases))]


def test_unknown_codes_are_named_in_the_error():
    read = criteria(2568)

    with pytest.raises(KeyError, match="2568 has no indicator '11'"):
        read.indicator("11")
    with pytest.raises(KeyError, match="2568 has no instrument 'EBIT'"):
        read.instrument("EBIT")


@pytest.mark.parametrize(
    ("year", "code", "knowledge"),
    [
        (2568, "O28", "known"),
        (2568, "O29", "unknown"),
        (2569, "O27", "unknown"),
        (2567, "I15", "known"),
        (2567, "I16", "unknown"),
        (2566, "I16", "plausible"),
        (2569, "E99", "plausible"),
        (2569, "E0", "unknown"),
        (2569, "E100", "unknown"),
        (2569, "X1", "unknown"),
        (2569, "", "unknown"),
        (2561, "O1", "unknown"),
    ],
)
def test_knows_item(year, code, knowledge):
    assert criteria(year).knows_item(code) is ItemKnowledge(knowledge)


def test_knows_item_within_a_count_whose_list_is_incomplete():
    read = Criteria.from_data(put(pack(2568), "items.OIT.list[13]", DELETE))

    assert read.knows_item("O14") is ItemKnowledge.PLAUSIBLE
    assert read.item("O14") is None


def test_items_know_their_indicators():
    assert criteria(2568).item("O20").indicator == "9"
    assert criteria(2568).item("O21").indicator == "10"


def test_items_sort_by_instrument_then_number():
    codes = ["O14", "E7", "I12", "O9", "I3"]

    assert criteria(2567).sorted_items(codes) == ["I3", "I12", "E7", "O9", "O14"]


def test_item_lists_are_read_in_natural_order():
    data = pack(2567)
    data["items"]["OIT"]["list"].reverse()

    read = Criteria.from_data(data)

    assert [item.code for item in read.item_list("OIT").items[:11]] == [f"O{n}" for n in range(1, 12)]


def test_a_pack_stored_as_json_with_sorted_keys_reads_the_same():
    stored = json.loads(json.dumps(pack(2567), sort_keys=True))

    assert Criteria.from_data(stored) == criteria(2567)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("I3", "I3"),
        ("i3", "I3"),
        ("I๓", "I3"),
        ("ข้อ I ๓", "I3"),
        ("ข้อI๓", "I3"),
        ("ข้อที่ E๙", "E9"),
        ("ข้อคำถามที่ E 9", "E9"),
        ("(ข้อ I๑๐)", "I10"),
        (" O08 ", "O8"),
        ("o\u200b35", "O35"),
    ],
)
def test_parse_item_code(text, code):
    assert parse_item_code(text, criteria(2567)) == code


@pytest.mark.parametrize(
    "text", ["1๓", "๑๒", "0๘", "ข้อ 1๑๐", "I0", "I", "I123", "I1 2", "I3, E7", "X3", "ı3", "", "ข้อ"]
)
def test_parse_item_code_refuses_what_it_would_have_to_guess(text):
    with pytest.raises(ItemCodeError, match="กรุณาพิมพ์อักษร I หรือ E หรือ O ตามด้วยตัวเลข เช่น I3"):
        parse_item_code(text, criteria(2567))


@pytest.mark.parametrize(
    ("year", "text", "message"),
    [
        (2568, "O34", "ปี 2568 มีข้อ O1–O28 ไม่มี O34 กรุณาตรวจเลขข้อ"),
        (2569, "ข้อ O๒๘", "ปี 2569 มีข้อ O1–O26 ไม่มี O28 กรุณาตรวจเลขข้อ"),
        (2567, "i16", "ปี 2567 มีข้อ I1–I15 ไม่มี I16 กรุณาตรวจเลขข้อ"),
        (2561, "O1", "ปี 2561 บันทึกได้เฉพาะคะแนนรวม ไม่มีเลขข้อให้อ้างถึง"),
    ],
)
def test_parse_item_code_tells_which_numbers_exist(year, text, message):
    with pytest.raises(ItemCodeError) as caught:
        parse_item_code(text, criteria(year))

    assert str(caught.value) == message


def test_parse_item_code_accepts_any_number_where_the_list_is_not_known():
    assert parse_item_code("I๓๐", criteria(2566)) == "I30"


@pytest.mark.parametrize("confidence", Confidence)
def test_confidence_has_words_for_the_page(confidence):
    assert confidence.label
    assert confidence.is_backed == (confidence in ("confirmed", "medium"))


# The rules a pack must keep


@pytest.mark.parametrize(
    ("path", "value", "problem_path", "words"),
    [
        ("schema", 2, "schema", "ต้องเป็นตัวเลข 1 (พบ 2)"),
        ("fiscal_year", 2025, "fiscal_year", "ต้องเป็นปีงบประมาณ พ.ศ. เช่น 2568 (พบ 2025)"),
        ("version", DELETE, "ทั้งไฟล์", "ขาดช่อง version"),
        ("colour", "red", "ทั้งไฟล์", "มีช่องที่ไม่รู้จัก: “colour”"),
        ("scope", "half", "scope", "ต้องเป็น full หรือ total_only"),
        ("instruments.list[0].weight", 0.3, "instruments.list[0].weight", "ในเครื่องหมายคำพูด เช่น \"0.30\" (พบ 0.3)"),
        ("indicators.list[3].name", " ", "indicators.list[3].name", "ต้องเป็นข้อความและไม่ว่าง"),
        ("indicators.list[3].code", 4, "indicators.list[3].code", "ต้องเป็นเลขตัวชี้วัดในเครื่องหมายคำพูด"),
        ("indicators.list", None, "indicators.list", "ต้องเป็นรายการ (พบ null)"),
        ("indicators.list[0].aliases", "การปฏิบัติงานที่", "indicators.list[0].aliases", "ต้องเป็นรายการชื่อ"),
        ("items.OIT.list[0].code", "O๑", "items.OIT.list[0].code", "ต้องเป็นเลขข้อ เช่น O14 (พบ \"O๑\")"),
        ("items.OIT.list[0].text_confidence", "high", "items.OIT.list[0].text_confidence", "confirmed, medium"),
        ("items.OIT", [], "items.OIT", "รายการข้อต้องมี count, confidence, sources"),
        ("levels.list[0].minimum", "105", "levels.list[0].minimum", "ต้องเป็นคะแนน 0–100"),
        ("levels.list[0].passed", "yes", "levels.list[0].passed", "ต้องเป็น true (ผ่าน) หรือ false (ไม่ผ่าน)"),
        ("sources.Seed 000", "x", "sources", "ชื่อย่อของแหล่งอ้างอิงต้องเป็นอักษรอังกฤษตัวเล็ก"),
    ],
)  # fmt: skip
def test_schema_problem(path, value, problem_path, words):
    problems = validate(put(pack(2565), path, value))

    assert [problem.path for problem in problems] == [problem_path]
    assert words in problems[0].message


@pytest.mark.parametrize("data", [None, [], "text", 5])
def test_a_file_that_is_no_pack(data):
    [problem] = validate(data)

    assert problem.path == "ทั้งไฟล์"
    assert problem.message.startswith("ไฟล์เกณฑ์ต้องเป็นข้อมูลแบบมีหัวข้อ")


def test_a_date_without_quotation_marks_is_explained():
    data = yaml.safe_load(pack_text(2566).replace('"2023-08-10"', "2023-08-10"))

    [problem] = validate(data)

    assert problem.path == "calendar[0].start"
    assert "ในเครื่องหมายคำพูด" in problem.message


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        pytest.param(
            "instruments.list[2].weight", "0.30",
            ("instruments.list", "น้ำหนักของเครื่องมือรวมกันต้องได้ 1 แต่รวมได้ 0.90"), id="weights",
        ),
        pytest.param(
            "instruments.list[2].letter", "E",
            ("instruments.list[].letter", "มี E ซ้ำกัน ต้องมีเพียงรายการเดียว"), id="letter-twice",
        ),
        pytest.param(
            "indicators.list[9].code", "9",
            ("indicators.list", "มี 9 ซ้ำกัน ต้องมีเพียงรายการเดียว"), id="indicator-twice",
        ),
        pytest.param(
            "indicators.list[3].instrument", "XIT",
            ("indicators.list[3].instrument", "ไม่มีเครื่องมือ XIT ใน instruments"), id="instrument-unknown",
        ),
        pytest.param(
            "instruments.list[1].code", "XIT",
            ("instruments.list[1]", "เครื่องมือ XIT ไม่มีตัวชี้วัดเลย จึงคิดคะแนนไม่ได้"), id="instrument-unused",
        ),
        pytest.param(
            "items.EIT", DELETE,
            ("items", "ขาดรายการข้อของเครื่องมือ EIT (ถ้าไม่ทราบให้ใส่ count: null, list: [])"), id="no-item-list",
        ),
        pytest.param(
            "items.XIT", {"count": None, "confidence": "not_found", "sources": [], "list": [],
                          "indicator_confidence": "not_found", "scale_confidence": "not_found"},
            ("items.XIT", "ไม่มีเครื่องมือ XIT ใน instruments"), id="items-of-no-instrument",
        ),
        pytest.param(
            "items.OIT.list[1].code", "O1",
            ("items.OIT.list", "มี O1 ซ้ำกัน ต้องมีเพียงรายการเดียว"), id="item-twice",
        ),
        pytest.param(
            "items.OIT.list[1].code", "I2",
            ("items.OIT.list[1].code", "เลขข้อของ OIT ต้องขึ้นต้นด้วย O (พบ I2)"), id="item-letter",
        ),
        pytest.param(
            "items.IIT.count", 29,
            ("items.IIT.list[29].code", "มีเพียง 29 ข้อ แต่พบ I30"), id="item-beyond-count",
        ),
        pytest.param(
            "items.OIT.list[0].indicator", "1",
            ("items.OIT.list[0].indicator", "OIT ไม่มีตัวชี้วัดที่ 1"), id="item-of-another-instrument",
        ),
        pytest.param(
            "indicators.list[8].sub_indicators[0].items[8]", "O10",
            ("indicators.list[8].sub_indicators", "ข้อ O10 อยู่ในตัวชี้วัดย่อยมากกว่าหนึ่งแห่ง"), id="sub-item-twice",
        ),
        pytest.param(
            "indicators.list[8].sub_indicators[0].items[8]", DELETE,
            ("indicators.list[8].sub_indicators", "ยังไม่ได้จัดข้อ O9 เข้าตัวชี้วัดย่อยใด"), id="sub-item-left-out",
        ),
        pytest.param(
            "indicators.list[9].sub_indicators[1].items[1]", "O44",
            ("indicators.list[9].sub_indicators", "ข้อ O44 ไม่อยู่ในรายการข้อของตัวชี้วัดที่ 10"), id="sub-item-unknown",
        ),
        pytest.param(
            "indicators.list[9].sub_indicators[1].code", "9.6",
            ("indicators.list[9].sub_indicators[1].code", "ต้องขึ้นต้นด้วยเลขตัวชี้วัด 10."), id="sub-code",
        ),
        pytest.param(
            "indicators.list[9].sub_indicators[1].items", [],
            ("indicators.list[9].sub_indicators[1].items", "ตัวชี้วัดย่อย 10.2 ไม่มีข้อเลย จึงคิดคะแนนไม่ได้"),
            id="sub-empty",
        ),
        pytest.param(
            "levels.list[2].minimum", "85",
            ("levels.list[2]", "ระดับ B ต้องมีเกณฑ์ต่ำกว่าระดับก่อนหน้า"), id="levels-descend",
        ),
        pytest.param(
            "levels.list[6].minimum", "1",
            ("levels.list[6]", "ระดับสุดท้ายต้องเริ่มที่ 0 และไม่มีเงื่อนไขรายเครื่องมือ"), id="levels-reach-0",
        ),
        pytest.param(
            "levels.list[6].instrument_minimum", "1",
            ("levels.list[6]", "ระดับสุดท้ายต้องเริ่มที่ 0 และไม่มีเงื่อนไขรายเครื่องมือ"), id="last-level-unconditional",
        ),
        pytest.param(
            "levels.list[2].passed", True,
            ("levels.list[2].passed", "ไม่ตรงกับเกณฑ์ผ่าน 85 คะแนน (pass_line)"), id="passed-below-the-line",
        ),
        pytest.param(
            "levels.pass_line", "86",
            ("levels.list[1].passed", "ไม่ตรงกับเกณฑ์ผ่าน 86 คะแนน (pass_line)"), id="pass-line-between-levels",
        ),
        pytest.param(
            "levels.pass_line", None,
            ("levels.pass_line", "ปีที่คิดคะแนนเต็มรูปแบบต้องมีเกณฑ์ผ่าน"), id="no-pass-line",
        ),
        pytest.param(
            "levels.list", [],
            ("levels.list", "ปีที่คิดคะแนนเต็มรูปแบบ (scope: full) ต้องมีรายการนี้"), id="no-levels",
        ),
        pytest.param(
            "scope", "total_only",
            ("levels.list", "ปีที่บันทึกเฉพาะคะแนนรวม (scope: total_only) ต้องไม่มีรายการนี้"), id="total-only-with-levels",
        ),
        pytest.param(
            "documents.analysis", "O44",
            ("documents.analysis", "ปี 2565 ไม่มีข้อ O44"), id="document-item",
        ),
        pytest.param(
            "topics", {"confidence": "medium", "sources": ["seed_000"],
                       "list": [{"number": 1, "name": "ประเด็น", "items": ["I3", "I31"]}]},
            ("topics.list[0].items[1]", "ปี 2565 ไม่มีข้อ I31"), id="topic-item",
        ),
        pytest.param(
            "previous.fiscal_year", 2563,
            ("previous.fiscal_year", "ต้องเป็นปีก่อนหน้า คือ 2564"), id="previous-year",
        ),
        pytest.param(
            "previous.indicators.11", ["1"],
            ("previous.indicators.11", "ปี 2565 ไม่มีตัวชี้วัดที่ 11"), id="previous-indicator",
        ),
        pytest.param(
            "indicators.list[2].aliases[0]", "การ ใช้จ่ายงบประมาณ",
            ("indicators.list[2].aliases[0]", "ชื่อ “การ ใช้จ่ายงบประมาณ” ใช้กับตัวชี้วัดที่ 2 แล้ว"), id="alias-twice",
        ),
        pytest.param(
            "indicators.list[0].aliases[0]", "การป้องกันการทุจริต",
            ("indicators.list[0].aliases[0]", "ชื่อ “การป้องกันการทุจริต” ใช้กับตัวชี้วัดที่ 10 แล้ว"),
            id="alias-is-another-name",
        ),
        pytest.param(
            "indicators.list[1].name", "การปฏิบัติหน้าที่",
            ("indicators.list[1].name", "ชื่อ “การปฏิบัติหน้าที่” ซ้ำกับตัวชี้วัดอื่น"), id="name-twice",
        ),
        pytest.param(
            "weights.sources[0]", "handbook",
            ("weights.sources", "ไม่มีแหล่งอ้างอิง handbook ใน sources"), id="citation-missing",
        ),
        pytest.param(
            "items.OIT.sources", [],
            ("items.OIT.sources", "ข้อมูลที่ระบุว่า confirmed หรือ medium ต้องบอกแหล่งอ้างอิง"), id="backed-by-nothing",
        ),
        pytest.param(
            "indicators.focus_sources[0]", "handbook",
            ("indicators.focus_sources", "ไม่มีแหล่งอ้างอิง handbook ใน sources"), id="focus-citation-missing",
        ),
        pytest.param(
            "items.OIT.list[0].text_confidence", "memory",
            ("items.OIT.list[0].text", "ข้อความของ O1 ยังไม่มีแหล่งยืนยัน ให้เว้นไว้เป็น null"), id="text-from-memory",
        ),
        pytest.param(
            "items.IIT.list[0].topic_confidence", "not_found",
            ("items.IIT.list[0].topic", "ข้อความของ I1 ยังไม่มีแหล่งยืนยัน ให้เว้นไว้เป็น null"), id="topic-from-nowhere",
        ),
        pytest.param(
            "items.IIT.list[0].text", None,
            ("items.IIT.list[0].parts", "ข้อย่อยของ I1 ต้องมีข้อความหลัก (text) ด้วย"), id="parts-without-text",
        ),
        pytest.param(
            "indicators.confidence", "memory",
            ("indicators.list", "ชื่อในรายการนี้ยังไม่มีแหล่งยืนยัน ให้เว้นไว้เป็น []"), id="names-from-memory",
        ),
        pytest.param(
            "documents.confidence", "memory",
            ("documents.result", "เลขข้อนี้ยังไม่มีแหล่งยืนยัน ให้เว้นไว้เป็น null"), id="document-item-from-memory",
        ),
        pytest.param(
            "calendar[0].end", "2021-12-31",
            ("calendar[0]", "วันสิ้นสุดอยู่ก่อนวันเริ่ม"), id="calendar-backwards",
        ),
        pytest.param(
            "calendar[0].end", "2022-02-30",
            ("calendar[0]", "ไม่มีวันที่นี้ในปฏิทิน กรุณาตรวจวันและเดือน"), id="calendar-no-such-day",
        ),
        pytest.param(
            "calendar[5].start", None,
            ("calendar[5]", "ต้องมีวันเริ่มหรือวันสิ้นสุดอย่างน้อยหนึ่งวัน"), id="calendar-no-day",
        ),
    ],
)  # fmt: skip
def test_rule(path, value, problem):
    assert Problem(*problem) in validate(put(pack(2565), path, value))


def test_equal_minimums_need_a_lighter_condition_below():
    swapped = pack(2566)
    swapped["levels"]["list"][1:3] = reversed(swapped["levels"]["list"][1:3])

    assert validate(swapped) == [Problem("levels.list[2]", "ระดับ ผ่านดี ต้องมีเกณฑ์ต่ำกว่าระดับก่อนหน้า")]


def test_all_broken_rules_are_told_at_once():
    twice_wrong = put(put(pack(2565), "documents.analysis", "O44"), "calendar[0].end", "2021-12-31")

    assert [problem.path for problem in validate(twice_wrong)] == ["documents.analysis", "calendar[0]"]


def test_a_new_year_with_another_scheme_needs_no_code():
    data = pack(2569) | {"fiscal_year": 2570, "previous": None}
    data["instruments"]["list"].append({"code": "XIT", "letter": "X", "name": "แบบวัดใหม่", "weight": "0.20"})
    data["instruments"]["list"][2]["weight"] = "0.20"
    data["indicators"]["list"].append(data["indicators"]["list"][0] | {
        "code": "11", "name": "ตัวชี้วัดใหม่", "instrument": "XIT", "aliases": [],
    })  # fmt: skip
    data["items"]["XIT"] = data["items"]["IIT"] | {"count": 12}

    assert validate(data) == []
    read = Criteria.from_data(data)
    assert parse_item_code("x๑๒", read) == "X12"
    with pytest.raises(ItemCodeError, match="ปี 2570 มีข้อ X1–X12 ไม่มี X13"):
        parse_item_code("X13", read)
