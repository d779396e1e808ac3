"""Writing preliminary scores, why they are contested, and the files that show it."""

from collections.abc import Sequence
from copy import copy
from typing import Any

from django.db import transaction

from agencies.auditlog.writing import record, values_of
from agencies.entered_values import complete_values, entered_names, record_change, store_values
from agencies.models import Agency, User
from disclosure.models import Contest, ContestFile, ContestWindow
from itaportal.keeping.kept import keep
from measures.actions import TooMuchEvidence, remove_unused
from measures.evidence import Piece

CONTEST_FIELDS = entered_names(Contest, "is_disputed")
WINDOW_FIELDS = entered_names(ContestWindow, "is_done")
MAX_FILES = 10  # of an item
_AUDITED = ("title", "name", "sha256")


@transaction.atomic
def save_contest(
    *, agency: Agency, fiscal_year: int, code: str, version: int, by: User | None, **values: Any
) -> Contest:
    """Store what is said of an item's preliminary score, by field name; ``version`` is 0 for what was not stored yet.

    Raises StaleEdit when somebody saved something else first.
    """
    values = complete_values(Contest, CONTEST_FIELDS, values)
    key = {"agency": agency, "fiscal_year": fiscal_year, "code": code}
    row, before = store_values(Contest.objects.select_related("agency"), key, values, version, by)
    record_change("contest.save", row, before, *CONTEST_FIELDS, by=by, agency=agency)
    return row


@transaction.atomic
def save_window(
    *, agency: Agency, fiscal_year: int, version: int, by: User | None, **values: Any
) -> ContestWindow:
    """Store from when to when scores of the year can be contested; as ``save_contest``."""
    values = complete_values(ContestWindow, WINDOW_FIELDS, values)
    key = {"agency": agency, "fiscal_year": fiscal_year}
    row, before = store_values(ContestWindow.objects.all(), key, values, version, by)
    record_change("contest.window", row, before, *WINDOW_FIELDS, by=by, agency=agency)
    return row


@transaction.atomic
def add_files(*, contest: Contest, pieces: Sequence[Piece], title: str, by: User | None) -> list[ContestFile]:
    """Append checked files to an item; raises TooMuchEvidence before anything is stored."""
    agency = _lock(contest)
    taken = contest.files.count()
    if taken + len(pieces) > MAX_FILES:
        raise TooMuchEvidence(MAX_FILES - taken)
    added = []
    for piece in pieces:
        path = f"contests/{agency.pk}/{piece.sha256[:2]}/{piece.sha256}.{piece.extension}"
        row = ContestFile.objects.create(
            contest=contest, title=title, name=piece.name, sha256=piece.sha256, size=len(piece.data),
            file=keep(path, piece.data), uploaded_by=by,
        )  # fmt: skip
        record("contest.file_add", row, by=by, agency=agency, after=values_of(row, *_AUDITED))
        added.append(row)
    return added


@transaction.atomic
def delete_file(*, file: ContestFile, by: User) -> None:
    """Remove a file; its bytes go too unless another file of the agency has the same."""
    agency = _lock(file.contest)
    gone, before, path = copy(file), values_of(file, *_AUDITED), str(file.file.name)
    file.delete()
    record("contest.file_delete", gone, by=by, agency=agency, before=before)
    remove_unused(agency, [path], lambda path: ContestFile.objects.filter(file=path).exists())


def _lock(contest: Contest) -> Agency:
    # Stored files are shared within an agency: whoever writes or removes them waits here.
    return Agency.objects.select_for_update().get(pk=contest.agency_id)
