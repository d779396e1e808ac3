"""Time the workbook of many agencies: the portal's import beside django-import-export, same file and models.

8,317 agencies × 10 indicators, all new. Each runs in a process of its own on its own copy of a database, so that the
memory is its own as well; the portal's figure adds the process that reads the file. The portal also writes an audit
event for each agency and what is needed to undo the import, which the other does not.
"""

import hashlib
import io
import json
import os
import resource
import shutil
import subprocess
import sys
import time
from contextlib import redirect_stdout
from decimal import Decimal
from pathlib import Path

import django

AGENCIES, YEAR = 8317, 2565
DATABASE = "many.sqlite3"
PROGRAMS = {"portal": "portal", "django-import-export": "other"}
LIMITS = {"preview": 15, "import": 20, "mib": 200}


def compare(folder: Path, agencies: int = AGENCIES) -> dict[str, dict[str, float]]:
    """Return seconds of preview and import and the most memory of each program."""
    database, workbook = folder / DATABASE, folder / "many.xlsx"
    _run("prepare", database, workbook, str(agencies))
    results = {}
    for name, part in PROGRAMS.items():
        own = folder / f"{part}.sqlite3"
        shutil.copyfile(database, own)
        results[name] = json.loads(_run(part, own, workbook).splitlines()[-1])
    results["portal"]["mib"] += float(_run("reader", database, workbook))
    return results


def report(results: dict[str, dict[str, float]], agencies: int = AGENCIES) -> None:
    """Print the table; the last line tells how many times as fast the portal is."""
    sys.stdout.write(f"\nimport of {agencies:,} agencies × 10 indicators\n\n")
    for name, result in results.items():
        sys.stdout.write(
            f"{name:<22}preview{result['preview']:>7.1f} s   import{result['import']:>7.1f} s"
            f"{result['mib']:>6.0f} MiB at most\n"
        )
    ours, other = (results[name] for name in PROGRAMS)
    for result in (ours, other):
        result["both"] = round(result["preview"] + result["import"], 2)
    for step in ("preview", "import", "both"):
        ours[f"{step}_times_as_fast"] = round(other[step] / ours[step], 1)
    sys.stdout.write(
        f"portal is {ours['preview_times_as_fast']} × (preview) and {ours['import_times_as_fast']} × (import), "
        f"{ours['both_times_as_fast']} × (both) as fast; "
        + ", ".join(
            f"{step} {'within' if ours[step] < limit else 'OVER'} {limit}" for step, limit in LIMITS.items()
        )
        + "\n"
    )


def _run(part: str, database: Path, workbook: Path, *more: str) -> str:
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{database}", "DATA_DIR": str(database.parent)}
    command = [sys.executable, "-m", "scripts.bench_import", part, str(workbook), *more]
    return subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout


def prepare(workbook: Path, agencies: int) -> None:
    """Make the database with the agencies and the file with their scores."""
    from django.core.management import call_command  # noqa: PLC0415
    from openpyxl import Workbook  # noqa: PLC0415

    from agencies.models import Agency  # noqa: PLC0415
    from assessments.queries import criteria_of_year  # noqa: PLC0415

    with redirect_stdout(io.StringIO()):
        call_command("migrate", verbosity=0)
        call_command("load_criteria", verbosity=0)
    Agency.objects.bulk_create(
        Agency(
            slug=f"agency-{number}", name=f"องค์การบริหารส่วนตำบลตัวอย่าง {number}", short_name=f"อบต.ตัวอย่าง {number}",
            kind="อบต.", district="เมือง", province=f"จังหวัดที่ {number % 76}",
        )
        for number in range(agencies)
    )  # fmt: skip
    book = Workbook(write_only=True)
    sheet = book.create_sheet("คะแนน")
    indicators = criteria_of_year(YEAR).indicators
    sheet.append(
        ["รหัสหน่วยงาน", "ชื่อหน่วยงาน", "จังหวัด", "ปีงบประมาณ", *(each.code for each in indicators), "คะแนนรวม"]
    )
    for number in range(agencies):
        scores = [_score(number, place) for place in range(len(indicators))]
        total = round(sum(scores) / len(scores), 2)
        name = f"องค์การบริหารส่วนตำบลตัวอย่าง {number}"
        sheet.append([f"agency-{number}", name, f"จังหวัดที่ {number % 76}", YEAR, *scores, total])
    book.save(workbook)


def _score(number: int, place: int) -> float:
    digest = hashlib.sha256(f"{number} {place}".encode()).digest()
    return (6000 + int.from_bytes(digest[:2], "big") % 4001) / 100


def portal(workbook: Path) -> dict[str, float]:
    """Upload, preview and confirm as the pages do."""
    from agencies.models import Agency  # noqa: PLC0415
    from exchange.actions import confirm, read_import, upload  # noqa: PLC0415
    from exchange.enums import CountryTableName, ImportState  # noqa: PLC0415

    begin = time.perf_counter()
    started = upload(
        agency=None,
        table=CountryTableName.KNOWN,
        fiscal_year=YEAR,
        name=workbook.name,
        data=workbook.read_bytes(),
        by=None,
    )
    read_import(started=started)
    previewed = time.perf_counter()
    assert started.counts["new"] == Agency.objects.count(), (started.problem, started.counts)
    assert confirm(started=started, by=None).state == ImportState.DONE
    done = time.perf_counter()
    _check()
    return {"preview": round(previewed - begin, 2), "import": round(done - previewed, 2)}


def other(workbook: Path) -> dict[str, float]:
    """A resource as its documentation describes: a row is an assessment, a hook writes its scores."""
    from import_export import fields, resources, widgets  # noqa: PLC0415
    from tablib import Dataset  # noqa: PLC0415

    from agencies.models import Agency  # noqa: PLC0415
    from assessments.models import Assessment, IndicatorScore  # noqa: PLC0415
    from criteria.models import CriteriaPack  # noqa: PLC0415

    pack = CriteriaPack.objects.of_year(YEAR)
    codes = [each.code for each in pack.criteria.indicators]

    class AssessmentResource(resources.ModelResource):
        agency = fields.Field("agency", "รหัสหน่วยงาน", widget=widgets.ForeignKeyWidget(Agency, "slug"))
        fiscal_year = fields.Field("fiscal_year", "ปีงบประมาณ", widget=widgets.IntegerWidget())
        printed_total = fields.Field("printed_total", "คะแนนรวม", widget=widgets.DecimalWidget())

        class Meta:
            model = Assessment
            fields = ("agency", "fiscal_year", "printed_total")
            import_id_fields = ("agency", "fiscal_year")
            skip_unchanged = True

        def before_save_instance(self, instance, row, **kwargs):
            instance.criteria_pack = pack

        def after_save_instance(self, instance, row, **kwargs):
            scores = [
                IndicatorScore(assessment=instance, code=code, score=Decimal(str(row[code])))
                for code in codes
            ]
            IndicatorScore.objects.bulk_create(
                scores, update_conflicts=True, unique_fields=["assessment", "code"], update_fields=["score"]
            )

    def take_in(*, dry_run: bool) -> float:
        begin = time.perf_counter()
        dataset = Dataset().load(workbook.read_bytes(), format="xlsx")
        dataset.headers = [str(name) for name in dataset.headers]
        AssessmentResource().import_data(dataset, dry_run=dry_run, raise_errors=True)
        return round(time.perf_counter() - begin, 2)

    seconds = {"preview": take_in(dry_run=True), "import": take_in(dry_run=False)}
    _check()
    return seconds


def _check() -> None:
    from agencies.models import Agency  # noqa: PLC0415
    from assessments.models import IndicatorScore  # noqa: PLC0415

    assert IndicatorScore.objects.count() == Agency.objects.count() * 10


def _most_memory() -> float:
    """Return MiB of this program alone; to getrusage the process that started it counts as well."""
    [line] = [
        line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM:")
    ]
    return round(int(line.split()[1]) / 1024, 1)


def reader(workbook: Path) -> float:
    """Return MiB that the process needs which reads the file; to be asked by a process that is small itself.

    The kernel counts what a process was before it became another program.
    """
    from exchange.reading.files import read  # noqa: PLC0415

    read(workbook.read_bytes(), workbook.name)
    return round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, 1)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "itaportal.settings")
    task, source = sys.argv[1], Path(sys.argv[2])
    if task == "reader":
        sys.stdout.write(str(reader(source)))
        sys.exit()
    django.setup()
    if task == "prepare":
        prepare(source, int(sys.argv[3]))
    else:
        measured = {"portal": portal, "other": other}[task](source)
        sys.stdout.write(json.dumps({**measured, "mib": _most_memory()}) + "\n")
