"""Time of a search among the measures of every municipality of the country, and of keeping the index.

    DATA_DIR=/tmp/bench python -m scripts.bench_search            on SQLite; the folder must be empty
    python -m tests.postgres -- python -m scripts.bench_search    on PostgreSQL

Only the index is filled: 8,317 agencies with 20 entries each, with the texts of the catalogue and a number of their own.
"""

import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from functools import cache

import django

AGENCIES, MEASURES, RUNS = 8317, 20, 15
QUESTIONS = {
    "two words": "คู่มือทรัพย์สิน",
    "a word of most texts": "หน่วยงาน",
    "a number": "แผนงานที่ 4321",
    "a slip": "ชองทางรองเรยน",
    "in part": "คู่มือทรัพย์สิน ดาวอังคาร ช่องทาง",
    "nothing": "ดาวอังคาร",
}


def fill() -> None:
    """Enter agencies and entries."""
    from agencies.models import Agency  # noqa: PLC0415 - models can be imported only after django.setup()
    from search.indexing import write_entries  # noqa: PLC0415

    chance = random.Random(1)
    texts = list(catalogue_texts())
    names = [
        (number, f"องค์การบริหารส่วนตำบลตัวอย่าง {number}", f"อบต.ตัวอย่าง {number}") for number in range(AGENCIES)
    ]
    agencies = Agency.objects.bulk_create(
        Agency(
            slug=f"bench-{number}",
            name=name,
            short_name=short,
            kind="อบต.",
            district="เมือง",
            province=f"จังหวัด {number % 77}",
        )
        for number, name, short in names
    )
    for start in range(0, AGENCIES, 100):
        part = agencies[start : start + 100]
        write_entries(
            [entry(agency, place, chance.choice(texts)) for agency in part for place in range(MEASURES)]
        )


def catalogue_texts() -> Iterator[tuple[str, str]]:
    import yaml  # noqa: PLC0415
    from django.conf import settings  # noqa: PLC0415

    text = (settings.BASE_DIR / "fixtures" / "measure_catalogue.yaml").read_text(encoding="utf-8")
    for row in yaml.load(text, Loader=yaml.CSafeLoader):
        yield row["title"], "\n".join([row.get("weak_point", ""), *row["steps"], row.get("follow_up", "")])


@cache
def words_of(title: str, text: str) -> tuple[str, str]:
    from search.analysis import index_terms  # noqa: PLC0415

    return " ".join(index_terms(title)), " ".join(index_terms(text))


def entry(agency, place: int, texts: tuple[str, str]):
    """Return an entry as it would be made of the texts; each text is cut once only."""
    from search.enums import Audience  # noqa: PLC0415
    from search.models import SearchEntry  # noqa: PLC0415

    number, year = agency.pk * MEASURES + place, 2560 + place % 8
    title_terms, body_terms = words_of(*texts)
    return SearchEntry(
        kind="measure",
        object_id=number,
        agency_id=agency.pk,
        audience=Audience.VIEW,
        fiscal_year=year,
        title=f"{texts[0]} แผนงานที่ {number}",
        text=texts[1],
        args=[year],
        title_terms=f"{title_terms} แผนงาน ที่ {number}",
        body_terms=body_terms,
        place_terms=f"A{agency.pk} Kmeasure Y{year}",
    )


def figures() -> dict[str, dict[str, object]]:
    """Return for each person and question how long it took, how many were found, and the statements."""
    return {
        f"{who}: {name}": figure(person, question)
        for who, person in people().items()
        for name, question in QUESTIONS.items()
    }


def people() -> dict[str, object]:
    """Return who searches: one who sees the country, one who sees a province, a member of one agency, a stranger."""
    from django.contrib.auth.models import AnonymousUser  # noqa: PLC0415

    from agencies.models import Agency, Membership, Oversight, User  # noqa: PLC0415

    users = {name: User.objects.get_or_create(username=name)[0] for name in ("country", "province", "agency")}
    Oversight.objects.get_or_create(user=users["country"], level="country")
    Oversight.objects.get_or_create(user=users["province"], level="province", province="จังหวัด 7")
    agency = Agency.objects.get(slug="bench-4000")
    Membership.objects.get_or_create(
        user=users["agency"], agency=agency, role="staff", position_title="นักวิเคราะห์"
    )
    return {**users, "stranger": AnonymousUser()}


def figure(person, question: str) -> dict[str, object]:
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from search.finding import find  # noqa: PLC0415
    from search.hits import hits  # noqa: PLC0415

    def asked():
        found = find(person, question)
        hits(person, found.keys[:20], found.words)
        return found

    with CaptureQueriesContext(connection) as statements:
        found = asked()
    return {**timed(asked), "found": len(found.keys), "statements": len(statements)}


def timed(act: Callable[[], object]) -> dict[str, float]:
    """Return the best and the median of some runs in milliseconds; on a busy machine the best tells more."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        act()
        times.append((time.perf_counter() - start) * 1000)
    return {"best_ms": round(min(times), 1), "median_ms": round(statistics.median(times), 1)}


def main() -> None:
    from django.core.management import call_command  # noqa: PLC0415

    from agencies.models import Agency  # noqa: PLC0415
    from search.warming import warm  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    warm()
    start = time.perf_counter()
    if not Agency.objects.exists():
        fill()
    filled = time.perf_counter() - start
    result = {
        "seconds_to_fill": round(filled),
        "ms_per_entry": round(filled / AGENCIES / MEASURES * 1000, 2),
        **figures(),
    }
    sys.stdout.write(json.dumps(result, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "itaportal.settings")
    django.setup()
    main()
