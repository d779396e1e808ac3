"""The threat model promises only what a test holds."""

import re

from tests.conftest import ROOT

_DEFINED = re.compile(r"^def (test_\w+)", re.MULTILINE)
_NAMED = re.compile(r"`(test_\w+)`")


def test_every_test_that_the_threat_model_names_is_there():
    page = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    promised, _, rest = page.partition("## What is not promised")
    named = _NAMED.findall(promised)
    there = {
        name
        for file in (ROOT / "tests").rglob("test_*.py")
        for name in _DEFINED.findall(file.read_text("utf-8"))
    }

    assert len(named) >= 40
    assert set(named) - there == set()
    assert _NAMED.findall(rest) == []


def test_every_promise_names_a_test():
    page = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    promises = page.partition("## What is promised")[2].partition("## What is not promised")[0]
    items = re.split(r"^- ", promises, flags=re.MULTILINE)[1:]

    assert len(items) >= 20
    assert [item[:60] for item in items if not _NAMED.search(item)] == []
