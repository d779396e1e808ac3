"""The pages of a year as tests see them: the clerk's form, and what a response says."""

import re

from django.urls import reverse

from agencies.models import AuditEvent
from assessments.actions import sheet_of
from assessments.models import Assessment
from tests.factories.assessments import SCORES

EMPTY_ROWS = {"items-TOTAL_FORMS": "0", "items-INITIAL_FORMS": "0"}
FULL = {
    **{f"score_{number}": score for number, score in enumerate(SCORES, start=1)},
    "printed_total": "91.10", "printed_level": "A", "explanation": "", "version": "",
}  # fmt: skip


def url(name, agency, *args):
    return reverse(f"assessments:{name}", args=[agency.slug, *args])


def text_of(response):
    return response.content.decode()


def shown(response):
    """The page's text without tags and runs of space."""
    return " ".join(re.sub(r"<[^>]+>", " ", text_of(response)).split())


def main_of(response):
    """What the page says outside its frame and its text areas."""
    inner = re.search(r"<main[^>]*>(.*)</main>", text_of(response), re.DOTALL)[1]
    return re.sub(r"<[^>]+>", " ", re.sub(r"<textarea.*?</textarea>", "", inner, flags=re.DOTALL))


def post(client, agency, year=2565, **fields):
    """Send the grid with the numbers of seed document 000, changed by ``fields``."""
    return client.post(url("score_edit", agency, year), {**FULL, **EMPTY_ROWS, **fields})


def item_rows(*rows, total=None):
    fields = {"items-TOTAL_FORMS": str(total or len(rows)), "items-INITIAL_FORMS": "0"}
    for number, (code, score) in enumerate(rows):
        fields |= {f"items-{number}-code": code, f"items-{number}-score": score}
    return fields


def saves():
    return AuditEvent.objects.filter(action="assessment.save_scores").count()


def stored(agency, year=2565):
    return sheet_of(Assessment.objects.with_scores().get(agency=agency, fiscal_year=year))
