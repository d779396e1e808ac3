"""A disk that is full or read-only while evidence is added."""

import errno

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from itaportal.keeping import writing
from measures.models import Evidence
from tests.factories import files
from tests.factories.measures import ProgressFactory


@pytest.mark.django_db
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS])
def test_a_file_that_finds_no_room_leaves_nothing_behind(
    clerk_client, measure, progress_round, probes_here, monkeypatch, settings, number
):
    entry = ProgressFactory(measure=measure, round=progress_round)
    args = [entry.round.plan.agency.slug, entry.round.plan.fiscal_year, entry.round_id, entry.measure_id]
    place = reverse("measures:progress_evidence", args=args)

    clerk_client.raise_request_exception = False

    def no_room(handle):
        raise OSError(number, "no room")

    def sent():
        file = SimpleUploadedFile("ภาพ.jpg", files.photo())
        return clerk_client.post(place, {"files": file, "caption": "อบรมพนักงาน", "event_date": "1 มี.ค. 2565"})

    with monkeypatch.context() as patch:
        patch.setattr(writing.os, "fsync", no_room)
        answer = sent()
    page = answer.content.decode()
    assert answer.status_code == 503
    assert "กรุณาเลือกไฟล์อีกครั้ง" in page
    assert "อบรมพนักงาน" in page
    assert not Evidence.objects.exists()
    assert not [one for one in settings.MEDIA_ROOT.rglob("*") if one.is_file()]
    sent()
    assert Evidence.objects.count() == 1
