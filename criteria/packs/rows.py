"""A criteria pack as the rows of its sheets, and put together from them again; pure."""

from collections.abc import Iterator, Mapping
from typing import Any

from criteria.packs.places import Place, PlacedProblem
from criteria.packs.sheets import BLOCKS, SHEETS, SINGLE

Row = dict[str, Any]
_ITEM_LIST = ("count", "confidence", "sources", "note", "indicator_confidence", "scale_confidence")
_TITLES = {sheet.key: sheet.title for sheet in SHEETS}
_HEADINGS = {(sheet.key, column.key): column.heading for sheet in SHEETS for column in sheet.columns}
# Where to look for what no row stands for.
_SHEET_OF = {
    "": "single",
    "sources": "sources",
    **{name: "evidence" for name in BLOCKS if name != "focus"},
    **{f"{name}.list": name for name in ("instruments", "indicators", "levels", "topics")},
    "items": "instruments",
    "calendar": "calendar",
}
_BLOCK_EVIDENCE = ("confidence", "sources", "note")


def flatten(data: dict) -> dict[str, list[Row]]:
    """Return the rows of every sheet for a valid pack."""
    items, indicators = data["items"], data["indicators"]["list"]
    previous = (data["previous"] or {}).get("indicators", {})
    return {
        "single": [{"name": column.heading, "value": _at(data, column.key)} for column in SINGLE],
        "sources": [{"key": key, "citation": text} for key, text in data["sources"].items()],
        "evidence": list(_evidence_rows(data)),
        "instruments": [
            {**entry, **_picked(items[entry["code"]], _ITEM_LIST)} for entry in data["instruments"]["list"]
        ],
        "indicators": [{**entry, "previous": previous.get(entry["code"])} for entry in indicators],
        "subs": [
            {"indicator": entry["code"], **sub} for entry in indicators for sub in entry["sub_indicators"]
        ],
        "items": [{"instrument": code, **item} for code, block in items.items() for item in block["list"]],
        "levels": data["levels"]["list"],
        "topics": data["topics"]["list"],
        "calendar": data["calendar"],
    }


def _at(data: dict, path: str) -> Any:
    for key in path.split("."):
        data = (data or {}).get(key)
    return data


def _picked(block: Mapping, keys: tuple[str, ...]) -> Row:
    return {key: block[key] for key in keys if key in block}


def _evidence_rows(data: dict) -> Iterator[Row]:
    for name in BLOCKS:
        if name == "focus":
            block = data["indicators"]
            yield {"block": name, "confidence": block["focus_confidence"], "sources": block["focus_sources"]}
        elif data[name] is not None:
            yield {"block": name, **_picked(data[name], _BLOCK_EVIDENCE)}


class Assembly:
    """Puts a pack together from rows as read: (row number, values by column); places by path."""

    def __init__(self, rows: Mapping[str, list[tuple[int, Row]]]):
        self._rows = rows
        self.places = {path: Place(0, _TITLES[sheet]) for path, sheet in _SHEET_OF.items()}
        self.problems: list[PlacedProblem] = []

    def pack(self) -> dict:
        """Return the data; what is missing in the sheets is missing here, for the rules to say so."""
        single = self._single()
        data = {"schema": 1, **{key: single.pop(key) for key in ("fiscal_year", "version", "scope")}}
        data["sources"] = self._sources()
        blocks = {name: {} for name in BLOCKS} | self._evidence()
        focus = blocks.pop("focus")
        data |= blocks
        data["indicators"] |= {f"focus_{key}": value for key, value in focus.items() if key != "note"}
        previous = self._indicators(data)
        self._lists(data)
        self._items(data)
        for path, value in single.items():
            block, _, key = path.partition(".")
            data[block][key] = value
        data["previous"]["indicators"] = previous
        if data["previous"]["fiscal_year"] is None and not previous:
            data["previous"] = None
        return data

    def _single(self) -> dict[str, Any]:
        columns = {column.heading: column.key for column in SINGLE}
        found = dict.fromkeys(columns.values())
        for number, row in self._once("single", "name"):
            name = row["name"]
            if name not in columns:
                self._complain(
                    "single", number, "name", f"ไม่รู้จักรายการ “{name or ''}” กรุณาใช้ชื่อตามแฟ้มที่ดาวน์โหลดจากระบบ"
                )
                continue
            found[columns[name]] = row["value"]
            self.places[columns[name]] = Place(number, _TITLES["single"], name)
        return found

    def _sources(self) -> dict[str, Any]:
        found = {}
        for number, row in self._once("sources", "key"):
            found[row["key"] or ""] = row["citation"]
            self._note_places("sources", number, f"sources.{row['key'] or ''}", row)
        return found

    def _evidence(self) -> dict[str, dict]:
        found = {}
        for number, row in self._once("evidence", "block"):
            name = row["block"] or ""
            found[name] = {key: value for key, value in row.items() if key != "block"}
            self._note_places("evidence", number, name, row)
        return found

    def _once(self, sheet: str, key: str) -> Iterator[tuple[int, Row]]:
        """Yield the rows, and complain of a name that stands twice."""
        seen = set()
        for number, row in self._rows[sheet]:
            if row[key] in seen:
                self._complain(sheet, number, key, f"มี {row[key]} ซ้ำกัน กรุณาเหลือไว้เพียงแถวเดียว")
            seen.add(row[key])
            yield number, row

    def _complain(self, sheet: str, number: int, key: str, message: str) -> None:
        self.problems.append(PlacedProblem(self._place(sheet, number, key), message))

    def _indicators(self, data: dict) -> dict[str, list[str]]:
        """Fill in the indicators and return which of the year before each may be compared with."""
        data["indicators"]["list"], previous = [], {}
        for index, (number, row) in enumerate(self._rows["indicators"]):
            codes, code = row.pop("previous", None), row["code"] or ""
            data["indicators"]["list"].append({**row, "sub_indicators": []})
            self._note_places("indicators", number, f"indicators.list[{index}]", row)
            if codes is not None:
                previous[code] = codes
                self.places[f"previous.indicators.{code}"] = self._place("indicators", number, "previous")
        self._sub_indicators(data["indicators"]["list"])
        return previous

    def _sub_indicators(self, indicators: list[dict]) -> None:
        places = {entry["code"]: index for index, entry in enumerate(indicators)}
        for number, row in self._rows["subs"]:
            index = places.get(row.pop("indicator"))
            if index is None:
                self._complain("subs", number, "indicator", "ไม่มีตัวชี้วัดเลขนี้ในแผ่น “ตัวชี้วัด” กรุณาตรวจเลข")
                continue
            owned = indicators[index]["sub_indicators"]
            owned.append(row)
            path = f"indicators.list[{index}].sub_indicators[{len(owned) - 1}]"
            self._note_places("subs", number, path, row)

    def _lists(self, data: dict) -> None:
        for name in ("levels", "topics"):
            data[name]["list"] = self._list(name, f"{name}.list")
        data["calendar"] = self._list("calendar", "calendar")

    def _items(self, data: dict) -> None:
        data["instruments"]["list"], data["items"] = [], {}
        for index, (number, row) in enumerate(self._rows["instruments"]):
            block = {key: row.pop(key) for key in _ITEM_LIST if key in row}
            data["instruments"]["list"].append(row)
            self._note_places("instruments", number, f"instruments.list[{index}]", row)
            self._note_places("instruments", number, f"items.{row['code'] or ''}", block)
            data["items"][row["code"] or ""] = {**block, "list": []}
        for number, row in self._rows["items"]:
            owner = row.pop("instrument") or ""
            if "topic_confidence" in row:
                row.setdefault("topic", None)
            listed = data["items"].setdefault(owner, {"list": []})["list"]
            listed.append(row)
            self._note_places("items", number, f"items.{owner}.list[{len(listed) - 1}]", row)

    def _list(self, sheet: str, path: str) -> list[Row]:
        for index, (number, row) in enumerate(self._rows[sheet]):
            self._note_places(sheet, number, f"{path}[{index}]", row)
        return [row for _, row in self._rows[sheet]]

    def _note_places(self, sheet: str, number: int, path: str, row: Row) -> None:
        self.places[path] = self._place(sheet, number)
        for key in row:
            self.places[f"{path}.{key}"] = self._place(sheet, number, key)

    def _place(self, sheet: str, number: int, key: str = "") -> Place:
        return Place(number, _TITLES[sheet], _HEADINGS.get((sheet, key), ""))
