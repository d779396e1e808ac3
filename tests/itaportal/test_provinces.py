"""The 77 provinces: listed, known by other names, asked about where a name is none."""

import subprocess
import sys

import pytest

from itaportal.thai.provinces import NoProvince, nearest_province, province_named, provinces


def test_there_are_seventy_seven_in_the_order_of_the_dictionary():
    listed = provinces()
    assert len(set(listed)) == 77
    assert listed[0] == "กระบี่"
    assert listed.index("ชุมพร") < listed.index("เชียงราย") < listed.index("ตรัง")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("จังหวัด นครราชสีมา", "นครราชสีมา"),
        ("จ.ขอนแก่น", "ขอนแก่น"),
        ("โคราช", "นครราชสีมา"),
        ("กทม.", "กรุงเทพมหานคร"),
        ("กรุงเทพฯ", "กรุงเทพมหานคร"),
        ("ลําปาง", "ลำปาง"),
        ("อำนาจ เจริญ", "อำนาจเจริญ"),
    ],
)
def test_a_province_is_known_as_people_call_it(typed, name):
    assert province_named(typed) == name


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("นครราชสิมา", "นครราชสีมา"), ("ศรีษะเกษ", "ศรีสะเกษ"), ("กาฬสินธ์", "กาฬสินธุ์"), ("ตร้ง", "ตรัง")],
)
def test_a_slip_is_asked_about(typed, meant):
    with pytest.raises(NoProvince, match=f"“{typed}” หมายถึง “{meant}” หรือไม่"):
        province_named(typed)


@pytest.mark.parametrize("typed", ["ตัวอย่าง", "", "x" * 5000, "จังหวัด"])
def test_what_resembles_none_is_refused_plainly(typed):
    assert nearest_province(typed) == ""
    with pytest.raises(NoProvince, match="กรุณาเลือกชื่อจังหวัดจากรายการ"):
        province_named(typed)


def test_the_list_reads_no_dictionary():
    code = (
        "from itaportal.thai import words; from itaportal.thai.provinces import nearest_province as near;"
        "print(near('นครราชสิมา'), words.dictionary.cache_info().currsize)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["นครราชสีมา", "0"]
