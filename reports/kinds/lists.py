"""Lists as people type them: lines that begin with "1)", "(1)", "1." or "-", told apart from ordinary lines."""

import re
from itertools import groupby

from reports import blocks
from reports.kinds.wording import lines
from reports.snapshot.plan import Measure

# A number that is followed by a digit is a score or a decimal heading, no mark.
_NUMBER = re.compile(r"\(?([0-9๐-๙]{1,2})[.)]\s*(?![0-9๐-๙])")
_DASH = re.compile(r"[-–•]\s*(?![0-9๐-๙])")


def point(line: str) -> str:
    """Return the line with its mark written "1. " or "- ", "" for a line without a mark."""
    if found := _NUMBER.match(line):
        return f"{found[1]}. {line[found.end() :]}"
    if found := _DASH.match(line):
        return f"- {line[found.end() :]}"
    return ""


def listed(text: str) -> tuple[str, ...]:
    """Return the text's lines with one way of writing marks; several lines without any mark are numbered."""
    plain = lines(text)
    marked = [point(line) for line in plain]
    if any(marked):
        return tuple(mark or line for mark, line in zip(marked, plain, strict=True))
    return tuple(_number_lines(list(plain)))


def _number_lines(plain: list[str]) -> list[str]:
    """Return the lines with their numbers, unless there is only one."""
    if len(plain) < 2:
        return plain
    return [f"{number}. {line}" for number, line in enumerate(plain, start=1)]


def listing(text: str, *, number: bool = False) -> list[blocks.Block]:
    """Return paragraphs for ordinary lines and points for marked ones; ``number`` marks them all if none is."""
    entries = listed(text) if number else tuple(point(line) or line for line in lines(text))
    return [
        block
        for marked, group in groupby(entries, key=lambda line: bool(point(line)))
        for block in ([blocks.Points(tuple(group))] if marked else map(blocks.Paragraph, group))
    ]


def numbered_steps(measure: Measure) -> tuple[str, ...]:
    """Return the steps' texts, numbered where there are several."""
    steps = [step.text for step in measure.steps]
    if len(steps) < 2:
        return tuple(line for step in steps for line in lines(step))
    bare = [_NUMBER.sub("", step, count=1) if _NUMBER.match(step) else step for step in steps]
    return tuple(line for step in _number_lines(bare) for line in lines(step))


def periods(measure: Measure) -> tuple[str, ...]:
    """Return the steps' own periods in their order where every step tells one, else the measure's and what is told."""
    steps = [step.period for step in measure.steps]
    if steps and all(steps):
        return tuple(dict.fromkeys(steps))
    told = (f"{number}. {text}" for number, text in enumerate(steps, start=1) if text)
    return (*lines(measure.period), *told)


def responsible(measure: Measure) -> tuple[str, ...]:
    """Return who is responsible, one a line; where the measure names nobody, those of its steps."""
    return lines(measure.responsible) or tuple(
        dict.fromkeys(step.responsible for step in measure.steps if step.responsible)
    )
