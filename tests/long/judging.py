"""What is true afterwards: `python -m tests.long.judging FILE…`, one line for each thing that is wrong; exit 1 where there is one."""

import sys
from collections import Counter
from pathlib import Path

import django


def faults(lines: list[str]) -> list[str]:
    """Compare what was confirmed with what is stored."""
    from django_tasks_db.models import DBTaskResult

    from agencies.models import AgencyWord
    from approvals.models import Decision, Edition, RegisterEntry
    from assessments.models import IndicatorScore
    from exchange.actions.stages import _WORKING
    from exchange.models import Import
    from tests.long.acting import AGENCY, YEAR

    found = []
    words = set(AgencyWord.objects.values_list("word", flat=True))
    decided = Counter(Decision.objects.values_list("edition_id", flat=True))
    editions = set(Edition.objects.values_list("pk", flat=True))
    done = dict(Import.objects.values_list("pk", "state"))
    for line in lines:
        kind, key, *more = line.split()
        if kind == "word" and key not in words:
            found.append(f"lost: {line}")
        if kind == "edition" and (int(key) not in editions or decided[int(key)] < int(more[0])):
            found.append(f"lost: {line}")
        if kind == "import" and done.get(int(key)) not in ("done", "undone"):
            found.append(f"lost: {line} is {done.get(int(key))}")
    repeated = Counter(RegisterEntry.objects.exclude(number=None).values_list("agency", "year", "number"))
    found += [f"number used twice: {one}" for one, times in repeated.items() if times > 1]
    stated = Counter(Decision.objects.values_list("edition_id", "signatory__position"))
    found += [f"decided twice: {one}" for one, times in stated.items() if times > 1]
    scores = set(
        IndicatorScore.objects.filter(
            assessment__agency__slug=AGENCY, assessment__fiscal_year=YEAR
        ).values_list("score", flat=True)
    )
    if any(line.startswith("import") for line in lines) and len(scores) != 1:
        found.append(f"half an import: {sorted(scores)}")
    found += [f"import {pk} is still {state}" for pk, state in done.items() if state in _WORKING]
    stuck = DBTaskResult.objects.filter(status__in=("READY", "RUNNING"))
    found += [f"task {one.pk} is still {one.status}: {one.task_path}" for one in stuck]
    return found


if __name__ == "__main__":
    django.setup()
    told = [line for file in sys.argv[1:] for line in Path(file).read_text("utf-8").splitlines()]
    wrong = faults(told)
    sys.stdout.write("\n".join(wrong))
    sys.exit(bool(wrong))
