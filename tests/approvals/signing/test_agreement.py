"""Hash and database may be made to say anything: what the signatures must say themselves."""

from dataclasses import replace

import pytest

from approvals.signing.agreement import Recorded, disagreements
from approvals.signing.fields import SEAL_FIELD
from approvals.signing.verdict import FileVerdict, SignatureVerdict

HEAD = "7:abc"


def signature(field: str, **kwargs) -> SignatureVerdict:
    texts = dict.fromkeys(("signer", "organisation", "issuer", "serial", "reason"), "")
    values = {
        **texts, "name": "", "audit_head": "", "signed_at": None, "certified": False, "intact": True, "valid": True,
        "trusted": True, "own_seal": True, "whole_file": True, "allowed_changes": "", "timestamp_at": None, "problem": "",
    }  # fmt: skip
    return SignatureVerdict(field=field, **values | kwargs)


SEAL = signature(SEAL_FIELD, certified=True)
FIRST = signature("step-1", name="ก", audit_head=HEAD)
SECOND = signature("step-2", name="ข", audit_head=HEAD, own_seal=False, signer="นาง ข")
RECORD = [
    Recorded(SEAL_FIELD),
    Recorded("step-1", "ก", HEAD),
    Recorded("step-2", "ข", HEAD, by_seal=False, certificate="นาง ข · ผู้ออก"),
]
WHOLE = FileVerdict(
    readable=True,
    pages=1,
    signatures=(SEAL, FIRST, SECOND),
    altered=False,
    problem="",
    snapshot_sha256="data",
)


def signed(*signatures) -> FileVerdict:
    return replace(WHOLE, signatures=signatures)


def test_what_is_on_record_agrees():
    assert list(disagreements(WHOLE, RECORD, "data")) == []


@pytest.mark.parametrize(
    ("file", "fault"),
    [
        (replace(WHOLE, altered=True), "do not verify"),
        (replace(WHOLE, readable=False), "do not verify"),
        (replace(WHOLE, snapshot_sha256="others"), "data that it carries"),
        (signed(), "it is signed in []"),
        (signed(SEAL, FIRST), "it is signed in"),
        (signed(FIRST, SEAL, SECOND), "it is signed in"),
        (signed(SEAL, FIRST, SECOND, signature("step-3")), "it is signed in"),
        (signed(replace(SEAL, own_seal=False), FIRST, SECOND), f"{SEAL_FIELD} is not by the portal's seal"),
        (signed(replace(SEAL, certified=False), FIRST, SECOND), "does not protect"),
        (signed(SEAL, replace(FIRST, own_seal=False), SECOND), "step-1 is not by the portal's seal"),
        (signed(SEAL, replace(FIRST, name="ค"), SECOND), "step-1 does not say"),
        (signed(SEAL, replace(FIRST, audit_head="7:abd"), SECOND), "step-1 does not say"),
        (signed(SEAL, FIRST, replace(SECOND, signer="นาง ค")), "step-2 is by another certificate"),
    ],
)
def test_whatever_differs_is_told(file, fault):
    [told, *_] = disagreements(file, RECORD, "data")

    assert fault in told


def test_a_file_may_go_on_behind_the_record_only_where_it_is_said_to():
    longer = signed(SEAL, FIRST, SECOND, signature("step-3"))

    assert not any(disagreements(longer, RECORD, "data", more_allowed=True))
    assert any(disagreements(replace(longer, snapshot_sha256=""), RECORD, "data", more_allowed=True))
