"""Taking an import of many agencies back, as one action."""

from collections.abc import Sequence
from decimal import Decimal

from django.db.models import F, ProtectedError, Q
from django.utils import timezone

from agencies.auditlog.writing import NewEvent, record_many
from agencies.models import Agency, User
from assessments.models import Assessment
from exchange.actions.steps import UndoBlocked, some_of
from exchange.many.columns import LEVEL, TOTAL, score_key
from exchange.many.rows import plain
from exchange.many.writing import AT_ONCE, parts, put
from exchange.models import Import, ImportedRow

_CHANGED = "เลิกการนำเข้าไม่ได้ เพราะมีการแก้ไขหลังนำเข้าแล้ว: "
_BUILT = "เลิกการนำเข้าไม่ได้ เพราะมีผลการวิเคราะห์หรือแผนมาตรการที่ทำจากคะแนนที่นำเข้าแล้ว: "
_USED = "เลิกการนำเข้าไม่ได้ เพราะหน่วยงานที่เพิ่มไว้มีข้อมูลอื่นแล้ว: "


def take_back(started: Import, by: User | None) -> None:
    """Put every year back and take away what the import added. Raises UndoBlocked; call it in a transaction."""
    rows = started.imported_rows.order_by("pk")
    years = sorted(
        rows.filter(object_type=Assessment._meta.label_lower).values_list("object_id", flat=True),
    )
    by_year: dict[int, list[int]] = {}
    for part in parts(years):
        for pk, year in Assessment.objects.filter(pk__in=part).values_list("pk", "fiscal_year"):
            by_year.setdefault(year, []).append(pk)
    if len(years) != sum(map(len, by_year.values())):
        raise UndoBlocked(f"{_CHANGED}รายการที่ถูกลบไปแล้ว")
    for _, assessments in sorted(by_year.items()):
        for part in parts(assessments):
            _back(rows.filter(object_type=Assessment._meta.label_lower, object_id__in=part), by)
    added = list(rows.filter(object_type=Agency._meta.label_lower))
    for part in parts(added):
        _remove_agencies(part, by)


def _back(rows, by: User | None) -> None:
    told = {row.object_id: row for row in rows}
    query = Assessment.objects.select_for_update(of=("self",)).select_related("agency").order_by("pk")
    stored = list(query.filter(pk__in=told).prefetch_related("indicator_scores"))
    changed = [entry for entry in stored if entry.version != told[entry.pk].version]
    if changed:
        raise UndoBlocked(_CHANGED + some_of(changed))
    added = [entry for entry in stored if told[entry.pk].before is None]
    kept = [entry for entry in stored if told[entry.pk].before is not None]
    _remove(added, by)
    _restore(kept, {entry.pk: told[entry.pk].before for entry in kept}, by)


def _values(assessment: Assessment) -> dict:
    scores = {score_key(row.code): row.score for row in assessment.indicator_scores.all()}
    return {**scores, TOTAL: assessment.printed_total, LEVEL: assessment.printed_level}


def _remove(added: Sequence[Assessment], by: User | None) -> None:
    built = Q(findings__isnull=False) | Q(plans__isnull=False)
    used = Assessment.objects.filter(built, pk__in=[entry.pk for entry in added]).distinct()
    if found := list(used.select_related("agency")):
        raise UndoBlocked(_BUILT + some_of(found))
    events = [NewEvent(entry, entry.agency, before=plain(_values(entry))) for entry in added]
    record_many("assessment.delete", events, by=by)
    Assessment.objects.filter(pk__in=[entry.pk for entry in added]).delete()


def _restore(kept: Sequence[Assessment], before: dict[int, dict], by: User | None) -> None:
    events, scores, cleared = [], [], {}
    for entry in kept:
        old, now = before[entry.pk], plain(_values(entry))
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
    put(scores, cleared)
    Assessment.objects.bulk_update(kept, ["printed_total", "printed_level"], batch_size=AT_ONCE)
    Assessment.objects.filter(pk__in=before).update(
        version=F("version") + 1, updated_at=timezone.now(), updated_by=by
    )
    record_many("assessment.save_scores", events, by=by)


def _remove_agencies(added: Sequence[ImportedRow], by: User | None) -> None:
    versions = {row.object_id: row.version for row in added}
    stored = list(Agency.objects.filter(pk__in=versions))
    used = Q(memberships__isnull=False) | Q(departments__isnull=False) | Q(assessments__isnull=False)
    busy = set(Agency.objects.filter(used, pk__in=versions).values_list("pk", flat=True))
    if changed := [each for each in stored if each.pk in busy or each.version != versions[each.pk]]:
        raise UndoBlocked(_USED + some_of(changed))
    record_many("agency.delete", [NewEvent(each, each, before={"name": each.name}) for each in stored], by=by)
    try:
        Agency.objects.filter(pk__in=versions).delete()
    except ProtectedError:
        raise UndoBlocked(_USED + some_of(stored)) from None
