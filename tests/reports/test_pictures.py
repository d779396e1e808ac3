"""Evidence pictures in documents: by address on a page, carried along in a file."""

import base64
import re

import pytest
from django.template.loader import render_to_string

from measures import actions
from measures.evidence import check
from measures.models import Evidence
from reports.blocks import Picture, Pictures
from reports.pictures import data_uri
from tests.factories import files
from tests.factories.measures import ProgressFactory


@pytest.fixture
def photo(packs):
    """A photo that an agency has shown."""
    [evidence] = actions.add_evidence(
        entry=ProgressFactory(), pieces=[check("ประชุม.jpg", files.photo())], caption="ประชุม", by=None
    )
    return evidence


def shown(*pictures, **context):
    """Return the HTML of the pictures."""
    block = Pictures(pictures)
    return render_to_string("reports/pdf/_blocks.html", {"blocks": [block], "names": (), **context})


def test_a_file_carries_the_rendition_for_printing(photo):
    uri = data_uri(photo.sha256)

    assert uri.startswith("data:image/jpeg;base64,")
    with photo.print_file.open("rb") as file:
        assert base64.b64decode(uri.partition(",")[2]) == file.read()
    assert f'<img src="{uri}" alt="ประชุม"' in shown(Picture(photo.sha256, "ประชุม"))


def test_a_page_names_the_address_it_was_given(photo):
    html = shown(Picture(photo.sha256, "ประชุม"), picture_urls={photo.sha256: "/photo/1/"})

    assert '<img src="/photo/1/" alt="ประชุม"' in html
    assert "data:" not in html


def test_a_page_without_the_address_does_not_carry_the_picture(photo):
    html = shown(Picture(photo.sha256, "ประชุม"), picture_urls={})

    assert "<img" not in html
    assert "(ไม่พบไฟล์ภาพ)" in html


@pytest.mark.parametrize("lost", ["row", "file"])
def test_a_picture_that_is_gone_leaves_its_place_and_caption(photo, lost):
    if lost == "row":
        Evidence.objects.all().delete()
    else:
        photo.print_file.storage.delete(photo.print_file.name)

    html = shown(Picture(photo.sha256, "ประชุมครั้งที่ 1"))

    assert "<img" not in html
    assert "(ไม่พบไฟล์ภาพ)" in html
    assert "ประชุมครั้งที่ ๑" in re.sub("<[^>]+>", "", html)


def test_a_picture_without_caption_is_still_named(photo):
    assert 'alt="ภาพหลักฐาน"' in shown(Picture(photo.sha256, ""))
