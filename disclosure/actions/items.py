"""Writing the answer to an O-item."""

from typing import Any

from django.db import transaction

from agencies.entered_values import complete_values, entered_names, record_change, store_values
from agencies.models import Agency, User
from disclosure.models import Disclosure

DISCLOSURE_FIELDS = entered_names(Disclosure, "department")


@transaction.atomic
def save_disclosure(
    *, agency: Agency, fiscal_year: int, code: str, version: int, by: User | None, **values: Any
) -> Disclosure:
    """Store the answer to an item of a year, by field name; ``version`` is 0 for what was not stored yet.

    Raises StaleEdit when somebody saved something else first.
    """
    values = complete_values(Disclosure, DISCLOSURE_FIELDS, values)
    key = {"agency": agency, "fiscal_year": fiscal_year, "code": code}
    rows = Disclosure.objects.select_related("agency", "department")
    row, before = store_values(rows, key, values, version, by)
    record_change("disclosure.save", row, before, *DISCLOSURE_FIELDS, by=by, agency=agency)
    return row
