"""Differences of the plan: measures, their steps, progress and evidence."""

from collections import Counter
from collections.abc import Iterator, Sequence

from approvals.changes.fields import Change, fields
from itaportal.language import gettext
from itaportal.thai.dates import long_date
from measures.enums import EvidenceKind
from reports.snapshot.model import Snapshot
from reports.snapshot.plan import Evidence, Measure, Plan, Progress, PublicMeasure, Step

# Documents print the days and the departments as period and responsible; steps are told as a list.
_TOLD_OTHERWISE = ("period_start", "period_end", "all_departments", "steps")


def plan(old: Snapshot, new: Snapshot) -> Iterator[Change]:
    """Yield what the plans of two snapshots say, with the measures added, taken out and moved."""
    yield from fields(Plan, old.plan, new.plan, gettext("แผน: "))
    was, now = old.plan.measures, new.plan.measures
    pairs = _match_measures(was, now)
    for position, measure in enumerate(now):
        if position in pairs:
            yield from _measure(was[pairs[position]], measure)
        else:
            yield Change(
                gettext("เพิ่ม{measure}").format(measure=_name(measure)),
                "",
                _steps(measure.steps) or measure.title,
            )
    for position, measure in enumerate(was):
        if position not in pairs.values():
            yield Change(
                gettext("ตัด{measure}ออก").format(measure=_name(measure)),
                _steps(measure.steps) or measure.title,
                "",
            )
    if list(pairs.values()) != sorted(pairs.values()):
        yield Change(
            gettext("ลำดับของมาตรการ"), *(_number_lines(row.title for row in side) for side in (was, now))
        )


def _number_lines(lines: Iterator[str]) -> str:
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, start=1))


def _name(measure: Measure) -> str:
    return f"{Measure.choices_of('kind').get(measure.kind, measure.kind)} “{measure.title}”"


def _steps(steps: Sequence[Step]) -> str:
    more = [" · ".join(filter(None, (step.period, step.responsible))) for step in steps]
    return _number_lines(
        step.text + (f" ({told})" if told else "") for step, told in zip(steps, more, strict=True)
    )


def _match_measures(was: Sequence[Measure], now: Sequence[Measure]) -> dict[int, int]:
    """Return the old position by the new one: by id, and among the rest by title, each measure once."""
    pairs: dict[int, int] = {}
    for key in ("id", "title"):
        free = {
            getattr(measure, key): at
            for at, measure in reversed(list(enumerate(was)))
            if at not in pairs.values()
        }
        for position, measure in enumerate(now):
            if position not in pairs and getattr(measure, key) in free:
                pairs[position] = free.pop(getattr(measure, key))
    return dict(sorted(pairs.items()))


def _measure(old: Measure, new: Measure) -> Iterator[Change]:
    where = f"{_name(new)}: "
    yield from fields(PublicMeasure, old, new, where, without=_TOLD_OTHERWISE)
    yield Change(where + Measure.title_of("steps"), _steps(old.steps), _steps(new.steps))
    yield from fields(Progress, old.progress, new.progress, where)
    before, after = (side.progress.evidence if side.progress else () for side in (old, new))
    yield from _evidence(before, after, where)


def _evidence(old: Sequence[Evidence], new: Sequence[Evidence], where: str) -> Iterator[Change]:
    was, now = Counter(map(_identity, old)), Counter(map(_identity, new))
    for kind, word in (
        (EvidenceKind.PHOTO, gettext("ภาพ")),
        (EvidenceKind.FILE, gettext("ไฟล์")),
        (EvidenceKind.LINK, gettext("ลิงก์")),
    ):
        added, gone = (
            sum(count for (known, _), count in side.items() if known == kind)
            for side in (now - was, was - now)
        )
        yield Change(
            gettext("{where}เพิ่ม{word}").format(where=where, word=word), "", f"{added} {word}" if added else ""
        )
        yield Change(
            gettext("{where}ลบ{word}").format(where=where, word=word), f"{gone} {word}" if gone else "", ""
        )
    if was == now:
        yield Change(
            gettext("{where}ลำดับและคำบรรยายหลักฐาน").format(where=where), _captions(old), _captions(new)
        )


def _identity(piece: Evidence) -> tuple[str, str]:
    return piece.kind, piece.url if piece.kind == EvidenceKind.LINK else piece.sha256


def _captions(pieces: Sequence[Evidence]) -> str:
    days = [long_date(piece.event_date) if piece.event_date else "" for piece in pieces]
    return _number_lines(
        " ".join(filter(None, (piece.caption, piece.name, day)))
        for piece, day in zip(pieces, days, strict=True)
    )
