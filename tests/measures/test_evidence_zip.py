"""The archive of a plan's evidence: names, list, parts, and who may have it."""

import csv
import io
import zipfile
from datetime import UTC, date, datetime
from urllib.parse import unquote

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from measures import actions
from measures.evidence import check
from measures.evidence.archive import ListedPiece, path_in_archive, split_pieces, write_archive
from measures.models import Evidence
from tests.factories import files
from tests.factories.measures import MeasureFactory, ProgressFactory, RoundFactory

ADDRESS = "/a/tua-yang/plans/2565/evidence.zip"


def piece(**changes) -> ListedPiece:
    values = {
        "round_number": 1, "as_at": date(2022, 3, 31), "measure_number": 1, "measure": "จัดทำคู่มือ", "number": 1,
        "kind": "file", "kind_name": "ไฟล์", "caption": "คำสั่ง", "event_date": None, "name": "คำสั่ง.pdf", "url": "",
        "path": "x.pdf", "extension": "pdf", "size": 3, "sha256": "0" * 64, "added_at": datetime(2022, 3, 1, tzinfo=UTC),
    }  # fmt: skip
    return ListedPiece(**{**values, **changes})


def link(**changes) -> ListedPiece:
    nothing = {"name": "", "path": "", "extension": "", "size": 0, "sha256": ""}
    return piece(kind="link", kind_name="ลิงก์", **{**nothing, "url": "https://example.org/", **changes})


def archive_of(pieces, stored=b"abc", part=""):
    return opened(write_archive(pieces, lambda path: io.BytesIO(stored), part=part))


def opened(chunks) -> zipfile.ZipFile:
    archive = zipfile.ZipFile(io.BytesIO(b"".join(chunks)))
    assert archive.testzip() is None
    return archive


def rows(archive, name="contents.csv"):
    text = archive.read(name)
    assert text.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"), newline="")))


def test_files_lie_under_round_and_measure_by_their_caption():
    photo = piece(number=2, caption="", name="IMG_1.jpg", extension="jpg", kind_name="รูปถ่าย")

    archive = archive_of(
        [piece(), photo, piece(round_number=2, as_at=date(2022, 9, 30), caption="", name="")]
    )

    assert archive.namelist() == [
        "รอบที่ 1 ณ 31 มีนาคม 2565/มาตรการที่ 01 จัดทำคู่มือ/01 คำสั่ง.pdf",
        "รอบที่ 1 ณ 31 มีนาคม 2565/มาตรการที่ 01 จัดทำคู่มือ/02 IMG_1.jpg",
        "รอบที่ 2 ณ 30 กันยายน 2565/มาตรการที่ 01 จัดทำคู่มือ/01 ไฟล์.pdf",
        "contents.csv",
    ]
    assert archive.read(archive.namelist()[0]) == b"abc"


def test_equal_captions_and_titles_do_not_collide():
    pieces = [piece(number=number, measure_number=measure) for measure in (1, 2) for number in (1, 2)]

    names = archive_of(pieces).namelist()

    assert len({name.casefold() for name in names}) == 5


@pytest.mark.parametrize(
    ("caption", "name"),
    [
        ("../../etc/passwd", "01 etc passwd.pdf"),
        ('a<b>:"c"|?*\\d', "01 a b c d.pdf"),
        ("ก\u200bข\u202eค\x00ง\n", "01 ก ข ค ง.pdf"),
        ("จบด้วยจุด... ", "01 จบด้วยจุด.pdf"),
        ("...", "01 ไฟล์.pdf"),
        ("ก" * 300, f"01 {'ก' * 60}.pdf"),
    ],
)
def test_names_are_safe_on_any_system(caption, name):
    assert path_in_archive(piece(caption=caption)).split("/")[2:] == [name]


@given(st.text(max_size=400), st.text(max_size=400))
def test_paths_stay_inside_and_short(title, caption):
    path = path_in_archive(piece(measure=title, caption=caption, measure_number=99, number=20))

    assert len(path.split("/")) == 3
    assert len(path) < 170
    assert all(len(part.encode()) <= 255 and part == part.rstrip(" .") for part in path.split("/"))
    assert not set(path) & set('<>:"\\|?*\n\0')


def test_the_list_tells_all_and_has_no_formulas():
    entry = piece(measure="=1+1", caption="+66", event_date=date(2022, 3, 5))

    archive = archive_of([entry, link(number=2, caption="ข่าว", url="https://example.org/a?b=c")])
    first, second = rows(archive)

    assert first == {
        "รอบรายงาน ณ วันที่": "31/3/2565", "มาตรการที่": "1", "มาตรการ": "'=1+1", "ลำดับ": "1", "ชนิด": "ไฟล์", "คำบรรยาย": "'+66",
        "วันที่ของเหตุการณ์": "5/3/2565", "ไฟล์ในชุดนี้": archive.namelist()[0], "ที่อยู่เว็บ": "", "ขนาด (ไบต์)": "3",
        "sha256": "0" * 64, "หมายเหตุ": "",
    }  # fmt: skip
    assert (second["ที่อยู่เว็บ"], second["ไฟล์ในชุดนี้"], second["ขนาด (ไบต์)"]) == (
        "https://example.org/a?b=c",
        "",
        "",
    )
    assert "รอบที่ 1 มาตรการที่ 01 ลำดับ 02 ข่าว\r\nhttps://example.org/a?b=c" in archive.read("links.txt").decode()


def test_a_file_that_is_gone_is_told_and_the_others_are_there():
    def gone(path):
        if path == "gone.pdf":
            raise FileNotFoundError(path)
        return io.BytesIO(b"abc")

    archive = opened(write_archive([piece(path="gone.pdf"), piece(number=2)], gone))

    assert len(archive.namelist()) == 2
    assert [row["หมายเหตุ"] for row in rows(archive)] == ["ไม่พบไฟล์นี้ในระบบ", ""]
    assert [row["ไฟล์ในชุดนี้"] != "" for row in rows(archive)] == [False, True]


def test_a_large_file_is_never_held_whole():
    size, most = 8 << 20, 0

    for chunk in write_archive([piece(size=size)], lambda path: io.BytesIO(bytes(size))):
        most = max(most, len(chunk))

    assert 0 < most < 1 << 20


def test_parts_keep_the_order_and_stay_below_the_limit():
    pieces = [piece(number=number, size=size) for number, size in enumerate((4, 4, 4, 9, 30, 1), start=1)]

    found = split_pieces(pieces, most_bytes=10)

    assert [[entry.size for entry in part] for part in found] == [[4, 4], [4], [9], [30], [1]]
    assert [entry for part in found for entry in part] == pieces
    assert [len(part) for part in split_pieces(pieces, most_pieces=4)] == [4, 2]
    assert split_pieces([]) == []


def test_lists_of_several_parts_can_lie_in_one_folder():
    names = [archive_of([link(number=part)], part=f"-{part}").namelist() for part in (1, 2)]

    assert names == [["links-1.txt", "contents-1.csv"], ["links-2.txt", "contents-2.csv"]]


@pytest.fixture
def entry(measure, progress_round):
    return ProgressFactory(measure=measure, round=progress_round)


@pytest.fixture
def pieces(entry):
    """A photo, a link and a PDF, in this order."""
    actions.add_evidence(entry=entry, pieces=[check("ประชุม.jpg", files.photo())], caption="ประชุม", by=None)
    actions.add_link(entry=entry, url="https://example.org/", caption="ข่าว", by=None)
    actions.add_evidence(entry=entry, pieces=[check("คำสั่ง.pdf", files.pdf())], by=None)
    return list(entry.evidence.order_by("position"))


def test_the_plan_is_downloaded(viewer_client, pieces):
    response = viewer_client.get(ADDRESS)
    archive = opened(response.streaming_content)
    photo, _, paper = pieces

    assert response["Content-Type"] == "application/zip"
    assert "หลักฐาน-อบต.ตัวอย่าง-2565.zip" in unquote(response["Content-Disposition"])
    assert response["Content-Disposition"].startswith("attachment")
    listed = rows(archive)
    assert [row["ชนิด"] for row in listed] == ["รูปถ่าย", "ลิงก์", "ไฟล์"]
    assert [row["sha256"] for row in listed] == [photo.sha256, "", paper.sha256]
    for stored, row in ((photo, listed[0]), (paper, listed[2])):
        with stored.file.open() as file:
            assert archive.read(row["ไฟล์ในชุดนี้"]) == file.read()


def test_numbers_are_those_of_the_page(viewer_client, plan, measure, progress_round):
    first = MeasureFactory(plan=plan, position=0, title="มาก่อน")
    earlier = RoundFactory(plan=plan, as_at=date(2021, 12, 31))
    for progress in (
        ProgressFactory(measure=measure, round=progress_round), ProgressFactory(measure=first, round=progress_round),
        ProgressFactory(measure=measure, round=earlier),
    ):  # fmt: skip
        actions.add_link(entry=progress, url="https://example.org/", by=None)

    listed = rows(opened(viewer_client.get(ADDRESS).streaming_content))

    assert [(row["รอบรายงาน ณ วันที่"], row["มาตรการที่"], row["ลำดับ"]) for row in listed] == [
        ("31/12/2564", "2", "1"),
        ("31/3/2565", "1", "1"),
        ("31/3/2565", "2", "1"),
    ]


def test_a_stored_file_that_vanished_does_not_break_the_rest(viewer_client, pieces):
    default_storage.delete(pieces[0].file.name)

    listed = rows(opened(viewer_client.get(ADDRESS).streaming_content))

    assert [row["หมายเหตุ"] for row in listed] == ["ไม่พบไฟล์นี้ในระบบ", "", ""]


def test_much_evidence_comes_in_parts(viewer_client, pieces, monkeypatch):
    monkeypatch.setattr(
        "measures.views.evidence_zip.split_pieces", lambda found: [[entry] for entry in found]
    )

    page = viewer_client.get(ADDRESS)
    archive = opened(viewer_client.get(f"{ADDRESS}?part=3").streaming_content)

    assert page.content.decode().count('href="?part=') == 3
    assert archive.namelist()[-1] == "contents-3.csv"
    for part in ("0", "4", "x", "๑", "-1"):
        assert viewer_client.get(ADDRESS, {"part": part}).status_code == 404, part


def test_without_evidence_there_is_nothing_to_download(viewer_client, progress_round):
    response = viewer_client.get(ADDRESS, follow=True)

    assert response.redirect_chain == [("/a/tua-yang/plans/2565/", 302)]
    assert "แผนนี้ยังไม่มีหลักฐาน" in response.content.decode()
    assert viewer_client.get(ADDRESS.replace("2565", "2564")).status_code == 404


def test_evidence_is_for_those_who_may_see_the_plan(outsider_client, viewer_client, pieces):
    assert outsider_client.get(ADDRESS).status_code == 404
    assert viewer_client.post(ADDRESS).status_code == 405


def test_the_plan_page_leads_there(viewer_client, progress_round):
    page = viewer_client.get(reverse("measures:plan", args=["tua-yang", 2565])).content.decode()
    assert ADDRESS not in page  # no measures, no reports

    MeasureFactory(plan=progress_round.plan)
    page = viewer_client.get(reverse("measures:plan", args=["tua-yang", 2565])).content.decode()
    assert f'href="{ADDRESS}"' in page


def test_queries_do_not_grow(viewer_client, plan, progress_round, pieces):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            opened(viewer_client.get(ADDRESS).streaming_content)
        return len(captured)

    with_one = queries()
    for number in (1, 2):
        later = RoundFactory(plan=plan, as_at=date(2022, 6, number))
        progress = ProgressFactory(measure=MeasureFactory(plan=plan), round=later)
        actions.add_link(entry=progress, url="https://example.org/", by=None)

    assert queries() == with_one
    assert Evidence.objects.count() == 5
