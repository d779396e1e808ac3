"""What can be searched of a year's analysis."""

from collections.abc import Collection, Iterator

from assessments.models import Finding
from itaportal.language import gettext_lazy
from search.indexing import register
from search.sources import Draft, Kind, Source, joined

FINDING = Kind("finding", gettext_lazy("ผลการวิเคราะห์"), "assessments:analysis", 30)


def _read_findings(keys: Collection[int]) -> Iterator[Draft]:
    # Fetched beside them: the findings of a year share its pack, which is read once.
    rows = Finding.objects.filter(pk__in=keys).select_related("assessment")
    findings = rows.prefetch_related("assessment__criteria_pack")
    for finding in findings:
        assessment = finding.assessment
        names = {each.code: each.name for each in assessment.criteria.indicators}
        yield Draft(
            kind=FINDING,
            object_id=finding.pk,
            agency_id=assessment.agency_id,
            fiscal_year=assessment.fiscal_year,
            title=f"ตัวชี้วัดที่ {finding.code} {names.get(finding.code, '')}".strip(),
            text=joined(
                finding.text,
                finding.get_weakness_class_display(),
                finding.class_reason,
                finding.recommendation,
                finding.response,
            ),
            args=(assessment.fiscal_year,),
            fragment=f"finding-{finding.code}",
        )


register(Source(Finding, (FINDING,), _read_findings))
