"""A criteria pack as the rows of its sheets, and put together from them again; pure."""

from collections.abc import Iterator, Mapping
from typing import Any

from criteria.packs.places import FilePlace, PlacedProblem
from criteria.packs.sheets import BLOCKS, SHEETS, SINGLE
from criteria.problems import keys_of
from criteria.schema import Instrument
from itaportal.language import marked

Row = dict[str, Any]
_TITLES = {sheet.key: sheet.title for sheet in SHEETS}
_HEADINGS = {(sheet.key, column.key): column.heading for sheet in SHEETS for column in sheet.columns}
_LISTS = ("instruments", "indicators", "levels", "topics")
# Where to look for what no row stands for.
_SHEET_OF = {
    "": "single",
    "sources": "sources",
    **{name: "evidence" for name in BLOCKS if name != "focus"},
    **{f"{name}.list": name for name in _LISTS},
    "items": "instruments",
    "calendar": "calendar",
}


def flatten(data: dict) -> dict[str, list[Row]]:
    """Return the rows of every sheet for a valid pack."""
    items, indicators = data["items"], data["indicators"]["list"]
    previous = (data["previous"] or {}).get("indicators", {})
    return {
        "single": [{"name": column.heading, "value": _at(data, column.key)} for column in SINGLE],
        "sources": [{"key": key, "citation": text} for key, text in data["sources"].items()],
        "evidence": list(_evidence_rows(data)),
        "instruments": [{**items[entry["code"]], **entry} for entry in data["instruments"]["list"]],
        "indicators": [{**entry, "previous": previous.get(entry["code"])} for entry in indicators],
        "subs": [
            {"indicator": entry["code"], **sub} for entry in indicators for sub in entry["sub_indicators"]
        ],
        "items": [{"instrument": code, **item} for code, block in items.items() for item in block["list"]],
        "levels": data["levels"]["list"],
        "topics": data["topics"]["list"],
        "calendar": data["calendar"],
    }


def _at(data: Any, path: str) -> Any:
    for key in path.split("."):
        data = (data or {}).get(key)
    return data


def _evidence_rows(data: dict) -> Iterator[Row]:
    focus = {key: data["indicators"][f"focus_{key}"] for key in ("confidence", "sources")}
    blocks = {name: focus if name == "focus" else data[name] for name in BLOCKS}
    yield from ({"block": name, **block} for name, block in blocks.items() if block is not None)


class Assembly:
    """Puts a pack together from rows as read: (row number, values by column); places by path."""

    def __init__(self, rows: Mapping[str, list[tuple[int, Row]]]):
        self._rows = rows
        self._data: dict[str, Any] = {"schema": 1, "sources": {}, "items": {}, "calendar": []}
        self._data |= {name: {"list": []} if name in _LISTS else {} for name in BLOCKS if name != "focus"}
        self._data["previous"]["indicators"] = {}
        self.places = {path: FilePlace(0, _TITLES[sheet]) for path, sheet in _SHEET_OF.items()}
        self.problems: list[PlacedProblem] = []

    def pack(self) -> dict:
        """Return the data; what is missing in the sheets is missing here, for the rules to say so."""
        data = self._data
        self._take_single()
        for number, row in self._once("sources", "key"):
            key = row["key"] or ""
            data["sources"][key] = row["citation"]
            self.places[f"sources.{key}"] = self._place("sources", number, "citation")
        self._take_evidence()
        self._take_indicators()
        self._take_sub_indicators()
        self._take_items()
        for sheet, path, entries in (
            ("levels", "levels.list", data["levels"]["list"]),
            ("topics", "topics.list", data["topics"]["list"]),
            ("calendar", "calendar", data["calendar"]),
        ):
            for number, row in self._rows[sheet]:
                self._add(sheet, number, path, entries, row)
        if data["previous"]["fiscal_year"] is None and not data["previous"]["indicators"]:
            data["previous"] = None
        return data

    def _take_single(self) -> None:
        known = {column.heading: column.key.rpartition(".") for column in SINGLE}
        for block, _, key in known.values():
            (self._data[block] if block else self._data)[key] = None
        for number, row in self._once("single", "name"):
            name = row["name"]
            if name in known:
                block, dot, key = known[name]
                (self._data[block] if block else self._data)[key] = row["value"]
                self.places[block + dot + key] = FilePlace(number, _TITLES["single"], name)
            else:
                message = marked(f"ไม่รู้จักรายการ “{name or ''}” กรุณาใช้ชื่อตามไฟล์ที่ดาวน์โหลดจากระบบ")
                self._complain("single", number, "name", message)

    def _take_evidence(self) -> None:
        for number, row in self._once("evidence", "block"):
            name = row.pop("block") or ""
            if name == "focus":
                name, row = "indicators", {f"focus_{key}": row[key] for key in ("confidence", "sources")}
            self._put("evidence", number, name, self._data.setdefault(name, {}), row)

    def _take_indicators(self) -> None:
        for number, row in self._rows["indicators"]:
            codes, code = row.pop("previous", None), row["code"] or ""
            row["sub_indicators"] = []
            self._add("indicators", number, "indicators.list", self._data["indicators"]["list"], row)
            if codes is not None:
                self._data["previous"]["indicators"][code] = codes
                self.places[f"previous.indicators.{code}"] = self._place("indicators", number, "previous")

    def _take_sub_indicators(self) -> None:
        indicators = self._data["indicators"]["list"]
        owners = {entry["code"]: index for index, entry in enumerate(indicators)}
        for number, row in self._rows["subs"]:
            index = owners.get(row.pop("indicator"))
            if index is None:
                self._complain("subs", number, "indicator", marked("ไม่มีตัวชี้วัดเลขนี้ในแผ่น “ตัวชี้วัด” กรุณาตรวจเลข"))
                continue
            path = f"indicators.list[{index}].sub_indicators"
            self._add("subs", number, path, indicators[index]["sub_indicators"], row)

    def _take_items(self) -> None:
        items, own = self._data["items"], keys_of(Instrument)
        for number, row in self._rows["instruments"]:
            code = row["code"] or ""
            entry = {key: row.pop(key) for key in own}
            self._add("instruments", number, "instruments.list", self._data["instruments"]["list"], entry)
            self._put("instruments", number, f"items.{code}", items.setdefault(code, {"list": []}), row)
        for number, row in self._rows["items"]:
            owner = row.pop("instrument") or ""
            if "topic_confidence" in row:
                row.setdefault("topic", None)
            listed = items.setdefault(owner, {"list": []})["list"]
            self._add("items", number, f"items.{owner}.list", listed, row)

    def _once(self, sheet: str, key: str) -> Iterator[tuple[int, Row]]:
        """Yield the rows, and complain of a name that stands twice."""
        seen = set()
        for number, row in self._rows[sheet]:
            if row[key] in seen:
                self._complain(sheet, number, key, marked(f"มี {row[key]} ซ้ำกัน กรุณาเหลือไว้เพียงแถวเดียว"))
            seen.add(row[key])
            yield number, row

    def _add(self, sheet: str, number: int, path: str, entries: list, row: Row) -> None:
        entries.append({})
        self._put(sheet, number, f"{path}[{len(entries) - 1}]", entries[-1], row)

    def _put(self, sheet: str, number: int, path: str, part: dict, row: Row) -> None:
        """Put the values of a row into a part of the pack, and note where each stands."""
        part |= row
        self.places[path] = self._place(sheet, number)
        self.places |= {f"{path}.{key}": self._place(sheet, number, key) for key in row}

    def _complain(self, sheet: str, number: int, key: str, message: str) -> None:
        self.problems.append(PlacedProblem(self._place(sheet, number, key), message))

    def _place(self, sheet: str, number: int, key: str = "") -> FilePlace:
        return FilePlace(number, _TITLES[sheet], _HEADINGS.get((sheet, key.removeprefix("focus_")), ""))
