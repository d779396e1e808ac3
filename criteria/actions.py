"""What site administrators do to criteria packs; each function is one transaction and writes the audit log.

A version is a draft until it is published. From then on it is frozen: scores refer to it, so a correction is a new version.
"""

import hashlib
import json
from pathlib import PurePath

from django.db import transaction
from django.utils import timezone

from agencies.auditlog.writing import record
from agencies.models import User
from criteria.mapping import MappingEntry, describe_mapping
from criteria.models import CriteriaPack, CriteriaPackQuerySet, source_path
from criteria.packs import is_workbook
from criteria.problems import Problem
from criteria.rules import validate
from itaportal.keeping.kept import keep
from itaportal.language import gettext


class CriteriaRefused(Exception):
    """The criteria data break a rule or change a published version; ``problems`` say where, in Thai."""

    def __init__(self, problems: list[Problem]):
        super().__init__("; ".join(f"{problem.path}: {problem.message}" for problem in problems))
        self.problems = problems


class PackChanged(Exception):
    """The draft is not the one the person has seen: replaced, published or thrown away meanwhile."""


@transaction.atomic
def load_pack(*, data: dict, by: User | None = None) -> tuple[CriteriaPack, bool]:
    """Store a version of a year's criteria as published; loading the same content again changes nothing.

    Returns the pack and whether it is new. Raises CriteriaRefused for invalid content and for other content
    under a version number that is already published.
    """
    pack = _store_draft(data, by=by)
    if pack.is_published:
        return pack, False
    CriteriaPack.objects.drafts().filter(pk=pack.pk).update(published_at=timezone.now(), published_by=by)
    pack.refresh_from_db()
    record("criteria.load", pack, by=by, agency=None, after={"sha256": pack.sha256})
    return pack, True


@transaction.atomic
def upload(*, data: dict, source: bytes, name: str, by: User) -> CriteriaPack:
    """Store an uploaded pack as a draft, in place of an older draft of the same version; keep the file.

    The same content as published is no draft: that pack is returned. Raises CriteriaRefused as ``load_pack`` does.
    """
    pack = _store_draft(data, by=by)
    if pack.is_published:
        return pack
    pack.source_name = PurePath(name).name[:200]
    _keep(pack, source)
    pack.save(update_fields=["source_name", "source"])
    after = {"sha256": pack.sha256, "name": pack.source_name, "size": len(source)}
    record("criteria.upload", pack, by=by, agency=None, after=after)
    return pack


@transaction.atomic
def publish(*, pack: CriteriaPack, sha256: str, by: User) -> None:
    """Freeze a draft and put it to use; publishing it twice changes nothing.

    ``sha256`` is the content that the person has seen. Raises PackChanged when the draft is another one by now, and
    CriteriaRefused when a later version of the year is published already or the year before no longer fits.
    """
    stored = _seen(CriteriaPack.objects.all(), pack, sha256)
    if stored.is_published:
        return
    later = CriteriaPack.objects.published().filter(
        fiscal_year=stored.fiscal_year, version__gt=stored.version
    )
    if newest := later.order_by("-version").first():
        raise CriteriaRefused(
            [
                Problem(
                    "version",
                    gettext("{newest} เผยแพร่แล้ว กรุณาเพิ่มเลขรุ่นให้มากกว่า {version} แล้วอัปโหลดใหม่").format(
                        newest=newest, version=newest.version
                    ),
                )
            ]
        )
    _refuse(_against_year_before(stored.data))
    stored.published_at, stored.published_by = timezone.now(), by
    stored.save(update_fields=["published_at", "published_by"])
    record("criteria.publish", stored, by=by, agency=None, after={"sha256": sha256})


@transaction.atomic
def discard(*, pack: CriteriaPack, sha256: str, by: User) -> None:
    """Throw a draft away. Raises PackChanged when it is published or another one by now."""
    stored = _seen(CriteriaPack.objects.drafts(), pack, sha256)
    record("criteria.discard", stored, by=by, agency=None, before={"sha256": sha256})
    stored.delete()


@transaction.atomic
def save_mapping(*, pack: CriteriaPack, sha256: str, entry: MappingEntry, by: User) -> bool:
    """Put the mapping to the year before into a draft; return whether that changed anything.

    The uploaded file stays as it was uploaded. Raises PackChanged as ``discard`` does, and CriteriaRefused.
    """
    stored = _seen(CriteriaPack.objects.drafts(), pack, sha256)
    data = entry.into(stored.data)
    if data == stored.data:
        return False
    _refuse(check(data))
    digest = _digest(data)
    drafts = CriteriaPack.objects.drafts().filter(pk=stored.pk, sha256=sha256)
    if not drafts.update(data=data, sha256=digest):
        raise PackChanged
    before, after = (
        describe_mapping(stored.data) | {"sha256": sha256},
        describe_mapping(data) | {"sha256": digest},
    )
    record("criteria.save_mapping", stored, by=by, agency=None, before=before, after=after)
    return True


def check(data: dict) -> list[Problem]:
    """Return what is wrong with a pack by itself, and with its mapping to the year before as published."""
    return validate(data) or _against_year_before(data)


def _seen(packs: CriteriaPackQuerySet, pack: CriteriaPack, sha256: str) -> CriteriaPack:
    """Return the pack, locked, if it is among these and its content is still what the person has seen."""
    stored = packs.select_for_update().filter(pk=pack.pk).first()
    if stored is None or stored.sha256 != sha256:
        raise PackChanged
    return stored


def _digest(data: dict) -> str:
    return hashlib.sha256(json.dumps(data, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _keep(pack: CriteriaPack, source: bytes) -> None:
    """Store the file under its own hash, once."""
    name = "sha256-{sha256}" + (".xlsx" if is_workbook(source) else ".yaml")
    pack.source = keep(source_path(pack, name), source)


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise CriteriaRefused(problems)


def _against_year_before(data: dict) -> list[Problem]:
    """Return where the mapping names indicators that the year before does not have."""
    before = data["previous"] and CriteriaPack.objects.of_year(data["fiscal_year"] - 1)
    if not before:
        return []
    known = {entry.code for entry in before.criteria.indicators}
    return [
        Problem(
            f"previous.indicators.{code}",
            gettext("ปี {fiscal_year} ไม่มีตัวชี้วัดที่ {old} กรุณาตรวจเลข").format(
                fiscal_year=before.fiscal_year, old=old
            ),
        )
        for code, sources in data["previous"]["indicators"].items()
        for old in sources
        if old not in known
    ]


def _store_draft(data: dict, *, by: User | None) -> CriteriaPack:
    """Return the row of that version with this content: the published one, or a draft, which is overwritten."""
    _refuse(check(data))
    digest = _digest(data)
    content = {"data": data, "sha256": digest, "loaded_by": by, "source": "", "source_name": ""}
    pack, created = CriteriaPack.objects.get_or_create(
        fiscal_year=data["fiscal_year"], version=data["version"], defaults=content
    )
    if created or pack.sha256 == digest:
        return pack
    drafts = CriteriaPack.objects.drafts().filter(pk=pack.pk)
    # A draft that is published at this moment is left alone: the database compares and writes in one step.
    if not drafts.update(**content, loaded_at=timezone.now()):
        newest = CriteriaPack.objects.filter(fiscal_year=pack.fiscal_year).latest("version").version
        message = gettext(
            "{pack} เผยแพร่แล้วด้วยเนื้อหาอื่น กรุณาเพิ่มเลขรุ่น (version) เป็น {newest} ก่อนนำเข้าใหม่"
        ).format(pack=pack, newest=newest + 1)
        raise CriteriaRefused([Problem("version", message)])
    return CriteriaPack.objects.get(pk=pack.pk)
