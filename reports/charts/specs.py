"""Charts as Vega-Lite specifications: what is drawn, as plain data from plain values.

A chart is read in grey print and by colour-blind eyes: one blue and its tint, a dashed pass line with its
number, every value written in figures. A score that is not known leaves its place empty; it is never drawn as
zero.
"""

import json
from collections.abc import Sequence
from typing import Any

from itaportal.thai.numbers import to_thai_digits
from reports.charts.parts import (
    ALONE,
    BLUE,
    DEEP,
    INK,
    KNOWN,
    LINE,
    MINI,
    SMALL,
    TINT,
    Spec,
    as_wide_as_the_text,
    axis,
    figures,
    height_of,
    key_of_lines,
    most_lines,
    name_axis,
    named,
    pass_line_across,
    pass_line_axis,
    places,
    scored,
    spec_of,
    value_of,
    words,
    years_of,
    years_with_levels,
)

_COLUMN, _BAR = 46, 13


def five_year_total(data: Sequence[tuple[int, str, str]], pass_line: str) -> Spec:
    """Columns of the total score, the last one dark; data: (fiscal year, total, level)."""
    rows, years = years_with_levels({year: (total, level) for year, total, level in data})
    fill = {"condition": {"test": "datum.last", "value": DEEP}, "value": TINT}
    number = {"type": "text", "baseline": "bottom", "dy": -3, "fontWeight": "bold"}
    # The pass line stops before a number that is written across it.
    ground = {"type": "rect", "width": _COLUMN, "height": 15, "yOffset": -10, "fill": "white"}
    known = {"transform": [{"filter": KNOWN}]}
    unknown = {"transform": [{"filter": f"!{KNOWN}"}]}
    text = {"text": {"field": "text"}}
    return spec_of(
        rows,
        **as_wide_as_the_text(),
        height=190,
        encoding={"x": years},
        layer=[
            *pass_line_across("y", pass_line),
            {"mark": {"type": "bar", "width": _COLUMN}, "encoding": {"y": scored(), "fill": fill}},
            {**known, "mark": ground, "encoding": {"y": scored()}},
            {**known, "mark": number, "encoding": {"y": scored(), **text}},
            {**unknown, "mark": {"type": "text", "y": {"expr": "height - 8"}}, "encoding": text},
        ],
    )


def indicators_by_instrument(data: Sequence[tuple[str, str, str, str]], pass_line: str) -> Spec:
    """Bars of the indicators under their instruments; data: (code, name, instrument code, score)."""
    heads = list(dict.fromkeys(instrument for _, _, instrument, _ in data))
    rows: list[dict[str, Any]] = []
    for head in heads:
        rows.append({"name": head, "score": None, "text": ""})
        rows += [
            {"name": named(code, name), **value_of(score)}
            for code, name, instrument, score in data
            if instrument == head
        ]
    is_head = f"indexof({json.dumps(heads)}, datum.value) >= 0"
    weight = {"condition": {"test": is_head, "value": "bold"}, "value": "normal"}
    return scored_bars(rows, pass_line, labelFontWeight=weight)


def scored_bars(rows: list[dict[str, Any]], pass_line: str, **options: Any) -> Spec:
    """Bars of scores with their figures, one for each row's ``name``; ``options`` are those of the names' axis."""
    names = [row["name"] for row in rows]
    return spec_of(
        rows,
        **as_wide_as_the_text(),
        height=height_of(names),
        encoding={"y": places("name", names, name_axis(names, **options))},
        layer=[
            *pass_line_across("x", pass_line),
            {"mark": {"type": "bar", "height": _BAR, "fill": BLUE}, "encoding": {"x": scored()}},
            figures(),
        ],
    )


def five_years_by_indicator(data: Sequence[tuple[str, str, int, str]], pass_line: str) -> Spec:
    """A small line over the years for each indicator; data: (code, name, fiscal year, score)."""
    scores: dict[str, dict[int, str]] = {}
    for code, name, year, score in data:
        scores.setdefault(named(code, name), {})[year] = score
    years = years_of(year for by_year in scores.values() for year in by_year)
    rows = [row for name, by_year in scores.items() for row in _line_rows(name, by_year, years)]
    low = min([row["score"] for row in rows if row["score"] is not None] + [float(pass_line or 90)])
    encoding = {
        "x": places("year", map(to_thai_digits, years), axis(labelFontSize=SMALL, offset=14)),
        "y": scored(low, 100, pass_line_axis(pass_line)),
    }
    pictures: list[Spec] = [
        {
            **MINI,
            "transform": [{"filter": {"field": "name", "equal": name}}],
            "encoding": encoding,
            "layer": [_title(name), *_line_layers()],
        }
        for name in scores
    ]
    for last in pictures[-1:]:
        last["layer"] += key_of_lines(pass_line)
    spacing = {"row": 67 + LINE * (most_lines(scores) - 1), "column": 30}
    return spec_of(rows, columns=2, bounds="flush", spacing=spacing, concat=pictures)


def _title(name: str) -> Spec:
    """Return a small picture's title over it."""
    lines = name.split("\n")
    place = {"y": -23 - LINE * (len(lines) - 1), "lineHeight": LINE} if lines[1:] else {"y": -23}
    return words(lines if lines[1:] else name, align="left", x=0, limit=210, fontWeight="bold", **place)


def _line_rows(name: str, by_year: dict[int, str], years: list[int]) -> list[dict[str, Any]]:
    """Return the points of a line; a new run begins after years that have no place."""
    values = [value_of(by_year.get(year, "")) for year in years]
    dips = dips_of([value["score"] for value in values])
    return [
        {"name": name, "year": to_thai_digits(year), "run": year - place, "dip": dip, **value}
        for place, (year, value, dip) in enumerate(zip(years, values, dips, strict=True))
    ]


def dips_of(scores: Sequence[float | None]) -> list[bool]:
    """Tell for each point of a line whether it lies below its neighbours, so that its number stands below it."""
    around = zip([None, *scores[:-1]], scores, [*scores[1:], None], strict=True)
    return [
        here is not None
        and any(near is not None for near in (before, after))
        and all(near is None or near > here for near in (before, after))
        for before, here, after in around
    ]


def _line_layers() -> list[Spec]:
    """Return line and points with their numbers, on a ground where no pass line crosses them."""
    grounds, numbers = [], []
    for test, side in (("datum.dip", 1), ("!datum.dip", -1)):
        known = {"transform": [{"filter": f"{KNOWN} && {test}"}]}
        ground = {"type": "rect", "width": 34, "height": 11, "yOffset": 11 * side, "fill": "white"}
        number = {"type": "text", "fontSize": SMALL, "dy": 11 * side}
        grounds.append({**known, "mark": ground})
        numbers.append({**known, "mark": number, "encoding": {"text": {"field": "text"}}})
    line = {"type": "line", "stroke": BLUE, "strokeWidth": 1.8}
    points = {"type": "circle", "fill": BLUE, "size": 26, "opacity": 1}
    return [*grounds, {"mark": line, "encoding": {"detail": {"field": "run"}}}, {"mark": points}, *numbers]


def change_to_last_year(data: Sequence[tuple[str, str, str]], pass_line: str) -> Spec:
    """Bars from zero to both sides, falls hollow; data: (code, name, change). Here is no place for a pass line."""
    rows = [{"name": named(code, name), **value_of(change, signed=True)} for code, name, change in data]
    names = [row["name"] for row in rows]
    known = [row["score"] for row in rows if row["score"] is not None]
    low, high = min([0, *known]), max([0, *known])
    fill = {"condition": {"test": "datum.score > 0", "value": BLUE}, "value": "white"}
    bar = {"type": "bar", "height": _BAR, "stroke": BLUE, "strokeWidth": 1}
    sides = [("ลดลง", "right", -6, low < 0), ("เพิ่มขึ้น", "left", 6, high > 0)]
    zero = [
        {"mark": {"type": "rule", "stroke": INK}},
        *(
            {"mark": {"type": "text", "text": word, "align": align, "dx": dx, "y": -7, "fontSize": SMALL}}
            for word, align, dx, found in sides
            if found
        ),
    ]
    return spec_of(
        rows,
        **as_wide_as_the_text(),
        height=height_of(names),
        encoding={"y": places("name", names, name_axis(names, domain=False))},
        layer=[
            {"mark": bar, "encoding": {"x": scored(min(low, -1), max(high, 1)), "fill": fill}},
            {**ALONE, "encoding": {"y": None, "x": {"datum": 0}}, "layer": zero},
            figures(),
        ],
    )
