"""No more probes than allowed run at a time, whichever process asks, and whoever finds no place is told."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from itaportal.probes import Bounds, ProbeBusy, ProbeFailed, Turns, ask, turns

BOUNDS = Bounds(seconds=5, memory=200 << 20, patience=30)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(turns, "_folder", tmp_path / "turns")
    return tmp_path / "turns"


@pytest.fixture
def probe(tmp_path):
    """A probe that notes its process when it starts, and ends once there is a file called ``go``."""
    path = tmp_path / "waiting_probe.py"
    path.write_text(
        "import os, time\nfrom pathlib import Path\n"
        f"here = Path({str(tmp_path)!r})\n"
        "def answer(data):\n"
        "    (here / f'started-{os.getpid()}').touch()\n"
        "    while not (here / 'go').exists(): time.sleep(0.02)\n"
        "    return 'answered'\n"
    )
    return path


def bounded(places, patience=0.0):
    return Bounds(BOUNDS.seconds, BOUNDS.memory, BOUNDS.patience, turns=Turns("some", places, patience))


def started(tmp_path, count):
    while len(found := list(tmp_path.glob("started-*"))) < count:
        time.sleep(0.02)
    return found


def test_all_but_two_of_many_are_told_at_once_that_the_portal_is_busy(probe, tmp_path):
    def asking(_):
        try:
            return ask(probe, b"", bounded(2))
        except ProbeBusy as busy:
            return str(busy)

    with ThreadPoolExecutor(8) as pool:
        answers = [pool.submit(asking, number) for number in range(8)]
        started(tmp_path, 2)
        # The six others end although nobody has let the two go.
        while sum(one.done() for one in answers) < 6:
            time.sleep(0.02)
        assert len(started(tmp_path, 2)) == 2
        (tmp_path / "go").touch()
        found = sorted(one.result() for one in answers)
    assert found == ["answered"] * 2 + ["ระบบกำลังตรวจไฟล์อื่นอยู่ กรุณาลองใหม่ในอีกสักครู่"] * 6
    assert ask(probe, b"", bounded(2)) == "answered"


def test_who_may_wait_gets_the_turn_of_who_is_through(probe, tmp_path):
    (tmp_path / "go").touch()
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: ask(probe, b"", bounded(1, patience=60)), range(4)))
    assert found == ["answered"] * 4


def test_a_turn_is_handed_back_whatever_the_probe_does(tmp_path):
    broken = tmp_path / "broken_probe.py"
    broken.write_text("def answer(data): raise ValueError\n")
    for _ in range(3):
        with pytest.raises(ProbeFailed):
            ask(broken, b"", bounded(1))


def test_kinds_do_not_take_each_others_turns(probe, tmp_path):
    with turns.turn(Turns("others", 1, 0)), turns.turn(None):
        (tmp_path / "go").touch()
        assert ask(probe, b"", bounded(1)) == "answered"


def test_a_turn_is_held_over_all_processes_until_the_probe_itself_has_ended(probe, tmp_path, folder):
    script = (
        "from pathlib import Path\nfrom itaportal.probes import Bounds, Turns, ask\n"
        "from itaportal.probes.turns import keep_turns_in\n"
        f"keep_turns_in(Path({str(folder)!r}))\n"
        f"ask(Path({str(probe)!r}), b'', Bounds(5, {200 << 20}, 60, turns=Turns('some', 1, 0)))\n"
    )
    other = subprocess.Popen([sys.executable, "-c", script])
    [mark] = started(tmp_path, 1)
    with pytest.raises(ProbeBusy):
        ask(probe, b"", bounded(1))

    other.kill()
    other.wait()
    with pytest.raises(ProbeBusy):  # its probe goes on
        ask(probe, b"", bounded(1))

    os.kill(int(mark.name.removeprefix("started-")), signal.SIGKILL)
    (tmp_path / "go").touch()
    assert ask(probe, b"", bounded(1, patience=30)) == "answered"
