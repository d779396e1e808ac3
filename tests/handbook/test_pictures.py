"""The handbook's pictures: each is drawn, small, told in words, and shown on a page and in the manual."""

import re

from handbook.pages import pages
from handbook.rendering import as_html, as_part, as_text, linked_pictures
from scripts.help_pictures import FOLDER, MOST_BYTES, PAGES, fingerprint, recorded, said

SHOWN = {name: (page, alt) for page in pages() for name, alt in linked_pictures(page.source)}


def test_every_picture_is_drawn_recorded_and_shown_once():
    assert len(SHOWN) == sum(len(linked_pictures(page.source)) for page in pages())
    assert set(SHOWN) == set(PAGES) == set(recorded()) == {file.stem for file in FOLDER.iterdir()}
    for name, (_, alt) in SHOWN.items():
        assert len(alt) >= 15, name
        assert (FOLDER / f"{name}.png").stat().st_size <= MOST_BYTES, name


def test_a_picture_stands_on_its_page_and_in_the_manual_with_its_words():
    page, alt = SHOWN["contest"]
    shown, printed = as_html(page.source), as_part(page.source)

    assert re.search(rf'<img src="[^"]*img/help/contest[^"]*png" alt="{alt}" loading="lazy"', shown)
    assert f'alt="{alt}"' in printed
    assert "picture:" not in shown + printed
    assert 'src="data:image/png;base64,' in printed
    assert alt in as_text(page.source)


def test_what_a_page_says_by_itself_is_told_without_what_differs_from_day_to_day():
    page = "<main><h2>ปี 2569</h2><p>{}</p><label>วันที่ {}</label><button>บันทึก</button></main>"

    assert said(page.format("ก", "3 มกราคม")) == ["บันทึก", "ปี 0", "วันที่ 0 M"]
    assert fingerprint(page.format("ก", "3 มกราคม")) == fingerprint(page.format("ข", "๑๒ มีนาคม"))
    assert fingerprint(page.format("", "")) != fingerprint(page.format("", "").replace("บันทึก", "ส่ง"))
