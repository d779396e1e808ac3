"""The sample agency of seed document 001, entered as `make run` enters it."""

import shutil

import pytest

from tests.conftest import ROOT


@pytest.fixture
def sai_thong(packs, tmp_path):
    """Return the agency อบต.ทรายทอง with its plan, progress and memo of plan year 2565."""
    from agencies.models import Agency
    from reports import demo

    folder = tmp_path / "demo"
    folder.mkdir()
    shutil.copy(ROOT / "fixtures" / "demo" / "sai-thong.yaml", folder)
    demo.load(folder)
    return Agency.objects.get(slug="sai-thong")


@pytest.fixture
def memo(sai_thong):
    """Return the sample agency's memo."""
    from reports.models import Document

    return Document.objects.get(agency=sai_thong)
