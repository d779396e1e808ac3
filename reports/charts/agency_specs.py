"""Charts of an agency's year beyond its documents, as plain data from plain values.

As in specs.py every value is written in figures and what is not known leaves its place empty; gold is what is now,
red what must be done.
"""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

from itaportal.thai.breaks import wrapped
from itaportal.thai.dates import SHORT_MONTHS, short_date
from itaportal.thai.numbers import to_thai_digits
from itaportal.thai.spelling import letters
from reports.charts.parts import (
    ALONE,
    BLUE,
    DASHED,
    GOLD,
    INK,
    KNOWN,
    LINE,
    RED,
    SMALL,
    TINT,
    Spec,
    as_wide_as_the_text,
    figures,
    height_of,
    name_axis,
    named,
    pass_line_across,
    places,
    score_at,
    scored,
    spec_of,
    value_of,
    words,
    years_with_levels,
)
from reports.charts.specs import scored_bars

_LETTERS_OF_A_COLUMN, _LETTERS_OF_A_NAME, _LETTERS_OF_A_TITLE = 7, 24, 24
_BAR, _WIDTH_OF_A_LETTER = 12, 7
_ROOM = {"left": 2, "right": 2, "top": 10, "bottom": 6}


def totals_in_levels(data: Sequence[tuple[int | str, str, str]], pass_line: str) -> Spec:
    """A line of the total score over the levels, gold at the last year; data: see ``Chart``."""
    totals = {int(year): (total, level) for year, total, level in data if year}
    levels = [(float(minimum), level) for year, minimum, level in data if not year]
    rows, years = years_with_levels(totals)
    low = _floor([row["score"] for row in rows] + [float(pass_line or 100)])
    ground = {"type": "rect", "width": 40, "height": 15, "yOffset": -17, "fill": "white"}
    number = {"type": "text", "baseline": "bottom", "dy": -10, "fontWeight": "bold"}
    fill = {"condition": {"test": "datum.last", "value": GOLD}, "value": BLUE}
    size = {"condition": {"test": "datum.last", "value": 110}, "value": 50}
    known, y = {"transform": [{"filter": KNOWN}]}, {"y": scored(low)}
    return spec_of(
        rows,
        **as_wide_as_the_text(),
        height=max(230, 3.3 * (100 - low)),  # five points have room for a line of words
        encoding={"x": years},
        layer=[
            *_bands(levels, low),
            *pass_line_across("y", pass_line, low),
            {"mark": {"type": "line", "stroke": BLUE, "strokeWidth": 2}, "encoding": y},
            {**known, "mark": ground, "encoding": y},
            {"mark": {"type": "circle", "opacity": 1}, "encoding": {**y, "fill": fill, "size": size}},
            {**known, "mark": number, "encoding": {**y, "text": {"field": "text"}}},
        ],
    )


def _bands(levels: list[tuple[float, str]], low: float) -> list[Spec]:
    """Return the levels as bands, every other one tinted, with their names at the right."""
    found: list[Spec] = []
    top = 100.0
    for place, (minimum, group) in enumerate(groupby(levels, key=lambda level: level[0])):
        if top <= low:
            break
        bottom = max(minimum, low)
        if place % 2 == 0:
            mark = {"type": "rect", "x": 0, "x2": {"expr": "width"}, "fill": TINT, "opacity": 0.35}
            between = {"x": None, "y": score_at(bottom, low), "y2": {"datum": top}}
            found.append({**ALONE, "mark": mark, "encoding": between})
        name = " / ".join(level for _, level in group)
        text = {"type": "text", "text": name, "align": "left", "fontSize": SMALL, "x": {"expr": "width + 4"}}
        middle = {"x": None, "y": score_at((bottom + top) / 2, low)}
        found.append({**ALONE, "mark": text, "encoding": middle})
        top = minimum
    return found


def indicators_compared(data: Sequence[tuple[str, str, str, str, str]], pass_line: str) -> Spec:
    """A gold point for now, a hollow one for before and a tick for a mean, on one line for each indicator."""
    heads, rows = data[0][2:] if data else (), []
    for code, name, *scores in data[1:]:
        now, before, mean = (value_of(score)["score"] for score in scores)
        rows.append(
            {"name": named(code, name), **value_of(scores[0]), "before": before, "mean": mean, "now": now}
        )
    names = [row["name"] for row in rows]
    low = _floor([row[key] for row in rows for key in ("now", "before", "mean")])
    marks: dict[str, Spec] = {
        "now": {"type": "point", "fill": GOLD, "stroke": INK, "size": 90, "opacity": 1},
        "before": {
            "type": "point",
            "fill": "white",
            "stroke": BLUE,
            "strokeWidth": 1.5,
            "size": 60,
            "opacity": 1,
        },
        "mean": {"type": "rect", "width": 3, "height": 15, "fill": DASHED},
    }
    drawn = [
        {
            "transform": [{"filter": f"isValid(datum.{key})"}],
            "mark": marks[key],
            "encoding": {"x": {**scored(low), "field": key}},
        }
        for key in ("mean", "before", "now")
    ]
    base = {"type": "rule", "stroke": TINT, "x": 0, "x2": {"expr": "width"}}
    return spec_of(
        rows,
        **as_wide_as_the_text(),
        height=height_of(names),
        encoding={"y": places("name", names, name_axis(names, domain=False, labelPadding=10))},
        layer=[
            *_key([(marks[key], head) for key, head in zip(marks, heads, strict=False) if head]),
            {"mark": base},
            *pass_line_across("x", pass_line, low),
            *drawn,
            figures(),
        ],
    )


def _key(entries: list[tuple[Spec, str]]) -> list[Spec]:
    """Return the marks with their meaning over the picture, from above the names so that long words have room."""
    found = []
    for place, (mark, text) in enumerate(reversed(entries)):
        here = {"y": -34 - LINE * place}
        found += [
            {**ALONE, "mark": {**mark, "x": -100, **here}, "encoding": {"x": None, "y": None}},
            words(to_thai_digits(text), align="left", baseline="middle", x=-88, fontSize=SMALL, **here),
        ]
    return found


def lowest_items(data: Sequence[tuple[str, str, str]], pass_line: str) -> Spec:
    """Bars of items; data: (code, wording, score), a long wording cut at its second line."""
    rows = [
        {
            "name": "\n".join(_cut(named(code, name).split("\n") if name else [to_thai_digits(code)], 2)),
            **value_of(score),
        }
        for code, name, score in data
    ]
    return scored_bars(rows, pass_line)


def counts(data: Sequence[tuple], pass_line: str) -> Spec:
    """Little bars in columns, the first row bold as it sums up the others; here is no place for a pass line."""
    heads, lines = (data[0][1:], data[1:]) if data else ((), ())
    names = ["\n".join(wrapped(to_thai_digits(line[0]), _LETTERS_OF_A_NAME)) for line in lines]
    most = max((count for line in lines for count in line[1:]), default=0) or 1
    rows = [
        {
            "name": name,
            "from": place,
            "to": place + 0.6 * count / most,
            "text": to_thai_digits(count) if count else "–",
        }
        for name, line in zip(names, lines, strict=True)
        for place, count in enumerate(line[1:])
    ]
    weight = {"condition": {"test": "datum.index == 0", "value": "bold"}, "value": "normal"}
    x = {"field": "from", "type": "quantitative", "scale": {"domain": [0, len(heads) or 1]}, "axis": None}
    return spec_of(
        rows,
        **as_wide_as_the_text(),
        padding=_ROOM,
        height=height_of(names),
        encoding={"y": places("name", names, name_axis(names, domain=False, labelFontWeight=weight)), "x": x},
        layer=[
            *(_head(head, place, len(heads)) for place, head in enumerate(heads)),
            {"mark": {"type": "bar", "height": _BAR, "fill": BLUE}, "encoding": {"x2": {"field": "to"}}},
            {
                "mark": {"type": "text", "align": "left", "dx": 4},
                "encoding": {"x": {**x, "field": "to"}, "text": {"field": "text"}},
            },
        ],
    )


def _head(head: str, place: int, columns: int) -> Spec:
    lines = wrapped(str(head), _LETTERS_OF_A_COLUMN)
    top = {"y": -10 - LINE * (len(lines) - 1), "lineHeight": LINE}
    left = {"x": {"expr": f"width * {place} / {columns}"}, "align": "left"}
    return words(lines, fontSize=SMALL, **left, **top)


def plan_timeline(data: Sequence[tuple], pass_line: str) -> Spec:
    """Bars from first to last day with a gold line at today, overdue ones red; here is no place for a pass line."""
    if not data:
        return spec_of([], mark="bar")
    first, last, today = map(date.fromisoformat, data[0])
    rows = [_bar_of(line, first, last) for line in data[1:]]
    names = [row["name"] for row in rows]
    days = {"type": "quantitative", "scale": {"domain": [first.toordinal(), last.toordinal()]}, "axis": None}
    red = {"test": "datum.state == 'overdue'", "value": RED}
    fill = {"condition": [red, {"test": "datum.state == 'done'", "value": TINT}], "value": BLUE}
    room = 10 + _WIDTH_OF_A_LETTER * max((letters(row["text"]) for row in rows), default=0)
    said = {"type": "text", "align": "right", "x": {"expr": f"width + {room}"}}
    return spec_of(
        rows,
        **as_wide_as_the_text(),
        padding=_ROOM,
        height=height_of(names),
        encoding={"y": places("name", names, name_axis(names, domain=False))},
        layer=[
            *_quarters(first, last, days),
            {
                "transform": [{"filter": "isValid(datum.start)"}],
                "mark": {"type": "bar", "height": _BAR},
                "encoding": {"x": {**days, "field": "start"}, "x2": {"field": "end"}, "fill": fill},
            },
            {
                "mark": said,
                "encoding": {"text": {"field": "text"}, "fill": {"condition": red, "value": INK}},
            },
            *(_upright(today, days, GOLD, f"วันนี้ {short_date(today)}") if first <= today <= last else ()),
        ],
    )


def _bar_of(line: tuple[str, str, str, str, str], first: date, last: date) -> dict[str, Any]:
    """Return the bar of a measure as far as it lies within the days of the picture."""
    name, start, end, state, text = line
    row: dict[str, Any] = {
        "name": _cut(wrapped(to_thai_digits(name), _LETTERS_OF_A_TITLE), 1)[0],
        "state": state,
        "text": to_thai_digits(text),
    }
    if start and end:
        begin = max(date.fromisoformat(start), first).toordinal()
        # The last day belongs to the measure.
        finish = min(date.fromisoformat(end), last).toordinal() + 1
        if begin < finish:
            row |= {"start": begin, "end": finish}
    return row


def _quarters(first: date, last: date, days: Spec) -> list[Spec]:
    """Return a thin line with its month for each quarter of the fiscal year."""
    months = (date(year, month, 1) for year in range(first.year, last.year + 1) for month in (1, 4, 7, 10))
    return [
        layer
        for day in months
        if first <= day <= last
        for layer in _upright(day, days, TINT, SHORT_MONTHS[day.month - 1])
    ]


def _upright(day: date, days: Spec, ink: str, label: str) -> list[Spec]:
    """Return a line at a day: a month's name over it, today's under it."""
    place = {"x": {**days, "datum": day.toordinal()}, "y": None}
    text = {"type": "text", "text": to_thai_digits(label), "fontSize": SMALL}
    over = {"y": -8, "align": "left"} if ink == TINT else {"y": {"expr": "height + 12"}}
    width = 1 if ink == TINT else 2
    return [
        {**ALONE, "mark": {"type": "rule", "stroke": ink, "strokeWidth": width}, "encoding": place},
        {**ALONE, "mark": {**text, **over}, "encoding": place},
    ]


def _cut(lines: list[str], most: int) -> list[str]:
    """Return so many lines, with a mark where there are more."""
    return lines if len(lines) <= most else [*lines[: most - 1], lines[most - 1] + "…"]


def _floor(scores: Sequence[float | None]) -> float:
    """Return where a scale begins that leaves room under the lowest score: a whole ten."""
    known = [score for score in scores if score is not None]
    return max(0, (min(known, default=0) - 8) // 10 * 10)
