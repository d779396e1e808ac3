from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from measures import actions
from measures.evidence import MAX_PIECES, check
from measures.models import Evidence
from measures.views import evidence
from tests.factories import files
from tests.factories.measures import MeasureFactory, ProgressFactory, RoundFactory

pytestmark = pytest.mark.django_db

NEXT_YEAR = timezone.localdate().year + 544


@pytest.fixture
def entry(measure, progress_round):
    return ProgressFactory(measure=measure, round=progress_round)


@pytest.fixture
def piece(entry):
    """A photo of the entry."""
    return actions.add_evidence(entry=entry, pieces=[check("ประชุม.jpg", files.photo())], by=None)[0]


def url(entry, name="", piece=None):
    args = ["tua-yang", 2565, entry.round_id, entry.measure_id, *([piece.pk] if piece else [])]
    return reverse(f"measures:progress_evidence{name}", args=args)


def sent(*named):
    return [SimpleUploadedFile(name, data) for name, data in named]


def test_several_files_are_added_with_caption_and_day(clerk_client, entry):
    uploads = sent(("ก.jpg", files.photo()), ("ข.pdf", files.pdf()), ("ค.docx", files.office("docx")))

    response = clerk_client.post(
        url(entry), {"files": uploads, "caption": "ประชุม", "event_date": "๑ มี.ค. ๒๕๖๕"}
    )

    assert response.url == url(entry)
    assert list(entry.evidence.values_list("kind", "name", "caption", "event_date")) == [
        ("photo", "ก.jpg", "ประชุม", date(2022, 3, 1)),
        ("file", "ข.pdf", "ประชุม", date(2022, 3, 1)),
        ("file", "ค.docx", "ประชุม", date(2022, 3, 1)),
    ]


def test_bad_files_are_named_and_keep_no_good_one_out(clerk_client, entry):
    uploads = sent(
        ("ดี.jpg", files.photo()), ("IMG_1.HEIC", files.HEIC), ("x.svg", files.SVG), ("ข.pdf", files.pdf())
    )

    response = clerk_client.post(
        url(entry), {"files": uploads, "caption": "ที่พิมพ์ไว้", "event_date": "๑ มี.ค. ๒๕๖๕"}
    )

    heic, svg, what_next = response.context["upload"].errors["files"]
    assert heic.startswith("IMG_1.HEIC: รูปแบบ HEIC")
    assert svg.startswith("x.svg: ไฟล์ชนิดนี้รับไม่ได้")
    assert "ไฟล์อื่นเก็บแล้ว" in what_next
    assert list(entry.evidence.values_list("name", "caption")) == [("ดี.jpg", "ที่พิมพ์ไว้"), ("ข.pdf", "ที่พิมพ์ไว้")]
    page = response.content.decode()
    assert "เพิ่มหลักฐาน 2 ชิ้นแล้ว" in page
    assert 'value="ที่พิมพ์ไว้"' in page
    assert 'value="๑ มี.ค. ๒๕๖๕"' in page


def test_where_every_file_is_bad_each_is_named_and_nothing_typed_is_lost(clerk_client, entry):
    uploads = sent(("IMG_1.HEIC", files.HEIC), ("x.svg", files.SVG))

    response = clerk_client.post(url(entry), {"files": uploads, "caption": "ที่พิมพ์ไว้"})

    assert [said.partition(":")[0] for said in response.context["upload"].errors["files"]] == [
        "IMG_1.HEIC",
        "x.svg",
    ]
    assert 'value="ที่พิมพ์ไว้"' in response.content.decode()
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    ("data", "field", "message"),
    [
        ({}, "files", "กรุณาเลือกไฟล์อย่างน้อยหนึ่งไฟล์"),
        ({"event_date": f"1/1/{NEXT_YEAR}"}, "event_date", "วันที่ของเหตุการณ์ยังมาไม่ถึง กรุณาตรวจปีและวันที่"),
        ({"url": "javascript:alert(1)"}, "url", "ที่อยู่เว็บไม่ถูกต้อง เช่น https://www.example.go.th"),
        ({"url": "ftp://example.go.th/a"}, "url", "ที่อยู่เว็บไม่ถูกต้อง เช่น https://www.example.go.th"),
        ({"url": ""}, "url", "กรุณากรอกที่อยู่เว็บ"),
    ],
)
def test_bad_input_saves_nothing(clerk_client, entry, data, field, message):
    response = clerk_client.post(url(entry), data)

    assert response.context["failed"].errors[field] == [message]
    assert not Evidence.objects.exists()


def test_too_many_files_at_once_are_refused_unread(clerk_client, entry):
    uploads = sent(*((f"{number}.jpg", b"x") for number in range(11)))

    response = clerk_client.post(url(entry), {"files": uploads})

    [message] = response.context["upload"].errors["files"]
    assert message == "เลือกไว้ 11 ไฟล์ ส่งได้ครั้งละไม่เกิน 10 ไฟล์ กรุณาแบ่งส่ง"


def test_a_file_too_large_is_refused_by_its_size(clerk_client, entry, monkeypatch):
    monkeypatch.setattr("measures.forms.evidence.MAX_FILE_BYTES", 100)
    monkeypatch.setattr("measures.forms.evidence.check", None)  # not even called

    response = clerk_client.post(url(entry), {"files": sent(("ก.jpg", files.photo()))})

    [message] = response.context["upload"].errors["files"]
    assert message.startswith("ก.jpg: ไฟล์ใหญ่เกิน")


def test_a_request_too_large_is_turned_away(clerk_client, entry, monkeypatch):
    monkeypatch.setattr(evidence.index, "takes_bytes", 6 << 20)

    assert clerk_client.post(url(entry), {"files": sent(("ก.pdf", bytes(7 << 20)))}).status_code == 400


def test_a_full_entry_takes_no_more(clerk_client, entry):
    document = check("1.pdf", files.pdf())
    actions.add_evidence(entry=entry, pieces=[document] * (MAX_PIECES - 1), by=None)
    two = {"files": sent(("1.jpg", files.photo()), ("2.jpg", files.photo(seed=2)))}

    response = clerk_client.post(url(entry), two)

    [message] = response.context["upload"].errors["files"]
    assert message.startswith("มาตรการนี้แนบได้อีก 1 ชิ้น")
    clerk_client.post(url(entry), {"url": "example.go.th/ita", "caption": ""})
    assert entry.evidence.last().url == "https://example.go.th/ita"
    assert "แนบหลักฐานครบจำนวน" in clerk_client.get(url(entry)).content.decode()


def test_limits_are_said_before_uploading(clerk_client, entry):
    page = clerk_client.get(url(entry)).content.decode()

    assert "แนบได้ทั้งหมด 20 ชิ้น" in page
    assert "ครั้งละไม่เกิน 10 ไฟล์" in page
    assert "รูปละ 15 เมกะไบต์" in page
    assert "ไฟล์ละ 20 เมกะไบต์" in page


def test_a_photo_used_twice_is_pointed_out(clerk_client, plan, entry, piece):
    elsewhere = ProgressFactory(round=entry.round, measure=MeasureFactory(plan=plan, title="อบรมพนักงาน"))

    response = clerk_client.post(url(elsewhere), {"files": sent(("อื่น.jpg", files.photo()))}, follow=True)

    assert "มี 1 รูปที่คล้ายกับรูปในแผนนี้" in response.content.decode()
    assert f'เป็นรูปเดียวกับ<a href="{url(entry)}">' in response.content.decode()
    assert "อบรมพนักงาน" in clerk_client.get(url(entry)).content.decode()


def test_without_an_entry_the_page_says_what_to_do_first(clerk_client, measure, progress_round):
    entry_url = reverse("measures:progress_entry", args=["tua-yang", 2565, progress_round.pk, measure.pk])
    address = entry_url + "evidence/"

    assert f'href="{entry_url}">บันทึกสถานะ' in clerk_client.get(address).content.decode()
    assert clerk_client.post(address, {"url": "https://example.go.th/"}).url == entry_url
    assert not Evidence.objects.exists()


def test_caption_and_day_are_changed(clerk_client, entry, piece):
    address = url(entry, "_edit", piece)

    response = clerk_client.post(address, {"caption": "อบรม", "event_date": "31/3/2565", "version": "1"})

    assert response.url == url(entry)
    piece.refresh_from_db()
    assert (piece.caption, piece.event_date) == ("อบรม", date(2022, 3, 31))


def test_a_conflict_shows_both_versions(clerk_client, second_clerk_client, entry, piece):
    address = url(entry, "_edit", piece)
    second_clerk_client.post(address, {"caption": "ของเขา", "version": "1"})

    response = clerk_client.post(address, {"caption": "ของฉัน", "version": "1"})

    assert response.status_code == 409
    rows = {row["label"]: (row["theirs"], row["yours"]) for row in response.context["conflict"]["rows"]}
    assert rows["คำบรรยาย"] == ("ของเขา", "ของฉัน")


def test_moving_and_deleting(clerk_client, entry, piece):
    second = actions.add_link(entry=entry, url="https://example.go.th/", by=None)

    assert clerk_client.post(url(entry, "_move", second), {"direction": "up"}).url == url(entry)
    assert list(entry.evidence.all()) == [second, piece]
    assert "ลบหลักฐานชิ้นนี้หรือไม่" in clerk_client.get(url(entry, "_delete", piece)).content.decode()
    assert clerk_client.post(url(entry, "_delete", piece)).url == url(entry)
    assert list(entry.evidence.all()) == [second]


@pytest.mark.parametrize(
    ("name", "data", "content_type"),
    [
        ("ประชุม.png", files.photo(form="PNG"), "image/jpeg"),
        ("คำสั่ง.pdf", files.pdf(), "application/pdf"),
        (
            "บัญชี.xlsx",
            files.office("xlsx"),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
    ],
)
def test_a_stored_file_is_saved_never_shown(viewer_client, entry, name, data, content_type):
    checked = check(name, data)
    [piece] = actions.add_evidence(entry=entry, pieces=[checked], by=None)

    response = viewer_client.get(url(entry, "_file", piece))

    assert response.getvalue() == checked.data
    assert response["Content-Type"] == content_type
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''%E0")
    assert_harmless(response)


@pytest.mark.parametrize("kind", ["file", "thumbnail", "picture"])
@pytest.mark.parametrize("size", [0, 1000])
def test_a_file_that_was_cut_short_is_not_served_as_whole(viewer_client, entry, piece, kind, size):
    assert viewer_client.get(url(entry, f"_{kind}", piece)).getvalue()
    for stored in (piece.file, piece.print_file, piece.thumbnail):
        with open(stored.path, "r+b") as file:
            file.truncate(size)

    assert viewer_client.get(url(entry, f"_{kind}", piece)).status_code == 404


def test_a_thumbnail_is_a_jpeg_in_the_page(viewer_client, entry, piece):
    response = viewer_client.get(url(entry, "_thumbnail", piece))

    assert response.getvalue().startswith(b"\xff\xd8\xff")
    assert response["Content-Type"] == "image/jpeg"
    assert_harmless(response)
    assert url(entry, "_thumbnail", piece) in viewer_client.get(url(entry)).content.decode()


def assert_harmless(response):
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == "private, max-age=3600"


def test_a_link_has_neither_file_nor_thumbnail(clerk_client, entry):
    link = actions.add_link(entry=entry, url="https://example.go.th/", by=None)

    assert clerk_client.get(url(entry, "_file", link)).status_code == 404
    assert clerk_client.get(url(entry, "_thumbnail", link)).status_code == 404


def test_a_file_lost_from_the_disk_is_not_found(clerk_client, entry, piece):
    piece.file.delete(save=False)

    assert clerk_client.get(url(entry, "_file", piece)).status_code == 404


@pytest.mark.parametrize("name", ["_file", "_thumbnail", "_edit", "_delete"])
def test_a_piece_is_reached_only_through_its_own_address(clerk_client, outsider_client, entry, piece, name):
    other = ProgressFactory(round=RoundFactory(plan=entry.round.plan, as_at=date(2022, 9, 30)))

    response = clerk_client.get(url(entry, name, piece))
    assert response.status_code == 200
    list(getattr(response, "streaming_content", ()))  # read to its end, a file is closed
    assert clerk_client.get(url(other, name, piece)).status_code == 404
    assert outsider_client.get(url(entry, name, piece)).status_code == 404
    foreign = url(entry, name, piece).replace("/tua-yang/", "/uen/")
    assert outsider_client.get(foreign).status_code == 404


def test_a_viewer_sees_evidence_and_no_way_to_change_it(viewer_client, entry, piece):
    page = viewer_client.get(url(entry)).content.decode()

    assert url(entry, "_file", piece) in page
    assert "<form" not in page.split("<main")[1]
    assert f'href="{url(entry, "_edit", piece)}"' not in page
    assert viewer_client.post(url(entry), {"url": "https://example.go.th/"}).status_code == 403


def test_captions_are_printed_as_text(clerk_client, entry):
    actions.add_link(entry=entry, url="https://example.go.th/", caption="<script>alert(1)</script>", by=None)

    assert b"<script>alert" not in clerk_client.get(url(entry)).content


def test_entry_and_round_pages_tell_of_evidence(clerk_client, entry, piece):
    round_url = reverse("measures:progress_round", args=["tua-yang", 2565, entry.round_id])
    entry_url = reverse("measures:progress_entry", args=["tua-yang", 2565, entry.round_id, entry.measure_id])

    assert "หลักฐาน 1 ชิ้น" in clerk_client.get(round_url).content.decode()
    page = clerk_client.get(entry_url).content.decode()
    assert "หลักฐาน (1)" in page
    assert "ประชุม.jpg" in page


def test_queries_do_not_grow_with_the_pieces(clerk_client, entry, piece):
    def count():
        with CaptureQueriesContext(connection) as queries:
            assert clerk_client.get(url(entry)).status_code == 200
        return len(queries)

    with_one = count()
    actions.add_evidence(
        entry=entry, pieces=[check("a.jpg", files.photo(seed=seed)) for seed in (1, 2)], by=None
    )

    assert count() == with_one


def test_a_photo_used_twice_in_another_measure_is_pointed_out_once(clerk_client, plan, entry, piece):
    elsewhere = ProgressFactory(round=entry.round, measure=MeasureFactory(plan=plan, title="อบรมพนักงาน"))
    for _ in range(2):
        clerk_client.post(url(elsewhere), {"files": sent(("อื่น.jpg", files.photo()))})

    assert elsewhere.evidence.count() == 2
    page = clerk_client.get(url(entry)).content.decode()
    assert page.count(f'เป็นรูปเดียวกับ<a href="{url(elsewhere)}">') == 1
