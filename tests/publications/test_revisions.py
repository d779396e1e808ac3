"""Finding what a file was before something was appended."""

import hashlib

import pytest

from publications.verification.revisions import earlier_revisions, is_pdf

FIRST = b"%PDF-1.7 one\n%%EOF\n"


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("appended", [b"x", b"\nmore\n%%EOF\n", b"\r\n"])
def test_what_was_appended_to_is_found(appended):
    assert sha256(FIRST) in set(earlier_revisions(FIRST + appended))


def test_end_without_line_break_is_found_too():
    ended = FIRST.rstrip()

    assert sha256(ended) in set(earlier_revisions(ended + b"\nmore\n%%EOF"))


def test_every_revision_is_found_but_not_the_file_itself():
    second = FIRST + b"two\n%%EOF\n"
    third = second + b"three\n%%EOF\n"

    found = set(earlier_revisions(third))

    assert {sha256(FIRST), sha256(second)} <= found
    assert sha256(third) not in found


def test_file_of_end_marks_alone_is_given_up():
    assert len(list(earlier_revisions(b"%%EOF\n" * 1_000_000))) <= 400


def test_pdf_is_known_by_its_beginning():
    assert is_pdf(FIRST)
    assert is_pdf(b"\n" * 100 + FIRST)
    assert not is_pdf(b"PK\x03\x04")
    assert not is_pdf(b" " * 5000 + FIRST)
