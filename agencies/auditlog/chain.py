"""The chain of audit events as rules over plain values: every event carries the hash of the one before it.

Whoever changes, removes or reorders a row has to rewrite every later one and the chain's head; the heads sealed into
signed documents then disagree.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC
from enum import StrEnum
from typing import Any

from itaportal.language import gettext, gettext_lazy

# Everything an event tells; the row's own id is the database's and not part of it.
CONTENT = (
    "at", "actor_id", "actor_name", "address", "agency_id", "action", "object_type", "object_id", "object_label",
    "before", "after", "sequence", "previous_hash",
)  # fmt: skip

_canonical = json.JSONEncoder(ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode


class Fault(StrEnum):
    """What is wrong with a row; ``text`` says it in Thai after "รายการที่ N"."""

    MISSING = "missing"
    ALTERED = "altered"
    UNLINKED = "unlinked"
    HEAD = "head"
    SEALED = "sealed"

    @property
    def text(self) -> str:
        """Return the Thai words."""
        return _FAULTS[self]


_FAULTS = {
    Fault.MISSING: gettext_lazy("หายไปจากบันทึก"),
    Fault.ALTERED: gettext_lazy("ถูกแก้ไขหลังบันทึก"),
    Fault.UNLINKED: gettext_lazy("ไม่ต่อเนื่องกับรายการก่อนหน้า รายการใดรายการหนึ่งถูกแก้ไขหรือสลับที่"),
    Fault.HEAD: gettext_lazy("ไม่ตรงกับค่าปิดท้ายบันทึก"),
    Fault.SEALED: gettext_lazy("ไม่ตรงกับค่าที่ประทับไว้ในเอกสารที่ลงนามแล้ว"),
}


@dataclass(frozen=True, slots=True)
class ChainBreak:
    """The first row of a chain that is not as it was written."""

    sequence: int
    fault: Fault

    @property
    def text(self) -> str:
        """Return what is wrong in Thai."""
        return gettext("รายการที่ {sequence} {text}").format(sequence=self.sequence, text=self.fault.text)


@dataclass(frozen=True, slots=True)
class Link:
    """Number and hash of an event, or of the beginning (0 and "")."""

    sequence: int = 0
    hash: str = ""

    def __str__(self) -> str:
        """Return "128:ab12…", as it is sealed into documents; "" for a chain without events."""
        return f"{self.sequence}:{self.hash}" if self.sequence else ""


START = Link()


def digest(event: Mapping[str, Any]) -> str:
    """Return the sha256 in hex over everything the event tells; ``at`` is an aware datetime."""
    content = {name: event[name] for name in CONTENT}
    content["at"] = event["at"].astimezone(UTC).isoformat(timespec="microseconds")
    return hashlib.sha256(_canonical(content).encode()).hexdigest()


def follow_chain(
    events: Iterable[Mapping[str, Any]], sealed: Mapping[int, str], last: Link = START
) -> Link | ChainBreak:
    """Follow events in order of their numbers on from ``last``; return the last one, or the first broken row.

    ``sealed`` gives hashes by number that are known from outside the database.
    """
    for event in events:
        number = event["sequence"]
        fault = _fault(event, sealed, last)
        if fault:
            return ChainBreak(last.sequence + 1 if fault == Fault.MISSING else number, fault)
        last = Link(number, event["hash"])
    return last


def _fault(event: Mapping[str, Any], sealed: Mapping[int, str], last: Link) -> Fault | None:
    number = event["sequence"]
    if number > last.sequence + 1:
        return Fault.MISSING
    if number <= last.sequence or digest(event) != event["hash"]:
        return Fault.ALTERED
    if event["previous_hash"] != last.hash:
        return Fault.UNLINKED
    if sealed.get(number, event["hash"]) != event["hash"]:
        return Fault.SEALED
    return None


def compare_end(last: Link, head: Link, sealed: Mapping[int, str]) -> ChainBreak | None:
    """Compare where the events end with the chain's head and with what is known from outside."""
    if max([head.sequence, *sealed]) > last.sequence:
        return ChainBreak(last.sequence + 1, Fault.MISSING)
    if head.sequence < last.sequence:
        return ChainBreak(head.sequence + 1, Fault.HEAD)
    if head.hash != last.hash:
        return ChainBreak(last.sequence, Fault.HEAD)
    return None
