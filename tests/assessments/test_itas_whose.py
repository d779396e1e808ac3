"""Of which year and which agency a text says that it is."""

import pytest

from assessments.itas.whose import foreign, other_agencies, years_in

OWN = "องค์การบริหารส่วนตำบลตัวอย่าง"


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("ผลการประเมินประจำปีงบประมาณ พ.ศ. ๒๕๖๖", {2566}),
        ("ปี งบประมาณ พ.ศ. 2566", {2566}),
        ("คะแนน ITA 2566", {2566}),
        ("ประจำปี 2024", {2567}),
        ("https://itas.nacc.go.th/report/rpt0201?Year=2022&AssessmentId=1", {2565}),
        ("คะแนน ITA ปีงบประมาณ 2563–2567", {2563, 2564, 2565, 2566, 2567}),
        ("ปีงบประมาณ 2566-67", {2566, 2567}),
        ("ปีงบประมาณ 67", {2567}),
        ("แผนปี 2568 จากผลการประเมินปี 2567", {2567}),
        ("ตาม พ.ร.บ. พ.ศ. 2542\nผลการประเมินประจำปี 2567", {2567}),
        ("1 ตุลาคม พ.ศ. 2566", set()),
        ("การใช้อำนาจ 90.50\nโทร 0 2567 0000", set()),
    ],
)
def test_years(text, years):
    assert years_in(text) == years


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("คะแนน องค์กรบริหารส่วนตำบลตัวอย่าง", []),
        ("อบต. ตัวอย่าง อำเภอเมือง จังหวัดนครปฐม", []),
        (f"{OWN}ได้คะแนน 90", []),
        ("องค์การบริหารส่วนตำบลทุกแห่ง และ อบต.อื่น ๆ", []),
        ("อบต.ตัวอย่างอื่น\nอบต.ตัวอย่าง", []),
        ("อบต.ตัวอย่างอื่น", [f"{OWN}อื่น"]),
        ("เทศบาลตำบลตัวอย่าง", ["เทศบาลตำบลตัวอย่าง"]),
        ("อบต.ตัวอย่าง จังหวัดตาก", [f"{OWN} จังหวัดตาก"]),
    ],
)
def test_agencies(text, others):
    assert other_agencies(text, OWN, "นครปฐม") == others


def test_both_are_told_and_what_is_silent_agrees():
    told = foreign("ผลปี 2566 ทต.ไกล", year=2567, agency=OWN)
    assert "ปี 2566 แต่กำลังบันทึกลงปี 2567" in told
    assert f"เทศบาลตำบลไกล แต่กำลังบันทึกให้ {OWN}" in told
    assert foreign("การใช้อำนาจ 88.54", year=2567, agency=OWN) == ""
    assert foreign("ผลปี 2567 อบต.ตัวอย่าง", year=2567, agency=OWN) == ""
