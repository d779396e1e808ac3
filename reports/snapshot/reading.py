"""Storing a snapshot as text and opening it again.

A stored snapshot is known by the hash of its text, and never written again: what opens it here may know more fields.
"""

import hashlib
import json

from reports.snapshot.model import PublicSnapshot, Snapshot


def canonical(snapshot: Snapshot | PublicSnapshot) -> str:
    """Return the snapshot as JSON that is the same for the same content."""
    return json.dumps(data_of(snapshot), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def data_of(snapshot: Snapshot | PublicSnapshot) -> dict:
    """Return the snapshot as plain data for JSON."""
    return snapshot.model_dump(mode="json", by_alias=True)


def read_snapshot(text: str) -> Snapshot:
    """Return a stored snapshot, of this or an earlier version; raises ValueError for what is none."""
    return Snapshot.model_validate_json(text)


def fingerprint_of(snapshot: Snapshot) -> str:
    """Return what tells the snapshot from any that says something else."""
    return sha256_of(canonical(snapshot))


def sha256_of(text: str) -> str:
    """Return what a stored snapshot is known by."""
    return hashlib.sha256(text.encode()).hexdigest()
