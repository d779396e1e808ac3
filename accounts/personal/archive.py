"""A person's data as one file: JSON for programs, a page and tables for people."""

import csv
import io
import json
import zipfile
from collections.abc import Sequence
from datetime import datetime

from django.template.loader import render_to_string
from django.utils import timezone

from accounts.personal.gathering import Part
from agencies.models import User
from itaportal.csvtext import harmless

_BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads Thai as Latin letters


def write_archive(user: User, parts: Sequence[Part], at: datetime) -> bytes:
    """Return the ZIP archive."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.json", _json(parts, at))
        archive.writestr("index.html", _page(user, parts, at))
        for part in parts:
            archive.writestr(f"tables/{part.name}.csv", _csv(part))
    return output.getvalue()


def _json(parts: Sequence[Part], at: datetime) -> str:
    told = {
        part.name: [dict(zip((code for code, _ in part.columns), row, strict=True)) for row in part.rows]
        for part in parts
    }
    return json.dumps({"made_at": at.isoformat(), "data": told}, ensure_ascii=False, indent=1)


def _page(user: User, parts: Sequence[Part], at: datetime) -> str:
    words = {"person": user, "parts": parts, "at": timezone.localtime(at)}
    return render_to_string("accounts/personal_data_file.html", words)


def _csv(part: Part) -> str:
    output = io.StringIO()
    writer = csv.writer(output)
    writer.writerow([harmless(label) for _, label in part.columns])
    writer.writerows([harmless(text) for text in row] for row in part.rows)
    return _BYTE_ORDER_MARK + output.getvalue()
