"""The sample agencies of the seed documents, entered as `make run` enters them."""

import shutil

import pytest

from reports.enums import Kind
from tests.conftest import ROOT

# The agency whose seed document is of the kind.
SAMPLES = {
    Kind.ANALYSIS_REPORT: "thung-noi",
    Kind.IMPROVEMENT_MATRIX: "pho-nong",
    Kind.PROGRESS_MEMO: "sai-thong",
    Kind.OUTCOME_REPORT: "thung-bu-lang",
    Kind.TOPIC_REPORT: "bo-phlap",
    Kind.OIT_MEMO: "pho-nong",
    Kind.OIT_CONTEST: "pho-nong",
}


@pytest.fixture
def entered(packs, tmp_path):
    """Return a function that enters a sample agency by its slug and returns it."""
    from agencies.models import Agency
    from overview.demo import seeds

    def enter(slug):
        folder = tmp_path / "demo"
        folder.mkdir(exist_ok=True)
        shutil.copy(ROOT / "fixtures" / "demo" / f"{slug}.yaml", folder)
        seeds.load(folder)
        return Agency.objects.get(slug=slug)

    return enter


@pytest.fixture
def sample(entered):
    """Return a function that enters the agency of a kind's seed document and returns the document."""
    from reports.models import Document

    return lambda kind: Document.objects.get(agency=entered(SAMPLES[kind]), kind=kind)


@pytest.fixture
def sai_thong(entered):
    """Return the agency อบต.ทรายทอง with its plan, progress and memo of plan year 2565."""
    return entered("sai-thong")


@pytest.fixture
def memo(sample):
    """Return the sample agency's memo."""
    return sample(Kind.PROGRESS_MEMO)
