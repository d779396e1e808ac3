"""What pages of the handbook tell from the criteria packs, as Markdown: only what a source supports."""

from collections.abc import Callable, Iterable

from criteria.models import CriteriaPack
from criteria.rulebook import Criteria
from handbook.pages import HelpPage
from itaportal.language import gettext, gettext_lazy
from itaportal.translated import translated
from reports.enums import KINDS_OF_A_PLAN, KINDS_OF_A_ROUND

_UNKNOWN = gettext_lazy("ยังไม่มีแหล่งอ้างอิง กรุณาตรวจกับคู่มือของ ป.ป.ช.")


def whole_text(page: HelpPage) -> str:
    """Return the page's Markdown with what it tells of the years at its end; one query where it tells any."""
    if not page.facts:
        return page.source
    years = [pack.criteria for pack in CriteriaPack.objects.latest_of_years()]
    return f"{page.source}\n\n{_FACTS[page.facts](years)}"


def answered_items(years: Iterable[Criteria]) -> str:
    """Return which O-items of each year the documents answer, and how sure that is."""
    rows = [
        [gettext("ปี"), gettext("เอกสารวิเคราะห์และมาตรการ"), gettext("เอกสารรายงานผล"), gettext("ความน่าเชื่อถือ")]
    ]
    for criteria in years:
        known = criteria.documents
        if known.confidence.is_backed and (known.analysis or known.result):
            analysis = _item(criteria, known.analysis, known.analysis_of)
            result = _item(criteria, known.result, known.result_of)
            rows.append([str(criteria.fiscal_year), analysis, result, _backing(criteria, known)])
        else:
            rows.append([str(criteria.fiscal_year), _UNKNOWN, _UNKNOWN, ""])
    kinds = "\n".join(
        f"- {heading}: {', '.join(f'**{kind.label}**' for kind in kinds)}"
        for heading, kinds in (
            (gettext("เอกสารวิเคราะห์และมาตรการ"), KINDS_OF_A_PLAN),
            (gettext("เอกสารรายงานผล"), KINDS_OF_A_ROUND),
        )
    )
    return f"{kinds}\n\n{_table(rows)}"


def levels_of_years(years: Iterable[Criteria]) -> str:
    """Return pass line and levels of each year that a source tells."""
    rows = [[gettext("ปี"), gettext("เกณฑ์ผ่าน"), gettext("ระดับจากสูงไปต่ำ")]]
    for criteria in years:
        block = criteria.level_block
        if not (block.confidence.is_backed and criteria.levels):
            rows.append([str(criteria.fiscal_year), _UNKNOWN, _UNKNOWN])
            continue
        levels = ", ".join(
            gettext("{name} ({minimum:g} ขึ้นไป)").format(name=level.name, minimum=level.minimum)
            for level in criteria.levels
        )
        line = f"{criteria.pass_line:g}" if criteria.pass_line is not None else _UNKNOWN
        rows.append([str(criteria.fiscal_year), line, levels])
    return _table(rows)


def _item(criteria: Criteria, code: str | None, year: int | None) -> str:
    if code is None:
        return str(_UNKNOWN)
    item = criteria.item(code)
    name = f" {item.text}" if item and item.text and item.text_confidence.is_backed else ""
    of = gettext(" (ของปี {year})").format(year=year) if year else ""
    return f"{code}{name}{of}"


def _backing(criteria: Criteria, part) -> str:
    evidence = criteria.evidence(part)
    return " ".join(filter(None, (translated(evidence.confidence.label), evidence.note)))


def _table(rows: list[list[str]]) -> str:
    head, *body = [f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in rows]
    return "\n".join([head, "|" + "---|" * len(rows[0]), *body])


_FACTS: dict[str, Callable[[Iterable[Criteria]], str]] = {
    "answered_items": answered_items,
    "levels": levels_of_years,
}
