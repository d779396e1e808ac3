"""The page on which the mapping of a draft to the year before is edited."""

import re

import pytest
from django.urls import reverse

from criteria import actions
from criteria.actions import CriteriaRefused, PackChanged, load_pack, publish, save_mapping, upload
from criteria.mapping import MappingEntry, read_mapping
from criteria.models import CriteriaPack
from criteria.packs import read
from criteria.problems import Problem
from tests.assessments.pages import main_of, shown, text_of
from tests.conftest import signed_in
from tests.factories.agencies import UserFactory
from tests.factories.assessments import pack_data
from tests.factories.packs import next_year

BACKING = {"confidence": "medium", "sources": ["seed_002"], "note": ""}
SAME = {f"main_{code}": str(code) for code in range(1, 11)} | BACKING
NAMES = {each["code"]: each["name"] for each in pack_data(2569)["indicators"]["list"]}


def drafted(admin, data=None) -> CriteriaPack:
    return upload(data=data or next_year(), source=b"schema: 1", name="2570.yaml", by=admin)


@pytest.fixture
def draft(packs, admin):
    return drafted(admin)


def url(name: str = "mapping", year: int = 2570) -> str:
    return reverse(f"criteria:{name}", args=[year, 1])


def sent(site, pack: CriteriaPack, follow=False, **fields):
    return site.post(url(), {"sha256": pack.sha256, **SAME, **fields}, follow=follow)


def mapping_of(pack: CriteriaPack) -> dict[str, tuple[str, ...]]:
    return read_mapping(CriteriaPack.objects.get(pk=pack.pk).data)


def chosen(response) -> dict[str, str]:
    """Return what the lists of the page have chosen, by name."""
    page = text_of(response)
    lists = re.findall(r'<select name="(main_\d+)".*?</select>', page, re.DOTALL)
    found = re.findall(
        r'<select name="(main_\d+)"(?:(?!</select>).)*?<option value="([^"]*)" selected', page, re.DOTALL
    )
    return dict.fromkeys(lists, "") | dict(found)


# Reading


def test_the_draft_leads_to_the_page_and_a_published_version_does_not(draft, site):
    assert url() in text_of(site.get(url("pack")))
    assert url(year=2569) not in text_of(site.get(url("pack", 2569)))


def test_every_indicator_shows_what_the_draft_says(packs, admin, site):
    drafted(admin, next_year(_4=["3"], _5=["5", "6"], _6=[]))

    response = site.get(url())

    expected = SAME | {"main_4": "3", "main_6": "-"}
    assert chosen(response) == {name: expected[name] for name in chosen(response)}
    assert len(chosen(response)) == 10
    assert text_of(response).count("<details open>") == 1
    assert re.search(r'name="more_5" value="6"[^>]*checked', text_of(response))
    assert f"ชื่อเดิม: 9 {NAMES['9']}" in shown(response)
    assert f"ชื่อตรงกับ 4 “{NAMES['4']}” ของปี 2569 แต่ร่างระบุไว้เป็นอย่างอื่น" in shown(response)


def test_what_the_draft_does_not_say_is_suggested_by_name_only(packs, admin, site):
    data = next_year() | {"previous": None}
    data["indicators"]["list"][8] |= {"name": "เรื่อง <b>ใหม่</b>", "aliases": []}
    data["indicators"]["list"][9] |= {"name": NAMES["9"], "aliases": []}
    drafted(admin, data)

    response = site.get(url())

    assert (chosen(response)["main_1"], chosen(response)["main_9"], chosen(response)["main_10"]) == (
        "1",
        "",
        "9",
    )
    page = shown(response)
    assert f"ระบบเสนอ 1 “{NAMES['1']}” เพราะชื่อตรงกัน ยังไม่ได้บันทึก" in page
    assert "ไม่พบชื่อหรือเลขเดียวกันในปี 2569" in page
    assert "<b>ใหม่" not in text_of(response)
    assert re.search(r'value="memory" selected', text_of(response))


def test_a_number_with_another_name_is_told_but_not_chosen(packs, admin, site):
    load_pack(data=_with_name(pack_data(2569) | {"version": 2}, "เรื่อง <i>เก่า</i>"))
    data = next_year()
    del data["previous"]["indicators"]["9"]
    drafted(admin, data)

    response = site.get(url())

    assert chosen(response)["main_9"] == ""
    assert "ปี 2569 ใช้เลขเดียวกันกับ 9 “เรื่อง &lt;i&gt;เก่า&lt;/i&gt;” แต่ชื่อต่างกัน" in text_of(response)


def _with_name(data: dict, name: str) -> dict:
    first, last = data["indicators"]["list"][:8], data["indicators"]["list"][9:]
    ninth = data["indicators"]["list"][8] | {"name": name, "aliases": []}
    return data | {"indicators": data["indicators"] | {"list": [*first, ninth, *last]}}


@pytest.mark.parametrize("merged", [["9"], list(NAMES)])
def test_the_page_costs_the_same_for_any_mapping(merged, packs, admin, site, django_assert_num_queries):
    drafted(admin, next_year(_9=merged))

    with django_assert_num_queries(7):
        site.get(url())


# Saving


def test_split_merged_and_new_are_saved_and_told_in_words(draft, site):
    fields = {"main_4": "3", "main_5": "6", "more_5": ["5"], "main_6": "-"}

    response = sent(site, draft, follow=True, **fields)

    assert response.redirect_chain == [(url("pack"), 302)]
    page = shown(response)
    assert "บันทึกการเทียบกับปีก่อนแล้ว" in page
    assert page.count("แยกจากตัวชี้วัดเดิม") == 2
    assert page.count("รวมจากหลายตัวชี้วัด") == 1
    assert "เริ่มใหม่ ไม่เทียบกับปีก่อน" in page
    assert "ที่ไม่มีตัวใดสืบต่อ: 4" in page
    assert "แก้การเทียบในระบบเมื่อ" in page
    assert mapping_of(draft)["5"] == ("5", "6")


def test_the_same_again_says_that_nothing_changed(draft, site):
    assert "ไม่มีอะไรเปลี่ยน" in shown(sent(site, draft, follow=True))


@pytest.mark.parametrize("kind", ["yaml", "xlsx"])
def test_the_downloads_carry_the_mapping_as_edited(kind, draft, site):
    sent(site, draft, main_4="3", main_6="-", more_9=["10"], note="อ่านจากคู่มือ")

    response = site.get(reverse("criteria:download", args=[2570, 1, kind]))

    data = read(response.content).data
    assert data == CriteriaPack.objects.get(pk=draft.pk).data
    assert (data["previous"]["indicators"]["9"], data["previous"]["indicators"]["6"]) == (["9", "10"], [])
    assert data["previous"]["note"] == "อ่านจากคู่มือ"


def test_a_draft_without_a_mapping_gets_one(packs, admin, site):
    pack = drafted(admin, next_year() | {"previous": None})

    assert sent(site, pack, confidence="memory", sources=[]).status_code == 302

    stored = CriteriaPack.objects.get(pk=pack.pk).data["previous"]
    assert stored == {
        "fiscal_year": 2569, "confidence": "memory", "sources": [],
        "indicators": {code: [code] for code in NAMES},
    }  # fmt: skip


# What is wrong


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"main_9": ""}, "กรุณาเลือกตัวชี้วัดของปี 2569 หรือเลือก “ไม่มีตัวชี้วัดเดิมที่เทียบได้”"),
        ({"main_9": "11"}, "ปี 2569 ไม่มีตัวชี้วัดที่ 11 กรุณาเลือกจากรายการ"),
        ({"more_9": ["12"]}, "ปี 2569 ไม่มีตัวชี้วัดที่ 12 กรุณาเลือกจากรายการ"),
        ({"main_9": "-", "more_9": ["10"]}, "พร้อมกับตัวชี้วัดเดิมในรายการ “รวมจากหลายตัว”"),
        ({"confidence": "certain"}, "กรุณาเลือกจากรายการ"),
        ({"sources": ["nowhere"]}, "ร่างนี้ไม่มีแหล่งอ้างอิง nowhere"),
        ({"sources": []}, "กรุณาเลือกแหล่งอ้างอิงที่ยืนยันการเทียบ"),
        ({"note": "ก" * 1001}, "กรุณาย่อให้สั้นลง"),
    ],
)
def test_bad_values_are_told_where_they_are_and_nothing_is_stored(fields, message, draft, site):
    response = sent(site, draft, **{"main_4": "3", **fields})

    assert response.status_code == 200
    page = shown(response)
    assert "กรุณาแก้ไข 1 จุด" in page
    assert page.count(message) == 2  # in the summary and at its field
    assert chosen(response)["main_4"] == "3"
    assert mapping_of(draft)["4"] == ("4",)


def test_further_ones_that_are_wrong_are_not_hidden(draft, site):
    assert text_of(sent(site, draft, main_9="-", more_9=["10"])).count("<details open>") == 1


def test_a_number_that_the_year_before_has_no_more_is_chosen_anew(packs, admin, site):
    pack = drafted(admin)
    data = next_year(_9=["11"])
    CriteriaPack.objects.filter(pk=pack.pk).update(data=data)

    response = site.get(url())

    assert chosen(response)["main_9"] == ""
    assert "ร่างระบุเลข 11 ซึ่งปี 2569 ไม่มี กรุณาเลือกใหม่" in shown(response)


def test_what_only_the_pack_as_a_whole_refuses_is_told(draft, site, monkeypatch):
    problems = [Problem("previous.indicators.9", "ตรวจเลข"), Problem("levels.list", "ตรวจระดับ")]
    monkeypatch.setattr(actions, "save_mapping", _raising(CriteriaRefused(problems)))

    page = shown(sent(site, draft))

    assert f"ตัวชี้วัดที่ 9 {NAMES['9']}: ตรวจเลข" in page
    assert "ตรวจระดับ (levels.list)" in page


def _raising(error):
    def refuse(**_):
        raise error

    return refuse


# Somebody else was first


def test_a_draft_edited_meanwhile_is_shown_beside_what_was_typed(draft, admin, site):
    colleague = UserFactory(first_name="สมหญิง", last_name="ใจดี", is_superuser=True)
    entry = MappingEntry({code: (code,) for code in NAMES} | {"9": ("9", "10")}, "memory")
    save_mapping(pack=draft, sha256=draft.sha256, entry=entry, by=colleague)

    response = sent(site, draft, main_4="3", note="ของฉัน")

    page = shown(response)
    assert "ร่างนี้ถูกเปลี่ยนหลังจากที่ท่านเปิดหน้านี้" in page
    assert "สมหญิง ใจดี บันทึกเมื่อ" in page
    assert f"ตัวชี้วัดที่ 9 {NAMES['9']} 9 {NAMES['9']}, 10 {NAMES['10']} 9 {NAMES['9']}" in page
    assert text_of(response).count("is-different") == 5
    assert chosen(response)["main_4"] == "3"
    assert "ของฉัน" in text_of(response).partition("<textarea")[2]
    assert mapping_of(draft)["4"] == ("4",)

    draft.refresh_from_db()
    assert f'name="sha256" value="{draft.sha256}"' in text_of(response)
    assert sent(site, draft, main_4="3").status_code == 302
    assert mapping_of(draft)["4"] == ("3",)


def test_nothing_is_lost_when_the_new_draft_has_other_indicators(draft, admin, site):
    data = next_year()
    data["indicators"]["list"][9] |= {"code": "11"}
    for item in data["items"]["OIT"]["list"]:
        item["indicator"] = {"10": "11"}.get(item["indicator"], item["indicator"])
    for sub in data["indicators"]["list"][9]["sub_indicators"]:
        sub["code"] = sub["code"].replace("10.", "11.")
    del data["previous"]["indicators"]["10"]
    drafted(admin, data)

    response = sent(site, draft, main_10="7", more_10=["8", "77"])

    page = " ".join(main_of(response).split())
    assert f"ตัวชี้วัดที่ 10 ซึ่งร่างนี้ไม่มี ยังไม่ได้ระบุ 7 {NAMES['7']}, 8 {NAMES['8']}, 77" in page
    assert "กรุณาเลือกตัวชี้วัดของปี 2569" in page


def test_a_form_that_does_not_say_what_it_is_for_is_not_saved(draft, site):
    assert "ร่างนี้ถูกเปลี่ยน" in shown(site.post(url(), SAME | {"main_4": "3"}))
    assert "ร่างนี้ถูกเปลี่ยน" in shown(site.post(url(), SAME | {"sha256": "\x00"}))
    assert mapping_of(draft)["4"] == ("4",)


def test_a_change_in_the_very_moment_of_saving_is_told_too(draft, admin, site, monkeypatch):
    def late(**_):
        drafted(admin, next_year(_9=["9", "10"]))
        raise PackChanged

    monkeypatch.setattr(actions, "save_mapping", late)

    assert "ร่างนี้ถูกเปลี่ยนหลังจากที่ท่านเปิดหน้านี้" in shown(sent(site, draft))


# No page


def test_a_published_version_is_frozen(draft, admin, site):
    publish(pack=draft, sha256=draft.sha256, by=admin)

    for response in (site.get(url(), follow=True), sent(site, draft, follow=True, main_4="3")):
        assert response.redirect_chain == [(url("pack"), 302)]
        assert "เผยแพร่แล้ว แก้ไขการเทียบไม่ได้" in shown(response)
        assert "<select" not in text_of(response)
    assert mapping_of(draft)["4"] == ("4",)


def test_without_the_year_before_there_is_nothing_to_compare_with(admin, site):
    pack = drafted(admin)

    assert url() not in text_of(site.get(url("pack")))
    assert "กรุณาเผยแพร่เกณฑ์ปี 2569 ก่อน" in shown(sent(site, pack, follow=True))


def test_a_year_of_totals_has_nothing_to_compare(packs, admin, site):
    pack = upload(data=pack_data(2562) | {"version": 2}, source=b"schema: 1", name="2562.yaml", by=admin)
    page = reverse("criteria:mapping", args=[2562, 2])

    assert page not in text_of(site.get(reverse("criteria:pack", args=[2562, 2])))
    assert "บันทึกเฉพาะคะแนนรวม" in shown(site.get(page, follow=True))
    assert not pack.is_published


def test_the_page_is_for_site_administrators_only(draft, clerk_client, client):
    assert clerk_client.get(url()).status_code == 404
    assert sent(clerk_client, draft, main_4="3").status_code == 404
    assert sent(signed_in(UserFactory(is_staff=True)), draft, main_4="3").status_code == 404
    assert client.get(url()).url.startswith("/login/")
    assert mapping_of(draft)["4"] == ("4",)


def test_a_draft_that_does_not_exist_is_not_found(packs, site):
    assert site.get(url()).status_code == 404
