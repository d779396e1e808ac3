"""Where the audit log's chains ended, as sealed files say it: the signed documents, and a statement of every day.

Neither is in the database. Whoever rewrites a chain there would also have to sign, with a key that is not there.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from agencies.auditlog.sealed import merge_heads, read_head
from approvals.models import StoredFile
from approvals.signing import installation
from approvals.signing.stated_heads import stated_heads
from approvals.signing.statement import is_sealed, seal_statement

FOLDER = "audit-heads"
_SITE = 0
# What the page of the log looks at: each statement and each signature covers all that came before it.
_LATEST = 20


@dataclass(frozen=True, slots=True)
class Statement:
    """The heads of all chains on a day, by agency id, 0 for the site's own. ``sound``: sealed by this portal."""

    day: str
    sha256: str
    heads: dict[int, str]
    previous: str
    sound: bool


def is_written(day: str) -> bool:
    """Tell whether the heads of the day are sealed."""
    return default_storage.exists(_path(day))


def write_statement(day: str, heads: dict[int, str], portal: str) -> tuple[str, bytes, bytes] | None:
    """Seal and store the heads of a day; return the statement's hash, itself and its signature.

    Returns None where another process was faster. Raises SigningFailed, and OSError where it cannot be stored.
    """
    last = next((each for each in statements() if each.sound and each.day < day), None)
    content = {"portal": portal, "day": day, "previous": last.sha256 if last else "", "heads": heads}
    data = json.dumps(content, ensure_ascii=False, indent=0).encode()
    sha256 = hashlib.sha256(data).hexdigest()
    signature = seal_statement(data, installation.usable_seal(), installation.timestamp())
    # The statement comes last: where it is, its signature is there as well.
    signed = default_storage.save(_signature_path(day, sha256), ContentFile(signature))
    stored = default_storage.save(_path(day), ContentFile(data))
    if stored != _path(day):
        default_storage.delete(stored)
        default_storage.delete(signed)
        return None
    return sha256, data, signature


def statements() -> Iterator[Statement]:
    """Yield the stored statements, the latest first."""
    try:
        names = default_storage.listdir(FOLDER)[1]
    except FileNotFoundError:
        return
    seals = installation.own_seals()
    for name in sorted((name for name in names if name.endswith(".json")), reverse=True):
        yield _read(name.removesuffix(".json"), seals)


def _read(day: str, seals: frozenset[str]) -> Statement:
    try:
        data = _bytes(_path(day))
        sha256, content = hashlib.sha256(data).hexdigest(), json.loads(data)
        heads = {int(pk): str(head) for pk, head in content["heads"].items()}
        sound = content["day"] == day and is_sealed(data, _bytes(_signature_path(day, sha256)), seals)
        return Statement(day, sha256, heads, str(content["previous"]), sound)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Statement(day, "", {}, "", sound=False)


def _path(day: str) -> str:
    return f"{FOLDER}/{day}.json"


def _signature_path(day: str, sha256: str) -> str:
    """Told by the statement's hash: a process that died behind it is in nobody's way."""
    return f"{FOLDER}/{day}-{sha256}.p7s"


def _bytes(path: str) -> bytes:
    with default_storage.open(path) as file:
        return file.read()


def sealed_heads_of(agency_id: int | None) -> dict[int, str]:
    """Return the latest sealed hashes of a chain by number, for a check in passing."""
    daily = (each.heads.get(agency_id or _SITE, "") for each in islice(statements(), _LATEST) if each.sound)
    return merge_heads(head for text in (*daily, *_in_documents(agency_id)) for head in read_head(text))


def _in_documents(agency_id: int | None) -> Iterator[str]:
    files = StoredFile.objects.order_by("-pk")
    if agency_id:
        files = files.filter(edition__document__agency=agency_id)
    for stored in files[:_LATEST]:
        try:
            pdf = _bytes(stored.file.name or "")
        except (OSError, ValueError):
            continue
        for agency, site in stated_heads(pdf):
            yield agency if agency_id else site
