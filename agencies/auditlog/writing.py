"""Writing the audit log: called by actions, in the same transaction as the change it tells of."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from operator import itemgetter
from typing import Any, Protocol

from django.db import models, transaction
from django.utils import timezone

from agencies.auditlog.chain import CONTENT, ChainBreak, Link, compare_end, digest, follow_chain
from agencies.auditlog.models import AuditEvent, AuditHead
from agencies.auditlog.systemlog import tell_system
from itaportal.bulk import insert, update
from itaportal.language import in_thai

# Set by the middleware for the time of a request; empty in commands.
client_address: ContextVar[str] = ContextVar("client_address", default="")

_AT_ONCE = 500  # rows of a statement, below what any database takes
SITE_CHAIN = 0  # the head of the events that belong to no agency
_OF_EACH = (*(name for name in CONTENT if name != "at"), "hash")
_in_order = itemgetter(*_OF_EACH)
_as_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode
_SECRET = re.compile(r"passw|passphrase|secret|private_key|(^|_)pin(_|$)")


class HasKey(Protocol):
    """An agency as far as the log asks: its model object, or whatever else knows its id."""

    @property
    def pk(self) -> int: ...


class Actor(HasKey, Protocol):
    """A person as far as the log asks."""

    def get_full_name(self) -> str: ...


def values_of(row: models.Model, *fields: str) -> dict[str, str]:
    """Return the named fields as text, as the audit log keeps them."""
    return {name: _text(getattr(row, name)) for name in fields}


def record(
    action: str,
    row: models.Model,
    *,
    by: Actor | None,
    agency: HasKey | None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Append one event; ``before`` and ``after`` keep only what differs when both are given.

    ``by`` is None for a command run by the site's operator. Other writers of the agency wait until the transaction
    ends, so call it after the action has taken its own locks. Raises ValueError for a field that holds a secret and
    TypeError for the content of a file.
    """
    record_many(action, [NewEvent(row, agency, before, after)], by=by)


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A row as the log names it, for whoever writes more of them than model objects are worth making for."""

    model: type[models.Model]
    pk: int
    label: str

    @property
    def _meta(self):
        return self.model._meta

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True, slots=True)
class NewEvent:
    """What one event of many tells: the row, its agency (None: the site itself), values before and after."""

    row: models.Model | NamedRow
    agency: HasKey | None
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None


@in_thai()
def record_many(action: str, events: Sequence[NewEvent], *, by: Actor | None) -> None:
    """Append events as ``record`` does, in a number of queries that does not grow with them.

    No more than one event for each agency: a head goes on by one event at a time. Raises ValueError otherwise.
    """
    chains = [event.agency.pk if event.agency else SITE_CHAIN for event in events]
    if len(set(chains)) < len(chains):
        raise ValueError("Events of one agency are recorded one after the other.")
    if events:
        _append(chains, [_content(action, event, by) for event in events])


def _content(action: str, event: NewEvent, by: Actor | None) -> dict[str, Any]:
    before, after = event.before, event.after
    if before is not None and after is not None:
        pairs = {name: (_text(before.get(name)), _text(value)) for name, value in after.items()}
        changed = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
        before = {name: old for name, (old, _) in changed.items()}
        after = {name: new for name, (_, new) in changed.items()}
    return {
        "actor_id": by.pk if by else None,
        "actor_name": by.get_full_name()[:200] if by else "ระบบ",
        "address": client_address.get(),
        "agency_id": event.agency.pk if event.agency else None,
        "action": action,
        "object_type": event.row._meta.label_lower,
        "object_id": event.row.pk,
        "object_label": str(event.row)[:300],
        "before": _dump(before),
        "after": _dump(after),
    }


# Without a savepoint of its own: an action whose event cannot be written must not be committed either.
@transaction.atomic(savepoint=False)
def _append(chains: Sequence[int], contents: Sequence[dict[str, Any]]) -> None:
    heads = _locked_heads(chains)
    now, events, moves = timezone.now(), [], []
    for chain, content in zip(chains, contents, strict=True):
        head = heads[chain]
        whole = {**content, "at": now, "sequence": head.sequence + 1, "previous_hash": head.hash}
        whole["hash"] = digest(whole)
        events.append(_in_order(whole))
        moves.append((whole["sequence"], whole["hash"], chain, head.sequence, head.hash))
    _move_heads(moves)
    insert(AuditEvent, _OF_EACH, events, at=now)
    transaction.on_commit(partial(tell_system, [dict(zip(_OF_EACH, event, strict=True)) for event in events]))


def _locked_heads(chains: Iterable[int]) -> dict[int, Link]:
    # Always in the same order, so that two who lock many never wait for each other.
    ordered = sorted(chains)
    heads = _lock(ordered) if len(ordered) == 1 else {}
    if not heads:
        # Two first events at once: one of them adds the row, both then wait for it in turn.
        insert(AuditHead, ("agency_id",), [(chain,) for chain in ordered], or_keep=True)
        heads = _lock(ordered)
    return heads


def _lock(ordered: Sequence[int]) -> dict[int, Link]:
    heads = AuditHead.objects.select_for_update().order_by("pk").values_list("pk", "sequence", "hash")
    return {
        pk: Link(sequence, hash_)
        for start in range(0, len(ordered), _AT_ONCE)
        for pk, sequence, hash_ in heads.filter(pk__in=ordered[start : start + _AT_ONCE])
    }


def _move_heads(moves: Sequence[tuple[int, str, int, int, str]]) -> None:
    """Let each head go on from what it was."""
    moved = update(AuditHead, ("sequence", "hash"), ("agency_id", "sequence", "hash"), moves)
    if moved != len(moves):
        raise RuntimeError("An audit chain went on while its next event was written.")


def head_of(agency: HasKey | None) -> str:
    """Return where the agency's chain ends ("128:ab12…"), to be sealed into a document; "" without events."""
    return str(_head(agency.pk if agency else None))


def heads_of_all() -> dict[int, str]:
    """Return where every chain ends by agency id, 0 for the site's own, to be sealed together."""
    rows = AuditHead.objects.order_by("pk").values_list("pk", "sequence", "hash")
    return {pk: str(Link(sequence, hash_)) for pk, sequence, hash_ in rows if sequence}


def chains() -> list[int | None]:
    """Return the ids of all agencies that have a chain, also of deleted ones; None is the site's own."""
    known = set(AuditHead.objects.values_list("agency_id", flat=True))
    known |= {
        pk or SITE_CHAIN
        for pk in AuditEvent.objects.order_by().values_list("agency_id", flat=True).distinct()
    }
    return [pk or None for pk in sorted(known)]


def verify_chain(agency_id: int | None, sealed: Mapping[int, str]) -> ChainBreak | None:
    """Recompute a whole chain and return its first broken row, None when all is as it was written.

    ``sealed`` gives hashes by number as signed documents carry them: they show what the database alone cannot, a chain
    rewritten or cut off together with its head. Events may be added meanwhile.
    """
    last = follow_chain(_events(agency_id), sealed)
    if isinstance(last, ChainBreak):
        return last
    head = _head(agency_id)
    if head.sequence > last.sequence:
        # What was added between the two readings belongs to the chain as well.
        added = _events(agency_id, sequence__gt=last.sequence, sequence__lte=head.sequence)
        last = follow_chain(added, sealed, last)
    return last if isinstance(last, ChainBreak) else compare_end(last, head, sealed)


def _head(agency_id: int | None) -> Link:
    return Link(
        *AuditHead.objects.filter(pk=agency_id or SITE_CHAIN).values_list("sequence", "hash").first() or ()
    )


def _events(agency_id: int | None, **between: int) -> Iterator[dict[str, Any]]:
    of_chain = {"agency_id": agency_id} if agency_id else {"agency_id__isnull": True}
    events = AuditEvent.objects.filter(**of_chain, **between).order_by("sequence", "pk")
    return events.values(*CONTENT, "hash").iterator(chunk_size=2000)


def _dump(values: Mapping[str, Any] | None) -> str:
    if not values:
        return ""
    secret = [name for name in values if _SECRET.search(name)]
    if secret:
        raise ValueError(f"Secrets do not enter the audit log: {', '.join(secret)}")
    return _as_json({name: _text(value) for name, value in values.items()})


def _text(value: Any) -> str:
    if isinstance(value, str):
        return str(value)
    if value is None:
        return ""
    if isinstance(value, bytes | bytearray | memoryview):
        raise TypeError("The content of files does not enter the audit log.")
    if isinstance(value, list | dict):
        return _as_json(value)
    return str(value)
