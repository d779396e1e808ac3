"""Taking an import of many agencies back, as one action."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import F, ProtectedError, Q
from django.utils import timezone

from agencies.auditlog.writing import NewEvent, record_many
from agencies.models import Agency, User
from assessments.actions import store_official
from assessments.models import Assessment
from exchange.engine.table import UndoRefused, name_some, refuse_changed
from exchange.tables.country.writing import AT_ONCE, LEVEL, TOTAL, as_plain, put_scores, score_key, split
from itaportal.language import marked

_BUILT = marked("มีผลการวิเคราะห์หรือแผนมาตรการที่ทำจากคะแนนที่นำเข้าแล้ว: {}")
_USED = marked("หน่วยงานที่เพิ่มไว้มีข้อมูลอื่นแล้ว: {}")


def take_back(written: Sequence[Any], by: User | None) -> None:
    """Put every year back and take away what the import added. Raises UndoRefused; call it in a transaction."""
    of_model: dict[str, dict[int, Any]] = {}
    for row in written:
        of_model.setdefault(row.object_type, {})[row.object_id] = row
    years = of_model.get(Assessment._meta.label_lower, {})
    by_year: dict[int, list[int]] = {}
    for part in split(sorted(years)):
        for pk, year in Assessment.objects.filter(pk__in=part).values_list("pk", "fiscal_year"):
            by_year.setdefault(year, []).append(pk)
    if len(years) != sum(map(len, by_year.values())):
        refuse_changed([marked("รายการที่ถูกลบไปแล้ว")])
    for _, assessments in sorted(by_year.items()):
        for part in split(assessments):
            _take_back_years({pk: years[pk] for pk in part}, by)
    for added in split(list(of_model.get(Agency._meta.label_lower, {}).values())):
        remove_agencies({row.object_id: row.version for row in added}, by)


def _take_back_years(rows: Mapping[int, Any], by: User | None) -> None:
    query = Assessment.objects.select_for_update(of=("self",)).select_related("agency").order_by("pk")
    stored = list(query.filter(pk__in=rows).prefetch_related("indicator_scores"))
    refuse_changed([entry for entry in stored if entry.version != rows[entry.pk].version])
    _remove([entry for entry in stored if rows[entry.pk].before is None], by)
    kept = [entry for entry in stored if rows[entry.pk].before is not None]
    _restore(kept, {entry.pk: rows[entry.pk].before for entry in kept}, by)


def _values(assessment: Assessment) -> dict:
    scores = {score_key(row.code): row.score for row in assessment.indicator_scores.all()}
    return {**scores, TOTAL: assessment.printed_total, LEVEL: assessment.printed_level}


def _remove(added: Sequence[Assessment], by: User | None) -> None:
    built = Q(findings__isnull=False) | Q(plans__isnull=False)
    used = Assessment.objects.filter(built, pk__in=[entry.pk for entry in added]).distinct()
    if found := list(used.select_related("agency")):
        raise UndoRefused(_BUILT.format(name_some(found)))
    events = [NewEvent(entry, entry.agency, before=as_plain(_values(entry))) for entry in added]
    record_many("assessment.delete", events, by=by)
    Assessment.objects.filter(pk__in=[entry.pk for entry in added]).delete()


def _restore(kept: Sequence[Assessment], before: dict[int, dict], by: User | None) -> None:
    events, scores = [], []
    cleared: dict[str, list[int]] = {}
    for entry in kept:
        old, now = before[entry.pk], as_plain(_values(entry))
        events.append(NewEvent(entry, entry.agency, now, old))
        for code in now["indicators"].keys() - old["indicators"].keys():
            cleared.setdefault(code, []).append(entry.pk)
        scores += [
            (entry.pk, code, Decimal(score))
            for code, score in old["indicators"].items()
            if now["indicators"].get(code) != score
        ]
        entry.printed_total = Decimal(old["printed_total"]) if old["printed_total"] else None
        entry.printed_level = old["printed_level"]
    put_scores(scores, cleared)
    Assessment.objects.bulk_update(kept, ["printed_total", "printed_level"], batch_size=AT_ONCE)
    Assessment.objects.filter(pk__in=before).update(
        version=F("version") + 1, updated_at=timezone.now(), updated_by=by
    )
    store_official(before)
    record_many("assessment.save_scores", events, by=by)


def remove_agencies(versions: Mapping[int, int], by: User | None) -> None:
    """Delete agencies (versions by id) that an import added. Raises UndoRefused where they hold anything by now."""
    stored = list(Agency.objects.filter(pk__in=versions))
    used = Q(memberships__isnull=False) | Q(departments__isnull=False) | Q(assessments__isnull=False)
    busy = set(Agency.objects.filter(used, pk__in=versions).values_list("pk", flat=True))
    if changed := [each for each in stored if each.pk in busy or each.version != versions[each.pk]]:
        raise UndoRefused(_USED.format(name_some(changed)))
    record_many("agency.delete", [NewEvent(each, each, before={"name": each.name}) for each in stored], by=by)
    try:
        Agency.objects.filter(pk__in=versions).delete()
    except ProtectedError:
        raise UndoRefused(_USED.format(name_some(stored))) from None
