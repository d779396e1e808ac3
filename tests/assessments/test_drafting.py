import re
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import ValidationError

from assessments.drafting.texts import Book, reworded, sentences_of, standard_texts
from assessments.drafting.writing import Facts, write
from assessments.enums import Band, DraftPart
from assessments.weakness import outdated_score
from tests.factories.assessments import criteria

GOLDEN = Path(__file__).with_name("golden_drafts.txt")
SCORES = {Band.LOW: "72.40", Band.MEDIUM: "82.40", Band.GOOD: "91.40"}
CHANGES = {
    "ไม่ทราบคะแนนปีก่อน": None, "เพิ่มขึ้นเล็กน้อย": "1.25", "เพิ่มขึ้นมาก": "7.50", "เท่าเดิม": "0", "ลดลงเล็กน้อย": "-1.25",
    "ลดลงมาก": "-7.50",
}  # fmt: skip
# Scores that are told in particular: what, score, change, lowest, highest.
PARTICULAR = (
    ("เต็ม ไม่ทราบคะแนนปีก่อน", "100", None, False, True),
    ("เต็ม เพิ่มขึ้น", "100", "2.22", False, True),
    ("เต็ม เพิ่มขึ้นมาก", "100", "12.5", False, False),
    ("เต็ม เท่าเดิม", "100", "0", False, True),
    ("สูงที่สุด", "97.78", None, False, True),
    ("สูงที่สุด เพิ่มขึ้น", "97.78", "7.78", False, True),
    ("สูงที่สุด ลดลง", "97.78", "-0.5", False, True),
    ("ต่ำที่สุด ต่ำ", "70.00", None, True, False),
    ("ต่ำที่สุด ต่ำ เพิ่มขึ้น", "70.00", "3.00", True, False),
    ("ต่ำที่สุด ต่ำ ลดลง", "70.00", "-3.00", True, False),
    ("ต่ำที่สุด ปานกลาง เท่าเดิม", "83.00", "0", True, False),
    ("เกือบถึงปานกลาง", "79.52", None, False, False),
    ("เกือบถึงปานกลาง เท่าเดิม", "79.52", "0", False, False),
    ("เกือบถึงดี ต่ำที่สุด", "84.00", None, True, False),
    ("เพิ่งถึงดี", "85.24", None, False, False),
    ("เพิ่งถึงดี เพิ่มขึ้น", "85.00", "6.00", False, False),
    ("เพิ่งถึงดี ลดลง", "85.24", "-1.20", False, False),
    ("เพิ่งถึงดี สูงที่สุด เท่าเดิม", "85.24", "0", False, True),
)


def facts(code="1", score="91.40", change=None, **told):
    """Return the facts of an indicator of 2566, with the thresholds that agencies begin with."""
    pack = criteria(2566)
    indicator = pack.indicator(code)
    of_instrument = [each.code for each in pack.indicators_of(indicator.instrument)]
    return Facts(
        **{
            "score": Decimal(score), "change": None if change is None else Decimal(change),
            "low_below": Decimal(80), "medium_below": Decimal(85), "instrument": indicator.instrument,
            "focus": indicator.focus, "place": of_instrument.index(code), "number": int(code) - 1,
        }
        | told
    )  # fmt: skip


def draft(*args, texts=None, **told):
    return write(facts(*args, **told), texts or standard_texts())


def year(band, change):
    return [draft(indicator.code, SCORES[band], change) for indicator in criteria(2566).indicators]


def all_drafts():
    lines = []
    for indicator in criteria(2566).indicators:
        lines += ["", f"== ตัวชี้วัดที่ {indicator.code} {indicator.name}"]
        for band, score in SCORES.items():
            lines += [f"-- {band.label}"]
            lines += [f"[{what}] {draft(indicator.code, score, change)}" for what, change in CHANGES.items()]
    lines += ["", "== คะแนนที่มีลักษณะเฉพาะ"]
    for what, score, change, is_lowest, is_highest in PARTICULAR:
        lines += [f"-- {what}"]
        lines += [
            f"[{code}] {draft(code, score, change, is_lowest=is_lowest, is_highest=is_highest)}"
            for code in ("3", "8", "10")
        ]
    return "\n".join(lines).lstrip() + "\n"


def test_all_drafts_read_as_reviewed():
    assert all_drafts() == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("band", Band)
def test_no_two_of_ten_findings_begin_or_end_alike(band, change):
    drafts = year(band, change)

    assert len({text[:14] for text in drafts}) == 10
    assert len({text[-14:] for text in drafts}) == 10


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("band", Band)
def test_no_advice_stands_in_two_of_ten_findings(band, change):
    pack = criteria(2566)
    advice = [
        draft(each.code, SCORES[band], change).removesuffix(each.focus).rpartition(" ")[2]
        for each in pack.indicators
    ]

    assert all(advice)
    assert len(set(advice)) == 10


@pytest.mark.parametrize("change", [change for change in CHANGES.values() if change is not None])
@pytest.mark.parametrize("band", Band)
def test_the_change_is_told_in_several_ways(band, change):
    openings, told = "(91.40 คะแนน)|(82.40 คะแนน)|(72.40 คะแนน)", set()
    for text in year(band, change):
        after = re.split(openings.replace("(", r"\(").replace(")", r"\)"), text)[-1]
        told.add(re.sub("[0-9.]+", "", after)[:18])

    assert len(told) == 3


def test_no_text_says_what_its_class_contradicts():
    indicators = criteria(2566).indicators
    own = {
        band: " ".join(
            draft(each.code, SCORES[band], change).replace(each.focus, "")
            for each in indicators
            for change in CHANGES.values()
        )
        for band in Band
    }

    assert re.findall("ปรับปรุง|แก้ไข|พัฒนา|เร่ง", own[Band.GOOD]) == []
    assert re.findall("รักษา|คงแนว", own[Band.LOW] + own[Band.MEDIUM]) == []


@pytest.mark.parametrize(("low", "medium", "words"), [("80", "85", "ปานกลาง"), ("85", "85", "ดี")])
def test_the_next_band_is_that_of_the_agencys_thresholds(low, medium, words):
    text = draft(score="79.00", change="1", low_below=Decimal(low), medium_below=Decimal(medium))

    assert f"แต่ยังต่ำกว่าเกณฑ์{words} " in text


def test_every_band_has_one_word():
    words = {re.search(r"อยู่ในเกณฑ์(\S+)", draft(code, score))[1] for code in "19" for score in SCORES.values()}

    assert words == {band.label for band in Band}


def test_a_focus_that_begins_with_the_word_of_the_advice_gets_other_advice():
    assert "พัฒนาให้ดีขึ้น" in draft(score="82", focus="การให้บริการ")
    assert "พัฒนาให้ดีขึ้น" not in draft(score="82", focus="การพัฒนาให้ทั่วถึง")


def test_an_instrument_nobody_knows_is_told_in_plain_words():
    text = draft(score="91.40", instrument="XIT", focus="การให้บริการ", place=3)

    assert text == "ผลการประเมินอยู่ในเกณฑ์ดี (91.40 คะแนน) จึงควรรักษาระดับไว้ให้ต่อเนื่องในเรื่องการให้บริการ"


def test_a_draft_quotes_the_score_it_was_made_for():
    for text in year(Band.LOW, "-1"):
        assert outdated_score(text, Decimal("72.40")) is None
        assert outdated_score(text, Decimal("72.41")) == Decimal("72.40")


def test_own_wording_takes_the_place_of_one_variant():
    own = {(DraftPart.GOOD, "IIT-1"): "ขอให้ดำเนินการต่อในเรื่อง{เรื่อง}"}

    assert draft("1", texts=reworded(own)).endswith(f"ขอให้ดำเนินการต่อในเรื่อง{facts('1').focus}")
    assert draft("2", texts=reworded(own)) == draft("2")
    assert reworded({}) is standard_texts()


def test_texts_that_may_be_worded_have_names_labels_and_what_they_may_name():
    for part in DraftPart:
        sentences = sentences_of(part)
        assert sentences
        assert len({each.label for each in sentences.values()}) == len(sentences)
    assert len([name for part in DraftPart for name in sentences_of(part)]) == sum(
        map(len, standard_texts().values())
    )
    assert sentences_of(DraftPart.OPENING)["IIT-1"].needed == ("{ผล}", "({คะแนน} คะแนน)")
    assert sentences_of(DraftPart.WEAK)["near-1"].known == ("ขาดอีก", "เกณฑ์ถัดไป")


def book(**changed):
    """Return the shipped texts as data, with single groups changed."""
    data = {}
    for (part, group), texts in standard_texts().items():
        data.setdefault(part.name.lower(), {})[group] = list(texts)
    for place, texts in changed.items():
        part, group = place.split("__")
        data[part][group] = texts
    return data


@pytest.mark.parametrize(
    "changed",
    [
        {"low__IIT": []},
        {"low__XIT": ["จึงต้องแก้ไข{เรื่อง}"]},
        {"low__IIT": ["จึงต้องแก้ไข"]},
        {"low__IIT": ["จึงต้องแก้ไข{เรือง} {เรื่อง}"]},
        {"opening__EIT": ["ผลการประเมิน{ผล} {คะแนน} คะแนน"]},
        {"strong__same": ["เท่าเดิม {ผลต่าง}"]},
        {"weak__up": ["เพิ่มขึ้น {ผลต่าง คะแนน"]},
    ],
)
def test_a_book_with_a_text_that_cannot_be_filled_is_refused(changed):
    assert Book.model_validate(book())
    with pytest.raises(ValidationError):
        Book.model_validate(book(**changed))
