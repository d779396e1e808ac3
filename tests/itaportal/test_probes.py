"""Probes run bounded, on their own, and say why they give no answer."""

import pytest

from itaportal.probes import Bounds, ProbeFailed, ProbeRefused, ask, ask_for_lines

MEGABYTE = 1024 * 1024
BOUNDS = Bounds(seconds=5, memory=200 * MEGABYTE, patience=20)


@pytest.fixture
def probe(tmp_path):
    """Return the script of a probe with the text as the body of its answer."""

    def written(body: str):
        path = tmp_path / "some_probe.py"
        lines = "\n".join(f"    {line}" for line in body.splitlines())
        path.write_text(f"def answer(data, *arguments):\n{lines}\n", encoding="utf-8")
        return path

    return written


def test_the_answer_comes_as_it_is_given(probe):
    found = ask(probe("return {'ก': len(data), 'ข': arguments, 'ค': 'a\\nb'}"), b"123", BOUNDS, 7, 8)

    assert found == {"ก": 3, "ข": [7, 8], "ค": "a\nb"}


def test_several_answers_come_in_order(probe):
    assert ask_for_lines(probe("yield from range(3)"), b"", BOUNDS) == [0, 1, 2]


def test_a_lone_surrogate_is_no_character(probe):
    assert ask(probe("return '\\ud800'"), b"", BOUNDS) == "?"


def test_a_refusal_has_its_reason_also_after_some_answers(probe):
    body = "from itaportal.probes import ProbeRefused\nyield 1\nraise ProbeRefused('เสีย')"

    with pytest.raises(ProbeRefused, match=r"\Aเสีย\Z"):
        ask_for_lines(probe(body), b"", BOUNDS)


@pytest.mark.parametrize(
    "body",
    [
        "while True: pass",
        "import time; time.sleep(60)",
        "return len(bytes(10**9))",
        "return 'a' * 2000",
        "while True: yield 'a' * 100",
        "raise ValueError",
        "import os; os.abort()",
    ],
)
def test_what_goes_too_far_fails(probe, body):
    bounds = Bounds(seconds=1, memory=200 * MEGABYTE, patience=3, output=1000)

    with pytest.raises(ProbeFailed):
        ask(probe(body), b"", bounds)


@pytest.mark.parametrize(
    "action",
    [
        "import socket; socket.create_connection(('127.0.0.1', 80), timeout=1)",
        "import socket; socket.getaddrinfo('example.org', 80)",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.fork()",
    ],
)
def test_neither_the_network_nor_other_programs_are_reached(probe, action):
    body = f"try:\n    {action}\nexcept PermissionError as error:\n    return 'forbidden'"

    assert ask(probe(body), b"", BOUNDS) == "forbidden"


def test_bounds_hold_before_anything_is_loaded_and_settings_stay_outside(probe, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "secret")
    path = probe("return [limits, dict(os.environ)]")
    path.write_text(
        "import os, resource\n"
        "limits = [resource.getrlimit(each)[0] for each in (resource.RLIMIT_CPU, resource.RLIMIT_AS, resource.RLIMIT_CORE)]\n"
        + path.read_text(encoding="utf-8"),
        encoding="utf-8",
    )
    limits, environment = ask(path, b"", BOUNDS)

    assert limits == [BOUNDS.seconds, BOUNDS.memory, 0]
    assert "SECRET_KEY" not in environment
