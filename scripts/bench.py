"""Time the demo memo: our renderer against Chromium and LibreOffice printing the same HTML; then every kind of document,
long ones, imports, the reading of proofs, and what is read of whole reports.

Run by `make bench`, which names a temporary database. Ours is timed in a running process, as a clerk
meets it, and once more as a fresh process, as the two programs are.
"""

import contextlib
import io
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import django
import pypdfium2
from django.core.management import call_command

from scripts import bench_breaks, bench_import, bench_kinds, bench_whole, bench_words
from scripts.bench_pages import sizes

KIND, AGENCY, YEAR = "progress-memo", "sai-thong", 2565
DOCUMENT = (KIND, "--agency", AGENCY, "--year", str(YEAR))
OURS = "portal"


class MissingError(Exception):
    """A program to compare with is not installed."""


def main(target: Path, runs: int) -> None:
    django.setup()
    from overview.demo import seeds  # noqa: PLC0415 - needs the models

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        page = folder / "memo.html"
        with contextlib.redirect_stdout(io.StringIO()):
            call_command("migrate", verbosity=0)
            call_command("load_criteria", verbosity=0)
            # Their documents alone, so that figures of years can be compared.
            seeds.load(seeds.FOLDER)
            call_command("render_document", *DOCUMENT, "--format", "html", "--output", str(page))
        results = {
            OURS: measure(portal(), folder / "portal.pdf", runs),
            "portal, new process": measure(new_process, folder / "process.pdf", runs),
            "Chromium": measure(lambda pdf: chromium(page, pdf), folder / "chromium.pdf", runs),
            "LibreOffice": measure(lambda pdf: libreoffice(page, pdf), folder / "libreoffice.pdf", runs),
        }
        breaks = bench_breaks.shares(folder, chromium_if_installed)
        kinds = bench_kinds.compare(folder, chromium_if_installed, runs)
        long = sizes(runs)
        imports = bench_import.compare(folder)
    report(results, breaks, kinds, long, imports, bench_words.measure(), bench_whole.measure(), target)


def measure(make: Callable[[Path], None], pdf: Path, runs: int) -> dict[str, object]:
    """Return the seconds of each run after one that does not count, and what came out."""
    seconds = []
    try:
        for _ in range(runs + 1):
            pdf.unlink(missing_ok=True)
            start = time.perf_counter()
            make(pdf)
            seconds.append(time.perf_counter() - start)
    except MissingError as missing:
        return {"skipped": str(missing)}
    return {
        "median_seconds": round(statistics.median(seconds[1:]), 3),
        "seconds": [round(value, 3) for value in seconds[1:]],
        "pages": pages(pdf),
        "bytes": pdf.stat().st_size,
    }


def portal() -> Callable[[Path], None]:
    """Return what a request for a document not rendered before does, from stored data to stored PDF."""
    # Models can be imported only after django.setup().
    from reports.actions import rendered  # noqa: PLC0415
    from reports.enums import Format  # noqa: PLC0415
    from reports.models import Document  # noqa: PLC0415

    documents = Document.objects.filter(kind=KIND, agency__slug=AGENCY, plan__fiscal_year=YEAR)
    document = documents.order_by("-round__as_at")[0]

    def make(pdf: Path) -> None:
        document.renderings.all().delete()
        with rendered(document, Format.PDF).file.open("rb") as stored:
            pdf.write_bytes(stored.read())

    return make


def new_process(pdf: Path) -> None:
    script = "import sys, django; django.setup(); from scripts.bench import *; portal()(Path(sys.argv[1]))"
    run(sys.executable, "-c", script, pdf)


def chromium(page: Path, pdf: Path) -> None:
    program = installed("chromium", "chromium-browser", "google-chrome")
    profile = f"--user-data-dir={page.parent / 'chromium'}"
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", profile)
    run(program, *options, f"--print-to-pdf={pdf}", page.as_uri())


def chromium_if_installed(page: Path, pdf: Path) -> None:
    with contextlib.suppress(MissingError):
        chromium(page, pdf)


def libreoffice(page: Path, pdf: Path) -> None:
    program = installed("soffice", "libreoffice")
    profile = f"-env:UserInstallation={(page.parent / 'libreoffice').as_uri()}"
    options = ("--headless", "--convert-to", "pdf:writer_web_pdf_Export", "--outdir", page.parent)
    run(program, profile, *options, page)
    page.with_suffix(".pdf").rename(pdf)


def installed(*names: str) -> str:
    for name in names:
        if program := shutil.which(name):
            return program
    raise MissingError(f"{names[0]} is not installed")


def run(*command: str | Path) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120)


def pages(pdf: Path) -> int:
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def report(
    results: dict[str, dict[str, object]],
    breaks: dict[str, dict[str, int]],
    kinds: list[dict[str, object]],
    long: list[dict[str, object]],
    imports: dict[str, dict[str, float]],
    words: dict[str, float],
    wholes: dict[str, dict[str, bench_whole.Count]],
    target: Path,
) -> None:
    """Print the table and write the figures; a ratio says how many times as long as ours."""
    ours = results[OURS]["median_seconds"]
    sys.stdout.write(f"\n{KIND} of {AGENCY} {YEAR}, median of {len(results[OURS]['seconds'])} runs\n\n")
    for name, result in results.items():
        if "skipped" in result:
            sys.stdout.write(f"{name:<22}skipped: {result['skipped']}\n")
            continue
        result["ratio"] = round(result["median_seconds"] / ours, 2)
        sys.stdout.write(
            f"{name:<22}{result['median_seconds']:>8.3f} s{result['ratio']:>8.2f} ×"
            f"{result['pages']:>5} pages{result['bytes'] / 1024:>8.0f} KiB\n"
        )
    bench_breaks.report(breaks)
    bench_kinds.report(kinds)
    sys.stdout.write("\nportal, documents of many pages\n\n")
    for size in long:
        sys.stdout.write(
            f"{size['pages']:>4} pages{size['seconds_per_page'] * 1000:>8.1f} ms a page"
            f"{size['peak_mb']:>6} MB at most, {size['peak_mb_of_all_runs']} MB after all runs  {size['document']}, {size['measures']} measures\n"
        )
    bench_import.report(imports)
    bench_words.report(words)
    bench_whole.report(wholes)
    machine = {
        "python": platform.python_version(),
        "system": platform.platform(),
        "processors": os.cpu_count(),
    }
    document = [KIND, AGENCY, YEAR]
    figures = {
        "document": document,
        "machine": machine,
        "results": results,
        "line_ends": breaks,
        "kinds": kinds,
        "long": long,
        "imports": imports,
        "words": words,
        "wholes": {
            name: {part: asdict(count) for part, count in parts.items()} for name, parts in wholes.items()
        },
    }
    target.write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    sys.stdout.write(f"\nmake bench: figures in {target}\n")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "itaportal.settings")
    main(Path(sys.argv[1]), int(os.environ.get("RUNS", "5")))
