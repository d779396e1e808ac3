"""The nightly check looks at every file of every kind, and a page's broken picture is drawn again."""

import hashlib

import pytest
from django.apps import apps
from django.db.models import FileField

from agencies.actions import save_emblem
from approvals import page_pictures
from approvals.actions import attach_copy
from approvals.inspection import mismatches
from batches.models import Batch, Sheet, sheet_path
from criteria import actions as criteria
from criteria.models import CriteriaPack
from exchange.actions.sources import keep_source
from exchange.actions.upload import upload
from handbook.actions import stored_manual
from itaportal.keeping.kept import keep
from reports import pictures
from reports.actions import rendered
from reports.enums import Format
from reports.models import FrozenPicture
from reports.snapshot.building import build_snapshot
from tests.factories import files
from tests.factories.editions import approved
from tests.factories.proposals import refused


@pytest.fixture
def edition(bureau, quick, monkeypatch):
    """An approved edition whose first file is a small real PDF."""
    monkeypatch.setattr("approvals.actions.submission._seal", lambda snapshot, edition: files.pdf())
    return approved(bureau)


@pytest.fixture
def kept(bureau, edition, monkeypatch, settings, probes_here):
    """Paths of files of every kind, none of them broken."""
    monkeypatch.setattr("reports.actions.render_pdf", lambda *_, **__: b"%PDF rendered")
    agency, clerk = bureau.agency, bureau.clerk
    save_emblem(agency=agency, png=b"\x89PNG emblem", by=bureau.manager)
    scores = {"agency": agency, "table": "scores", "fiscal_year": 2565, "name": "a", "by": clerk}
    upload(**scores, data=b"1,2")
    keep_source(**scores, data=b"pasted", found_json="[]")
    newest = CriteriaPack.objects.latest_of_years()[0]
    criteria.upload(data={**newest.data, "version": 99}, source=b"fiscal_year: 1", name="a.yaml", by=clerk)
    rendered(bureau.document, Format.PDF)
    pictures.keep_all(build_snapshot(bureau.document))
    attach_copy(edition=edition, pdf=b"%PDF scan", note="", by=clerk)
    refused(agency)
    monkeypatch.setattr("handbook.actions.render_pdf", lambda *_, **__: b"%PDF manual")
    stored_manual()
    sheet(bureau.document)
    page(edition)
    return sorted(path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file())


def sheet(document):
    made = Sheet(batch=Batch.objects.create(kind=document.kind, fiscal_year=2566), document=document)
    made.sha256 = hashlib.sha256(b"%PDF sheet").hexdigest()
    made.file = keep(sheet_path(made, ""), b"%PDF sheet")
    made.save()


def page(edition):
    stored = edition.files.get(number=0)
    return page_pictures.page_png(stored.file.name, stored.sha256, 1)


def faults():
    """What the nightly check says about files: the small PDFs of these tests have no signatures to speak of."""
    return [fault for fault in mismatches() if fault.what.startswith(("is missing", "has other bytes"))]


def test_the_nightly_check_covers_every_file_that_is_kept(kept):
    assert FrozenPicture.objects.count() == 1
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, FileField):
                assert model._base_manager.exclude(**{field.name: ""}).exists(), f"{field} has no file here"
    assert faults() == []

    for path in kept:
        whole = path.read_bytes()
        for broken in (b"", whole[: len(whole) // 2], whole[:-1] + b"~"):
            path.write_bytes(broken)
            assert len(faults()) == 1, f"{path}: {len(broken)} of {len(whole)} bytes"
        path.unlink()
        # A page's picture that is not there is drawn when somebody asks for it.
        assert len(faults()) == (page_pictures.FOLDER not in path.parts), path
        path.write_bytes(whole)
    assert faults() == []


@pytest.mark.parametrize("size", [0, 49_152, -1])
def test_a_broken_picture_of_a_page_is_drawn_again(edition, settings, size):
    whole = page(edition)
    [path] = (settings.MEDIA_ROOT / page_pictures.FOLDER).rglob("*.png")
    path.write_bytes(whole[:size] if size < len(whole) else whole + bytes(size - len(whole)))

    assert page(edition) == whole
    assert [found.read_bytes() for found in (settings.MEDIA_ROOT / page_pictures.FOLDER).rglob("*.png")] == [
        whole
    ]


def test_no_picture_is_drawn_of_a_broken_file(edition):
    page_pictures.page_sizes.cache_clear()
    stored = edition.files.get(number=0)
    with open(stored.file.path, "ab") as file:
        file.write(b"\n")
    with pytest.raises(page_pictures.Unreadable):
        page(edition)
    with pytest.raises(page_pictures.Unreadable):
        page_pictures.page_sizes(stored.file.name, stored.sha256)


def test_a_broken_rendering_is_rendered_again(bureau, monkeypatch):
    monkeypatch.setattr("reports.actions.render_pdf", lambda *_, **__: b"%PDF rendered")
    first = rendered(bureau.document, Format.PDF)
    with open(first.file.path, "wb") as file:
        file.write(b"%PD")

    again = rendered(bureau.document, Format.PDF)

    assert again == first
    with open(again.file.path, "rb") as file:
        assert file.read() == b"%PDF rendered"
