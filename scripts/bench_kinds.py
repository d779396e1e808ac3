"""Every kind of document against headless Chromium printing the same HTML: as in the demonstration, and of a plan of
120 measures.

Ours in a process of its own, warm, with the most memory it had; Chromium begins anew each time, as it must. Aims: the
memo twice as fast, every kind at least as fast, of 120 measures at most half as long again, in 250 MB.
"""

import statistics
import sys
import time
from collections.abc import Callable
from itertools import product
from pathlib import Path

from scripts.bench_breaks import newest_of_each_kind
from scripts.bench_pages import in_a_process, snapshot_of, with_measures

LONG = 120  # measures
_RUNS_OF_LONG = 1


def compare(folder: Path, chromium: Callable[[Path, Path], None], runs: int) -> list[dict[str, object]]:
    """Return pages, seconds and memory of every document, with its own measures and with 120.

    ``chromium`` prints a page as a PDF, or writes none where it is not installed.
    """
    from reports.pages import document_html  # noqa: PLC0415 - needs django.setup()

    found = []
    for document, long in product(newest_of_each_kind(), (False, True)):
        snapshot = snapshot_of(document.pk)
        times = LONG // len(snapshot.plan.measures) if long else 1
        counted = _RUNS_OF_LONG if long else runs
        figures = in_a_process("figures", document.pk, times, counted)
        page, printed = folder / "kind.html", folder / "kind.pdf"
        page.write_text(document_html(with_measures(snapshot, times), standalone=True), "utf-8")
        seconds = [_timed(chromium, page, printed) for _ in range(counted)]
        found.append({"kind": document.kind, **figures})
        if printed.exists():
            found[-1]["chromium_seconds"] = round(statistics.median(seconds), 3)
            printed.unlink()
    return found


def _timed(chromium: Callable[[Path, Path], None], page: Path, printed: Path) -> float:
    start = time.perf_counter()
    chromium(page, printed)
    return time.perf_counter() - start


def report(found: list[dict[str, object]]) -> None:
    """Print a line for each document; the ratio says how long ours takes against Chromium."""
    sys.stdout.write(f"\nevery kind, and of {LONG} measures, against Chromium on the same HTML\n\n")
    for row in sorted(found, key=lambda row: row["measures"] == LONG):
        theirs = row.get("chromium_seconds")
        against = f"{theirs:>8.2f} s{row['seconds'] / theirs:>7.2f} ×" if theirs else f"{'–':>18}"
        sys.stdout.write(
            f"{row['kind']:<20}{row['measures']:>4} measures{row['pages']:>5} pages{row['seconds']:>8.2f} s"
            f"{against}{row['seconds_per_page'] * 1000:>7.0f} ms a page{row['peak_mb']:>5} MB at most\n"
        )
