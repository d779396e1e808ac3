"""One word for one thing: what the design system says to avoid stands in no template and in no Thai literal."""

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

_ROW = re.compile(r"^\| ([^|]*[\u0e01-\u0e5b][^|]*) \| ([^|]+) \|$", re.MULTILINE)
# Strangers' words and documents are read, proof-read and printed as they are; migrations tell what once was said.
_NOT_OURS = {"docs", "fixtures", "scripts", "static", "tests"}
_AS_THEY_ARE = ("itaportal/thai/", "exchange/sources/", "reports/kinds/", "assessments/drafting/")
# Names inside certificates, and words on the paper of documents and letters, which stay as they were signed.
_KEPT = {
    ("approvals/signing/authority.py", "พอร์ทัล"),
    ("approvals/signing/reserved.py", "พอร์ทัล"),
    ("itaportal/apps.py", "พอร์ทัล"),
    ("reports/pages.py", "เลขทะเบียน"),
    ("templates/approvals/proposal_paper.html", "ข้าพเจ้า"),
}


def words_to_avoid() -> dict[str, str]:
    """Return what to say instead of each word of the table in the design system."""
    table = (ROOT / "docs" / "design-system.md").read_text("utf-8").split("## Words")[1].split("\n## ")[0]
    return {word.strip(): said for words, said in _ROW.findall(table) for word in words.split(",")}


def uttered() -> list[tuple[str, str]]:
    """Return the files that speak to people, with their text."""
    paths = [path for kind in ("*.html", "*.txt", "*.py") for path in _files(kind)]
    return [(str(path.relative_to(ROOT)), path.read_text("utf-8")) for path in paths]


def _files(kind: str) -> list[Path]:
    roots = [each for each in ROOT.iterdir() if each.is_dir() and not each.name.startswith(".")]
    found = [path for root in roots if root.name not in _NOT_OURS for path in root.rglob(kind)]
    return [
        path
        for path in found
        if "migrations" not in path.parts and not str(path.relative_to(ROOT)).startswith(_AS_THEY_ARE)
    ]


def test_a_thing_goes_by_its_one_word():
    avoided = words_to_avoid()
    assert len(avoided) > 15

    found = [
        (name, word, said)
        for name, text in uttered()
        for word, said in avoided.items()
        if word in text and (name, word) not in _KEPT
    ]

    assert found == []


@pytest.mark.parametrize(("name", "word"), sorted(_KEPT))
def test_what_is_let_be_is_still_there(name, word):
    assert word in (ROOT / name).read_text("utf-8")
