"""Judging a file ends, whatever is in it."""

import pytest

from approvals.signing import verdict
from approvals.signing.verdict import verify_file

pytestmark = pytest.mark.pdf


def test_endless_work_is_stopped(monkeypatch, document):
    monkeypatch.setattr(verdict, "_SECONDS", 0)

    assert not verify_file(document, trust_pems=()).readable


def test_all_memory_is_not_taken(monkeypatch, document):
    monkeypatch.setattr(verdict, "_MEMORY", 60 * 1024 * 1024)

    assert not verify_file(document, trust_pems=()).readable
