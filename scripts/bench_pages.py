"""Time and memory for each page of a document, in a process of its own.

`make bench` runs it for the largest document of the demonstration, and once more with that document's measures
repeated until it is as long as the longest we promise. Memory is the most that a fresh process had at any time
(ru_maxrss) after one render of the whole document, and again after all runs; it may not grow with them.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import time

import django
import pypdfium2

LONGEST = 200  # pages
UNIT = 1 if sys.platform == "darwin" else 2**10  # bytes; the system's unit of ru_maxrss


def sizes(runs: int) -> list[dict[str, object]]:
    """Return what the largest demo document costs, as it is and with measures for 200 pages."""
    largest = in_a_process("largest")
    times = in_a_process("times", largest["pk"], LONGEST)
    return [
        {"document": largest["name"], **in_a_process("figures", largest["pk"], 1, runs)},
        {"document": largest["name"], **in_a_process("figures", largest["pk"], times, min(runs, 2))},
    ]


def in_a_process(*arguments: object) -> dict[str, object]:
    # A process starts with the peak memory of the one that started it: a shell between them has none to hand on.
    shell = ["sh", "-c", '"$@"; exit $?', "sh"]
    command = [*shell, sys.executable, "-m", "scripts.bench_pages", *map(str, arguments)]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, timeout=600).stdout)


def largest() -> dict[str, object]:
    """Return the document with the most pages, and its name."""
    from reports.models import Document  # noqa: PLC0415

    documents = list(Document.objects.select_related("agency", "plan"))
    document = max(documents, key=lambda document: pages(rendered(snapshot_of(document.pk))))
    return {
        "pk": document.pk,
        "name": f"{document.kind} of {document.agency.slug} {document.plan.fiscal_year}",
    }


def times(pk: str, wanted: str) -> int:
    """Return how many times the document's measures make as many pages as wanted."""
    snapshot = snapshot_of(int(pk))
    repeated = 1
    while (length := pages(rendered(with_measures(snapshot, repeated)))) < int(wanted):
        repeated += max(1, (int(wanted) - length) * repeated // length)
    return repeated


def with_measures(snapshot, times: int):
    """Return the snapshot with its measures so many times."""
    plan = snapshot.plan.model_copy(update={"measures": snapshot.plan.measures * times})
    return snapshot.model_copy(update={"plan": plan})


def figures(pk: str, repeated: str, runs: str) -> dict[str, object]:
    """Return the median of the runs after the first, and the most memory at any time: of the first run and of all."""
    snapshot = with_measures(snapshot_of(int(pk)), int(repeated))
    length = pages(rendered(snapshot))
    first = peak()
    seconds = []
    for _ in range(int(runs)):
        start = time.perf_counter()
        rendered(snapshot)
        seconds.append(time.perf_counter() - start)
    return {
        "pages": length,
        "measures": len(snapshot.plan.measures),
        "seconds": round(statistics.median(seconds), 3),
        "seconds_per_page": round(statistics.median(seconds) / length, 4),
        "peak_mb": first,
        "peak_mb_of_all_runs": peak(),
    }


def peak() -> int:
    """Return the most memory this process had at any time, in megabytes of 10**6 bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * UNIT // 10**6


def snapshot_of(pk: int):
    # Models can be imported only after django.setup().
    from reports.models import Document  # noqa: PLC0415
    from reports.snapshot.building import build_snapshot  # noqa: PLC0415

    related = ("agency", "plan__assessment__criteria_pack", "round")
    return build_snapshot(Document.objects.select_related(*related).get(pk=pk))


def rendered(snapshot) -> bytes:
    from reports.pages import STYLESHEETS, document_html  # noqa: PLC0415
    from reports.typesetting.rendering import render_pdf  # noqa: PLC0415

    return render_pdf(document_html(snapshot), stylesheets=STYLESHEETS)


def pages(pdf: bytes) -> int:
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "itaportal.settings")
    django.setup()
    task = {"largest": largest, "times": times, "figures": figures}[sys.argv[1]]
    sys.stdout.write(json.dumps(task(*sys.argv[2:])))
