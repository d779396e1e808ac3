"""What is wrong with the shape of a pack, said in Thai with the place: pydantic's errors in the words of the schema."""

import json
from collections import defaultdict
from collections.abc import Iterator
from inspect import isclass
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from criteria.schema import Pack
from itaportal.language import marked

NO_PACK = marked("ไฟล์เกณฑ์ต้องเป็นข้อมูลแบบมีหัวข้อ เริ่มด้วย schema: 1")
_KEYS = {"missing": marked("ขาดช่อง {}"), "extra_forbidden": marked("มีช่องที่ไม่รู้จัก: “{}”")}


class Problem(NamedTuple):
    """What is wrong, and where: ``indicators.list[3].instrument``, counting from 0."""

    path: str
    message: str


def problems_of_shape(error: ValidationError) -> list[Problem]:
    """Return what does not fit the schema; the missing keys of a part are one problem, and so are the unknown ones."""
    keys: dict[tuple, list[str]] = defaultdict(list)
    problems = []
    for each in error.errors(include_url=False):
        *around, last = each["loc"] or (None,)
        if each["type"] in _KEYS:
            keys[tuple(around), each["type"]].append(str(last))
        elif last == "[key]":
            problems.append(Problem(_path(around[:-1]), _message(each, around[:-1], of_key=True)))
        else:
            problems.append(Problem(_path(each["loc"]), _message(each, each["loc"])))
    problems += [
        Problem(_path(loc), _KEYS[kind].format(", ".join(names))) for (loc, kind), names in keys.items()
    ]
    return list(dict.fromkeys(problems))


def _path(loc: Any) -> str:
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in loc)
    return "".join(steps).removeprefix(".") or marked("ทั้งไฟล์")


def _message(error: Any, loc: Any, of_key: bool = False) -> str:
    """Return what must stand at the place, and what was found there."""
    if error["type"] == "no_day":
        return error["msg"]
    part: Any = Pack
    for step in loc:
        part = part_below(part, step)
    if of_key:
        part = next(get_args(each)[0] for each in choices_of(part) if get_origin(each) is dict)
    wanted, found = _description(part) if loc else NO_PACK, error["input"]
    if isinstance(found, dict | list):
        return wanted
    shown = json.dumps(found, ensure_ascii=False, default=str)[:40]
    return marked(f"{wanted} (พบ {shown})")


def part_below(part: Any, step: str | int) -> Any:
    """Return the type or field of the schema that stands under a key or an index of a part; None where there is none."""
    for each in choices_of(part):
        if isclass(each) and issubclass(each, BaseModel):
            return next((field for key, field in fields_of(each) if key == step), None)
        if get_origin(each) in (tuple, dict):
            return get_args(each)[0 if get_origin(each) is tuple else 1]
    return None


def keys_of(part: Any) -> list[str]:
    """Return the keys of a part in the order of the schema; none for a list, a dictionary or a value."""
    models = (each for each in choices_of(part) if isclass(each) and issubclass(each, BaseModel))
    return [key for model in models for key, _ in fields_of(model)]


def fields_of(model: type[BaseModel]) -> Iterator[tuple[str, FieldInfo]]:
    """Yield the fields by the keys under which they stand in a pack."""
    return ((field.alias or name, field) for name, field in model.model_fields.items())


def choices_of(part: Any) -> list[Any]:
    """Return the types that a part may have, without what is said about them."""
    return [get_args(each)[0] if get_origin(each) is Annotated else each for each in _members(part)]


def notes_of(part: Any) -> list[Any]:
    """Return what is said about a part, and about each type that it may have."""
    noted = (part, *_members(part))
    notes = [note for each in noted for note in getattr(each, "__metadata__", ())]
    return [part, *part.metadata, *notes] if isinstance(part, FieldInfo) else notes


def _members(part: Any) -> tuple[Any, ...]:
    plain = part.annotation if isinstance(part, FieldInfo) else part
    plain = get_args(plain)[0] if get_origin(plain) is Annotated else plain
    if get_origin(plain) in (Union, UnionType):
        return get_args(plain)
    return (plain,)


def _description(part: Any) -> str:
    model, *others = choices_of(part)
    said = [note.description for note in notes_of(part) if getattr(note, "description", None)]
    if said and isinstance(part, FieldInfo) and part.description:
        return said[0]
    if said:
        wanted = said[0]
    elif isclass(model) and issubclass(model, BaseModel):
        *most, last = (key for key, field in fields_of(model) if field.is_required())
        wanted = marked(f"{model.model_config.get('title') or ''}ต้องมี {', '.join(most)} และ {last}")
    else:
        return marked("ต้องเป็นรายการ")
    return marked(f"{wanted} หรือเป็น null") if NoneType in others else wanted
