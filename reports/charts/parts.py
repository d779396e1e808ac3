"""The pieces that charts are made of, as parts of Vega-Lite specifications.

One unit is one point on A4 paper.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from itaportal.thai.breaks import wrapped
from itaportal.thai.numbers import to_thai_digits

FONT = "Laksaman"
WIDTH = 454  # the 16 cm between the margins of an official letter

DEEP, BLUE, TINT, INK, DASHED = "#14294a", "#1a4480", "#b9cbe6", "#1d2129", "#6b675d"
GOLD, RED = "#b8892b", "#a6192e"  # what is now, and what must be done
TEXT, SMALL, LINE = 13, 12, 17
MINI = {"width": 199, "height": 36}
KNOWN = "isValid(datum.score)"

_ROW = 22
_LETTERS_OF_A_LABEL = 32
_LETTERS_OF_A_LEVEL = 11
_MOST_YEARS = 6
_UNKNOWN = "–"

Spec = dict[str, Any]

# One mark for the whole picture instead of one for each row.
ALONE: Spec = {"data": {"values": [{}]}}


def years_with_levels(totals: Mapping[int, tuple[str, str]]) -> tuple[list[dict[str, Any]], Spec]:
    """Return a row for each year, "last" at the last one, and the axis of the years with the level under each.

    ``totals``: total and level by fiscal year.
    """
    years, rows = years_of(totals), []
    for year in years:
        total, level = totals.get(year, ("", ""))
        # The name of the lowest level is wider than its column.
        label = "\n".join((to_thai_digits(year), *wrapped(level, _LETTERS_OF_A_LEVEL)))
        rows.append({"year": label, **value_of(total), "last": year == years[-1]})
    labels = axis(labelExpr=r"split(datum.label, '\n')", labelLineHeight=LINE)
    return rows, places("year", (row["year"] for row in rows), labels)


def spec_of(rows: list[dict[str, Any]], **parts: Any) -> Spec:
    """Return a picture of the rows, without frame and ground, in our font."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "data": {"values": rows},
        # Marks over and under letters reach further than vl-convert knows.
        "padding": {"left": 2, "right": 2, "top": 6, "bottom": 4},
        "background": None,
        "config": {
            "font": FONT,
            "text": {"fill": INK, "fontSize": TEXT},
            "view": {"stroke": None},
            "axis": {"labelColor": INK, "domainColor": INK},
        },
        **parts,
    }


def as_wide_as_the_text() -> Spec:
    """Return what makes a picture exactly as wide as the text of a letter, its labels included."""
    return {"width": WIDTH, "autosize": {"type": "fit-x", "contains": "padding"}}


def axis(**options: Any) -> Spec:
    """Return an axis of whole labels, without ticks and grid."""
    bare = {"title": None, "ticks": False, "grid": False, "labelAngle": 0, "labelLimit": 230}
    return {**bare, "labelOverlap": False, "labelPadding": 5, "labelFontSize": TEXT, **options}


def places(field: str, values: Iterable[str], axis: Spec) -> Spec:
    """Return a place for each value in this order, also for those without a score."""
    return {"field": field, "type": "ordinal", "scale": {"domain": list(values)}, "axis": axis}


def scored(low: float = 0, high: float = 100, axis: Spec | None = None) -> Spec:
    """Return the scale of the scores."""
    return {"field": "score", "type": "quantitative", "scale": {"domain": [low, high]}, "axis": axis}


def score_at(points: float, low: float = 0) -> Spec:
    """Return a place on the scale of the scores."""
    return {name: part for name, part in scored(low).items() if name != "field"} | {"datum": points}


def figures() -> Spec:
    """Return the figures under each other at the right, where no bar and no line can cross them."""
    mark = {"type": "text", "align": "right", "x": {"expr": "width + 56"}}
    return {"mark": mark, "encoding": {"text": {"field": "text"}}}


def words(text: str | list[str], **place: Any) -> Spec:
    """Return a text that stands once in the picture."""
    return {**ALONE, "mark": {"type": "text", "text": text, **place}, "encoding": {"x": None, "y": None}}


def pass_line_across(channel: str, pass_line: str, low: float = 0) -> list[Spec]:
    """Return the dashed line with its label: over an upright one (x), at the right end of a level one (y)."""
    if not pass_line:
        return []
    upright = {"y": -9, "align": "center"}
    level = {"x": {"expr": "width + 4"}, "align": "left"}
    mark = {"type": "text", "text": f"เกณฑ์ผ่าน {_short(pass_line)}", "fontSize": SMALL}
    place = score_at(float(pass_line), low)
    line = {
        **ALONE,
        "encoding": {"x": None, "y": None, channel: place},
        "layer": [
            {"mark": {"type": "rule", "stroke": DASHED, "strokeDash": [4, 3]}},
            {"mark": {**mark, **(upright if channel == "x" else level)}},
        ],
    }
    return [line]


def pass_line_axis(pass_line: str) -> Spec | None:
    """Return an axis with nothing but the pass line and its number."""
    if not pass_line:
        return None
    line = {"values": [float(pass_line)], "labelExpr": f"'{_short(pass_line)}'", "domain": False}
    return axis(**line, labelFontSize=SMALL, grid=True, gridColor=DASHED, gridDash=[4, 3])


def key_of_lines(pass_line: str) -> list[Spec]:
    """Return the words for the dashed lines, under the last of several small pictures."""
    if not pass_line:
        return []
    text = f"เส้นประ คือ เกณฑ์ผ่าน {_short(pass_line)} คะแนน"
    return [words(text, align="right", x=MINI["width"], y=MINI["height"] + 48, fontSize=SMALL)]


def value_of(score: str, *, signed: bool = False) -> dict[str, Any]:
    """Return the number to draw and the figures to write."""
    if not score:
        return {"score": None, "text": _UNKNOWN}
    number = float(score)
    if not signed:
        return {"score": number, "text": to_thai_digits(score)}
    sign = "−" if number < 0 else "+" if number else ""
    return {"score": number, "text": sign + to_thai_digits(score.removeprefix("-"))}


def named(code: str, name: str) -> str:
    """Return an indicator's name with its number, in lines that a label has room for."""
    return "\n".join(wrapped(to_thai_digits(f"{code}. {name}"), _LETTERS_OF_A_LABEL))


def name_axis(names: Iterable[str], **options: Any) -> Spec:
    """Return the axis of such names."""
    lines = (
        {"labelExpr": r"split(datum.label, '\n')", "labelLineHeight": LINE} if most_lines(names) > 1 else {}
    )
    return axis(**lines, **options)


def height_of(names: Sequence[str]) -> int:
    """Return the height of a picture with a row for each name."""
    return (_ROW + LINE * (most_lines(names) - 1)) * len(names)


def most_lines(names: Iterable[str]) -> int:
    """Return how many lines the name with most lines has."""
    return max((name.count("\n") + 1 for name in names), default=1)


def years_of(years: Iterable[int]) -> list[int]:
    """Return every year from the first to the last, a missing one too as long as there is room for its place."""
    known = sorted(set(years))
    every = list(range(known[0], known[-1] + 1)) if known else []
    return every if len(every) <= _MOST_YEARS else known


def _short(score: str) -> str:
    return to_thai_digits(score.removesuffix(".00"))
