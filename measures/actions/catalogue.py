"""The shared catalogue of measures."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from measures.models import CatalogueMeasure


@transaction.atomic
def load_catalogue(*, entries: Iterable[Mapping[str, Any]]) -> int:
    """Bring the shared catalogue up to date with the given entries, recognised by their keys; return how many."""
    rows = [
        CatalogueMeasure(
            key=entry["key"],
            kind=entry["kind"],
            title=entry["title"],
            weak_point=entry.get("weak_point", ""),
            steps=entry["steps"],
            follow_up=entry.get("follow_up", ""),
            indicator_codes=entry["indicators"],
            topic_numbers=entry.get("topics", []),
            source=entry["source"],
        )
        for entry in entries
    ]
    CatalogueMeasure.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=[
            "kind", "title", "weak_point", "steps", "follow_up", "indicator_codes", "topic_numbers", "source",
        ],
    )  # fmt: skip
    return len(rows)
