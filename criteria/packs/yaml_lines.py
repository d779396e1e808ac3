"""A criteria pack as YAML text: read with the line of every part, written in the order of the schema.

Read bounded: no anchors, aliases or tags (an alias bomb is a few lines), no depth or length that a pack never has.
"""

import re
from collections.abc import Iterable
from typing import Any

from criteria.packs.places import FilePlace, PackFile, PlacedProblem
from criteria.problems import NO_PACK, keys_of, part_below
from criteria.schema import Pack
from itaportal.language import marked

MAX_DEPTH = 12
MAX_PARTS = 30_000
_UNREADABLE = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_SYNTAX = marked("อ่านต่อจากจุดนี้ไม่ได้ มักเกิดจากย่อหน้าไม่ตรงกัน ลืมเครื่องหมาย : หรือปิดเครื่องหมายคำพูดไม่ครบ")
_ANCHOR = marked("ใช้เครื่องหมาย & * หรือ ! หน้าข้อความไม่ได้ กรุณาเขียนเนื้อหาให้ครบทุกที่ หรือใส่เครื่องหมายคำพูดครอบข้อความ")
_TOO_LONG = marked("ไฟล์มีรายการมากหรือซ้อนกันลึกเกินกว่าไฟล์เกณฑ์ปกติ กรุณาตรวจว่าเลือกไฟล์ถูก")
_CHARACTER = marked("มีอักขระควบคุมที่มองไม่เห็น กรุณาลบแล้วพิมพ์ข้อความช่วงนี้ใหม่")


def read(text: str) -> PackFile:
    """Return the pack, or the problems that prevented reading it; what it says is not judged here."""
    import yaml

    if hit := _UNREADABLE.search(text):
        return _refuse(text.count("\n", 0, hit.start()), _CHARACTER)
    try:
        refused = _find_unbounded(yaml.parse(text, Loader=yaml.CSafeLoader))
        node = None if refused else yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return _refuse(mark.line if mark else 0, _SYNTAX)
    if refused:
        return _refuse(*refused)
    if not isinstance(node, yaml.MappingNode):
        return _refuse(0, NO_PACK)
    reading = _Reading()
    data = reading.value(node, "", node.start_mark.line)
    return PackFile(None if reading.problems else data, tuple(reading.problems), reading.places)


def write(data: dict) -> str:
    """Return the pack as YAML, its parts in the order of the schema."""
    return "\n".join(_part(key, part) for key, part in _order_keys(data, Pack).items())


def _part(key: str, part: Any) -> str:
    import yaml

    # Entries of lists on one line each, as people write them; what is one value or a list of sentences is not.
    style = None if isinstance(part, dict | list) and key != "sources" else False
    return yaml.dump(
        {key: part},
        Dumper=yaml.CSafeDumper,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=style,
        width=1_000_000,
    )


def _refuse(line: int, message: str) -> PackFile:
    return PackFile(None, (PlacedProblem(FilePlace(line + 1), message),))


def _find_unbounded(events: Iterable[Any]) -> tuple[int, str] | None:
    """Return line and reason of the first thing that a pack may not contain."""
    import yaml

    depth = parts = 0
    for event in events:
        if isinstance(event, yaml.NodeEvent):
            parts += 1
            if event.anchor or isinstance(event, yaml.AliasEvent) or getattr(event, "tag", None):
                return (event.start_mark.line if event.start_mark else 0), _ANCHOR
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH or parts > MAX_PARTS:
            return event.start_mark.line, _TOO_LONG
    return None


class _Reading:
    """Turns nodes into plain data and notes where each part begins."""

    def __init__(self):
        from yaml.constructor import SafeConstructor

        self.problems: list[PlacedProblem] = []
        self.places: dict[str, FilePlace] = {}
        self._constructor = SafeConstructor()

    def value(self, node, path: str, line: int) -> Any:
        """Return the node's value; ``line`` (from 0) is where its key or its dash stands."""
        import yaml

        self.places[path] = FilePlace(line + 1)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [
                self.value(entry, f"{path}[{index}]", entry.start_mark.line)
                for index, entry in enumerate(node.value)
            ]
        return self._scalar(node)

    def _mapping(self, node, path: str) -> dict:
        found = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line
            key = self._key(key_node)
            if key is None:
                self._complain(
                    line,
                    marked('ชื่อหัวข้อหรือรหัสหน้าเครื่องหมาย : ต้องเป็นข้อความ ถ้าเป็นตัวเลขให้ใส่เครื่องหมายคำพูด เช่น "1":'),
                )
            elif key in found:
                self._complain(line, marked(f"มีหัวข้อ {key} ซ้ำกันในที่เดียว กรุณาเหลือไว้เพียงหัวข้อเดียว"))
            else:
                found[key] = self.value(value_node, f"{path}.{key}" if path else key, line)
        return found

    def _key(self, node) -> str | None:
        import yaml

        value = self._scalar(node) if isinstance(node, yaml.ScalarNode) else None
        return value if isinstance(value, str) else None

    def _scalar(self, node) -> Any:
        import yaml

        try:
            value = self._constructor.construct_object(node)
        except (ValueError, yaml.YAMLError):  # 2025-13-40, a number of thousands of digits, a lone "<<"
            self._complain(
                node.start_mark.line, marked("อ่านค่านี้ไม่ได้ ถ้าเป็นวันที่หรือตัวเลข กรุณาตรวจและใส่เครื่องหมายคำพูด")
            )
            return None
        if isinstance(value, str) and _CONTROL.search(value):
            self._complain(node.start_mark.line, _CHARACTER)
        return value

    def _complain(self, line: int, message: str) -> None:
        self.problems.append(PlacedProblem(FilePlace(line + 1), message))


def _order_keys(value: Any, part: Any) -> Any:
    """Return the value with its keys in the schema's order; a database may have lost it."""
    if isinstance(value, list):
        return [_order_keys(entry, part_below(part, 0)) for entry in value]
    if not isinstance(value, dict):
        return value
    keys = [key for key in keys_of(part) if key in value] or value
    return {key: _order_keys(value[key], part_below(part, key)) for key in keys}
