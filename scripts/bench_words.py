"""Proof-reading: how many slips it finds, how many right words it calls wrong, and how much processor time a text
takes.

The slips are those of ``tests/data/slips.txt``; the right words those of the sample agencies' data, which were read by
people. Limits: every slip found, at most one right word of 200 called wrong, 100,000 letters in a second.
"""

import re
import sys
import time
from pathlib import Path

from itaportal.thai.proofing import slips
from itaportal.thai.words import words_of

ROOT = Path(__file__).resolve().parent.parent
NAMES = ("องค์การบริหารส่วนตำบลทุ่งน้อย", "ตำบลทุ่งน้อย")
LIMITS = {"right_words_for_a_false_alarm": 200, "seconds": 1.0}
_MARKED = re.compile(r"(.*)\[(.+)>(.+)\](.*)")
_THAI = re.compile("[ก-ฮ][ก-๎]+")
_TYPED = re.compile("[ก-๎][^\n\"'{}]*")
LETTERS = 100_000


def measure() -> dict[str, float]:
    """Return slips, those found and rightly mended, right words, false alarms, and seconds for a long text."""
    slips("พร้อม มาตราการ ทิชม")  # the dictionaries are read before the time counts
    marked = [
        _MARKED.fullmatch(line)
        for line in (ROOT / "tests" / "data" / "slips.txt").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    found = [_found(match) for match in marked if match]
    texts = [
        text
        for file in sorted((ROOT / "fixtures" / "demo").glob("*.yaml"))
        for text in _TYPED.findall(file.read_text(encoding="utf-8"))
    ]
    long = ("\n".join(texts) * 3)[:LETTERS]
    start = time.process_time()
    slips(long)
    seconds = time.process_time() - start
    return {
        "slips": len(found),
        "found": sum(place for place, _ in found),
        "mended": sum(meant for _, meant in found),
        "right_words": sum(bool(_THAI.search(word)) for text in texts for word in words_of(text)),
        "false_alarms": sum(len(slips(text)) for text in texts),
        "letters": len(long),
        "seconds": round(seconds, 3),
    }


def _found(match: re.Match[str]) -> tuple[bool, bool]:
    """Return whether the slip is found where it stands, and whether what is meant comes first."""
    before, wrong, right, after = match.groups()
    told = [
        slip
        for slip in slips(before + wrong + after, NAMES)
        if slip.start < len(before + wrong) and slip.end > len(before)
    ]
    return bool(told), any(slip.word == wrong and slip.suggestions[:1] == (right,) for slip in told)


def report(figures: dict[str, float]) -> None:
    """Print the figures with their limits."""
    alarms, words = figures["false_alarms"], figures["right_words"]
    within = alarms * LIMITS["right_words_for_a_false_alarm"] <= words
    sys.stdout.write(
        f"\nproof-reading\n\nslips found      {figures['found']} of {figures['slips']}, rightly mended {figures['mended']}\n"
        f"right words      {words:,}, called wrong {alarms} "
        f"({'within' if within else 'OVER'} 1 in {LIMITS['right_words_for_a_false_alarm']})\n"
        f"{figures['letters']:,} letters  {figures['seconds']:.2f} s "
        f"({'within' if figures['seconds'] <= LIMITS['seconds'] else 'OVER'} {LIMITS['seconds']:.0f} s)\n"
    )


if __name__ == "__main__":
    report(measure())
