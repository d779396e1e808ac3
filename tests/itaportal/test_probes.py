"""Probes run bounded, on their own, and say why they give no answer."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from itaportal.probes import Bounds, ProbeFailed, ProbeRefused, ask, ask_for_lines
from itaportal.probes.staying import StayingProbe

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


@pytest.fixture
def stays(probe):
    """Return a probe that stays, and what is to be done before its answer: its process's number and the data's length."""
    kept = []

    def begun(body: str = "", *, bounds: Bounds = BOUNDS, idle: int = 60):
        kept.append(
            StayingProbe(probe(f"{body}\nimport os\nyield os.getpid()\nyield len(data)"), bounds, idle)
        )
        return kept[-1]

    yield begun
    for each in kept:
        each._end()


def test_one_process_answers_question_after_question_of_any_length(stays):
    staying = stays()

    (first, short), (second, long) = staying.ask(b"12"), staying.ask(b"3" * MEGABYTE)

    assert first == second != os.getpid()
    assert (short, long) == (3, MEGABYTE + 1)


def test_questions_of_several_threads_get_their_own_answers(stays):
    staying = stays()

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda size: staying.ask(b"1" * size), range(40)))

    assert [length for _, length in answers] == [size + 1 for size in range(40)]


def test_a_process_that_was_killed_or_ended_by_itself_is_followed_by_another(stays):
    staying = stays(idle=1)
    (first, _) = staying.ask(b"")
    os.kill(first, signal.SIGKILL)
    (second, _) = staying.ask(b"")
    time.sleep(1.5)
    (third, _) = staying.ask(b"")

    assert len({first, second, third}) == 3


@pytest.mark.parametrize("body", ["raise ValueError", "import time; time.sleep(60)"])
def test_who_gives_no_answer_fails_and_may_be_asked_again(stays, body):
    bounds = Bounds(seconds=5, memory=200 * MEGABYTE, patience=1)
    staying = stays(f"if len(data) > 1:\n    {body}", bounds=bounds)

    with pytest.raises(ProbeFailed):
        staying.ask(b"1")

    assert staying.ask(b"")[1] == 1


def test_it_ends_with_the_process_that_asked(probe):
    body = "import os\nyield os.getpid()"
    path, bounds = probe(body), "Bounds(seconds=5, memory=200 << 20, patience=20)"
    asking = (
        "import os, signal; from pathlib import Path; from itaportal.probes import Bounds;"
        "from itaportal.probes.staying import StayingProbe;"
        f"print(StayingProbe(Path({str(path)!r}), {bounds}, idle=60).ask(b'')[0], flush=True);"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    number = int(subprocess.run([sys.executable, "-c", asking], capture_output=True, check=False).stdout)

    until = time.monotonic() + 20
    while _runs(number):
        assert time.monotonic() < until
        time.sleep(0.05)


def _runs(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/cmdline").read_bytes() != b""
    except FileNotFoundError:
        return False
