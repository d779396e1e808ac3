"""Taking a file in; until its import is confirmed nothing else is written."""

import hashlib

from django.db import transaction

from agencies.auditlog.writing import record
from agencies.models import Agency, User
from exchange.enums import Blank, Mode
from exchange.models import Import, Source
from itaportal.keeping.kept import keep
from itaportal.language import marked
from itaportal.thai.spelling import clean_line
from measures.models import ProgressRound


@transaction.atomic
def upload(
    *,
    agency: Agency | None,
    table: str,
    fiscal_year: int,
    progress_round: ProgressRound | None = None,
    name: str,
    data: bytes,
    mode: Mode = Mode.UPDATE,
    blank: Blank = Blank.KEEP,
    source: Source | None = None,
    by: User | None,
) -> Import:
    """Keep the file under its sha256 and start an import of it; the same bytes are kept once.

    ``source`` is what the file's rows were chosen from, where it was made by the portal.
    """
    digest = hashlib.sha256(data).hexdigest()
    started = Import.objects.create(
        agency=agency,
        table=table,
        fiscal_year=fiscal_year,
        progress_round=progress_round,
        file=keep("imports/{sha256}", data),
        name=file_name(name),
        source=source,
        sha256=digest,
        size=len(data),
        mode=mode,
        blank=blank,
        by=by,
    )
    after = {"name": started.name, "table": table, "fiscal_year": fiscal_year, "sha256": digest}
    if source:
        after["source"] = f"{source.name} sha256 {source.sha256}"
    record("import.upload", started, by=by, agency=agency, after=after)
    return started


def file_name(name: str) -> str:
    """Return the name of an uploaded file without folders, as it is shown."""
    return clean_line(name.replace("\\", "/").rsplit("/", 1)[-1])[:150] or marked("ไฟล์ไม่มีชื่อ")
