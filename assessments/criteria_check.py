"""Whether a criteria pack may be taken in: the JSON schema first, then what the parts must agree on.

Pure: plain data in, problems out, in Thai for the site administrator who uploads a pack. What each rule
protects is said in ``docs/criteria-packs.md``.
"""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

from assessments.criteria import Confidence, name_key

_UNBACKED = "ยังไม่มีแหล่งยืนยัน ให้เว้นไว้เป็น"
SCHEMA_FILE = Path(__file__).resolve().parents[1] / "fixtures" / "criteria" / "schema.json"


class Problem(NamedTuple):
    """What is wrong, and where: ``indicators.list[3].instrument``, counting from 0."""

    path: str
    message: str


def validate(data: object) -> list[Problem]:
    """Return what is wrong with a pack; an empty list means it may be used."""
    problems = list(dict.fromkeys(_schema_problems(data)))
    if problems:
        return problems
    return [problem for rule in _RULES for problem in rule(data)]


@cache
def schema() -> dict:
    """Return the JSON schema that a pack must fit."""
    return json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))


def _schema_problems(data: object) -> Iterator[Problem]:
    from jsonschema import Draft202012Validator

    for error in Draft202012Validator(schema()).iter_errors(data):
        steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in error.absolute_path)
        yield Problem("".join(steps).removeprefix(".") or "ทั้งแฟ้ม", _schema_message(error))


def _schema_message(error) -> str:
    """Say a schema error in Thai; the schema's own descriptions hold what each value must be."""
    if error.validator == "required":
        return f"ขาดช่อง {', '.join(key for key in error.validator_value if key not in error.instance)}"
    if error.validator == "additionalProperties":
        unknown = [str(key) for key in error.instance if key not in error.schema["properties"]]
        return f"มีช่องที่ไม่รู้จัก: {', '.join(unknown)}"
    if isinstance(error.instance, dict | list):
        return error.schema["description"]
    found = json.dumps(error.instance, ensure_ascii=False, default=str)
    return f"{error.schema['description']} (พบ {found[:40]})"


def _scope(data: dict) -> Iterator[Problem]:
    scored = {name: data[name]["list"] for name in ("instruments", "indicators", "levels")}
    for name, entries in scored.items():
        if data["scope"] == "full" and not entries:
            yield Problem(f"{name}.list", "ปีที่คิดคะแนนเต็มรูปแบบ (scope: full) ต้องมีรายการนี้")
        if data["scope"] == "total_only" and entries:
            yield Problem(f"{name}.list", "ปีที่บันทึกเฉพาะคะแนนรวม (scope: total_only) ต้องไม่มีรายการนี้")
    if data["scope"] == "full" and data["levels"]["pass_line"] is None:
        yield Problem("levels.pass_line", "ปีที่คิดคะแนนเต็มรูปแบบต้องมีเกณฑ์ผ่าน")


def _weights(data: dict) -> Iterator[Problem]:
    total = sum(Decimal(entry["weight"]) for entry in data["instruments"]["list"])
    if data["instruments"]["list"] and total != 1:
        yield Problem("instruments.list", f"น้ำหนักของเครื่องมือรวมกันต้องได้ 1 แต่รวมได้ {total}")


def _unique(data: dict) -> Iterator[Problem]:
    instruments, indicators = data["instruments"]["list"], data["indicators"]["list"]
    subs = [sub["code"] for entry in indicators for sub in entry["sub_indicators"]]
    keyed = {
        "instruments.list": [entry["code"] for entry in instruments],
        "instruments.list[].letter": [entry["letter"] for entry in instruments],
        "indicators.list": [entry["code"] for entry in indicators],
        "indicators.list[].sub_indicators": subs,
        "levels.list": [entry["name"] for entry in data["levels"]["list"]],
        "topics.list": [entry["number"] for entry in data["topics"]["list"]],
    }
    keyed |= {f"items.{code}.list": [item["code"] for item in block["list"]] for code, block in _items(data)}
    for path, values in keyed.items():
        for value in _repeated(values):
            yield Problem(path, f"มี {value} ซ้ำกัน ต้องมีเพียงรายการเดียว")


def _instruments(data: dict) -> Iterator[Problem]:
    codes = [entry["code"] for entry in data["instruments"]["list"]]
    used = [entry["instrument"] for entry in data["indicators"]["list"]]
    for index, code in enumerate(used):
        if code not in codes:
            yield Problem(f"indicators.list[{index}].instrument", f"ไม่มีเครื่องมือ {code} ใน instruments")
    for index, code in enumerate(codes):
        if code not in used:
            yield Problem(f"instruments.list[{index}]", f"เครื่องมือ {code} ไม่มีตัวชี้วัดเลย จึงคิดคะแนนไม่ได้")
        if code not in data["items"]:
            yield Problem("items", f"ขาดรายการข้อของเครื่องมือ {code} (ถ้าไม่ทราบให้ใส่ count: null, list: [])")


def _item_codes(data: dict) -> Iterator[Problem]:
    letters = {entry["code"]: entry["letter"] for entry in data["instruments"]["list"]}
    owners = {entry["code"]: entry["instrument"] for entry in data["indicators"]["list"]}
    for instrument, block in _items(data):
        if instrument not in letters:
            yield Problem(f"items.{instrument}", f"ไม่มีเครื่องมือ {instrument} ใน instruments")
            continue
        for index, item in enumerate(block["list"]):
            path, code = f"items.{instrument}.list[{index}]", item["code"]
            if code[0] != letters[instrument]:
                yield Problem(
                    f"{path}.code", f"เลขข้อของ {instrument} ต้องขึ้นต้นด้วย {letters[instrument]} (พบ {code})"
                )
            if block["count"] is not None and int(code[1:]) > block["count"]:
                yield Problem(f"{path}.code", f"มีเพียง {block['count']} ข้อ แต่พบ {code}")
            if owners.get(item["indicator"]) != instrument:
                yield Problem(f"{path}.indicator", f"{instrument} ไม่มีตัวชี้วัดที่ {item['indicator']}")


def _sub_indicators(data: dict) -> Iterator[Problem]:
    listed = {item["code"]: item["indicator"] for _, block in _items(data) for item in block["list"]}
    for index, indicator in enumerate(data["indicators"]["list"]):
        path = f"indicators.list[{index}].sub_indicators"
        placed = [code for sub in indicator["sub_indicators"] for code in sub["items"]]
        for code in _repeated(placed):
            yield Problem(path, f"ข้อ {code} อยู่ในตัวชี้วัดย่อยมากกว่าหนึ่งแห่ง")
        for code in dict.fromkeys(placed):
            if listed.get(code) != indicator["code"]:
                yield Problem(path, f"ข้อ {code} ไม่อยู่ในรายการข้อของตัวชี้วัดที่ {indicator['code']}")
        left_out = [
            code for code, owner in listed.items() if owner == indicator["code"] and code not in placed
        ]
        if placed and left_out:
            yield Problem(path, f"ยังไม่ได้จัดข้อ {', '.join(left_out)} เข้าตัวชี้วัดย่อยใด")
        for number, sub in enumerate(indicator["sub_indicators"]):
            if sub["code"].split(".")[0] != indicator["code"]:
                yield Problem(f"{path}[{number}].code", f"ต้องขึ้นต้นด้วยเลขตัวชี้วัด {indicator['code']}.")
            if not sub["items"]:
                yield Problem(f"{path}[{number}].items", f"ตัวชี้วัดย่อย {sub['code']} ไม่มีข้อเลย จึงคิดคะแนนไม่ได้")


def _levels(data: dict) -> Iterator[Problem]:
    levels = data["levels"]["list"]
    floors = [(Decimal(level["minimum"]), Decimal(level["instrument_minimum"] or 0)) for level in levels]
    for index in range(1, len(floors)):
        # With equal minimums only a lighter condition on the instruments lets the lower level be reached.
        if floors[index] >= floors[index - 1]:
            yield Problem(f"levels.list[{index}]", f"ระดับ {levels[index]['name']} ต้องมีเกณฑ์ต่ำกว่าระดับก่อนหน้า")
    if floors and floors[-1] != (0, 0):
        yield Problem(f"levels.list[{len(floors) - 1}]", "ระดับสุดท้ายต้องเริ่มที่ 0 และไม่มีเงื่อนไขรายเครื่องมือ")
    if data["levels"]["pass_line"] is None:
        return
    pass_line = Decimal(data["levels"]["pass_line"])
    for index, level in enumerate(levels):
        if level["passed"] != (floors[index][0] >= pass_line):
            yield Problem(f"levels.list[{index}].passed", f"ไม่ตรงกับเกณฑ์ผ่าน {pass_line} คะแนน (pass_line)")


def _references(data: dict) -> Iterator[Problem]:
    """Items named by documents and topics."""
    named = {f"documents.{kind}": data["documents"][kind] for kind in ("analysis", "result")}
    for index, topic in enumerate(data["topics"]["list"]):
        named |= {f"topics.list[{index}].items[{place}]": code for place, code in enumerate(topic["items"])}
    counts = {
        entry["letter"]: data["items"].get(entry["code"], {"count": 0})["count"]
        for entry in data["instruments"]["list"]
    }
    for path, code in named.items():
        if code is None:
            continue
        count = counts.get(code[0], 0)
        if count is not None and int(code[1:]) > count:
            yield Problem(path, f"ปี {data['fiscal_year']} ไม่มีข้อ {code}")


def _previous(data: dict) -> Iterator[Problem]:
    previous = data["previous"]
    if previous is None:
        return
    if previous["fiscal_year"] != data["fiscal_year"] - 1:
        yield Problem("previous.fiscal_year", f"ต้องเป็นปีก่อนหน้า คือ {data['fiscal_year'] - 1}")
    codes = [entry["code"] for entry in data["indicators"]["list"]]
    for code in previous["indicators"]:
        if code not in codes:
            yield Problem(f"previous.indicators.{code}", f"ปี {data['fiscal_year']} ไม่มีตัวชี้วัดที่ {code}")


def _aliases(data: dict) -> Iterator[Problem]:
    indicators = data["indicators"]["list"]
    owners: dict[str, str] = {}
    for index, indicator in enumerate(indicators):
        if owners.setdefault(name_key(indicator["name"]), indicator["code"]) != indicator["code"]:
            yield Problem(f"indicators.list[{index}].name", f"ชื่อ “{indicator['name']}” ซ้ำกับตัวชี้วัดอื่น")
    for index, indicator in enumerate(indicators):
        for place, alias in enumerate(indicator["aliases"]):
            owner = owners.setdefault(name_key(alias), indicator["code"])
            if owner != indicator["code"]:
                path = f"indicators.list[{index}].aliases[{place}]"
                yield Problem(path, f"ชื่อ “{alias}” ใช้กับตัวชี้วัดที่ {owner} แล้ว")


def _sources(data: dict) -> Iterator[Problem]:
    for path, block in _blocks(data):
        for prefix in ("", "focus_"):
            keys = block.get(f"{prefix}sources", [])
            for key in keys:
                if key not in data["sources"]:
                    yield Problem(f"{path}.{prefix}sources", f"ไม่มีแหล่งอ้างอิง {key} ใน sources")
            if _is_backed(block, f"{prefix}confidence") and not keys:
                yield Problem(f"{path}.{prefix}sources", "ข้อมูลที่ระบุว่า confirmed หรือ medium ต้องบอกแหล่งอ้างอิง")


def _wording(data: dict) -> Iterator[Problem]:
    """Words that look official must not be shown unless a source backs them."""
    for instrument, block in _items(data):
        for index, item in enumerate(block["list"]):
            path = f"items.{instrument}.list[{index}]"
            for part in ("text", "topic"):
                if item.get(part) and not _is_backed(item, f"{part}_confidence"):
                    yield Problem(f"{path}.{part}", f"ข้อความของ {item['code']} {_UNBACKED} null")
            if item.get("parts") and not item["text"]:
                yield Problem(f"{path}.parts", f"ข้อย่อยของ {item['code']} ต้องมีข้อความหลัก (text) ด้วย")
    for name in ("instruments", "indicators", "topics"):
        if data[name]["list"] and not _is_backed(data[name]):
            yield Problem(f"{name}.list", f"ชื่อในรายการนี้{_UNBACKED} []")
    for kind in ("analysis", "result"):
        if data["documents"][kind] and not _is_backed(data["documents"]):
            yield Problem(f"documents.{kind}", f"เลขข้อนี้{_UNBACKED} null")


def _is_backed(block: dict, key: str = "confidence") -> bool:
    return Confidence(block.get(key, Confidence.NOT_FOUND)).is_backed


def _calendar(data: dict) -> Iterator[Problem]:
    for index, entry in enumerate(data["calendar"]):
        path = f"calendar[{index}]"
        if entry["start"] is None and entry["end"] is None:
            yield Problem(path, "ต้องมีวันเริ่มหรือวันสิ้นสุดอย่างน้อยหนึ่งวัน")
        try:
            start, end = (entry[key] and date.fromisoformat(entry[key]) for key in ("start", "end"))
        except ValueError:
            yield Problem(path, "ไม่มีวันที่นี้ในปฏิทิน กรุณาตรวจวันและเดือน")
            continue
        if start and end and end < start:
            yield Problem(path, "วันสิ้นสุดอยู่ก่อนวันเริ่ม")


def _items(data: dict) -> list[tuple[str, dict]]:
    return list(data["items"].items())


def _blocks(data: dict) -> Iterator[tuple[str, dict]]:
    """Every part of the pack that carries a confidence and sources, with its path."""
    names = ("instruments", "weights", "indicators", "levels", "documents", "topics", "national")
    yield from ((name, data[name]) for name in names)
    yield from ((f"items.{code}", block) for code, block in _items(data))
    yield from ((f"calendar[{index}]", entry) for index, entry in enumerate(data["calendar"]))
    if data["previous"] is not None:
        yield "previous", data["previous"]


def _repeated(values: list) -> list:
    return [value for value, times in Counter(values).items() if times > 1]


_RULES = (
    _scope, _weights, _unique, _instruments, _item_codes, _sub_indicators, _levels, _references, _previous,
    _aliases, _sources, _wording, _calendar,
)  # fmt: skip
