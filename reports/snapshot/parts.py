"""What the parts of a snapshot have in common: they are frozen, open what older versions stored, and name their fields.

A field's Thai name is that of the model field it mirrors, or the title given with it, and stands nowhere else:
``Part.title_of`` gives it to the list of changes, the completeness check, the JSON Schema and the spreadsheet.
"""

from datetime import date
from functools import cache
from typing import Annotated, Any, ClassVar, Self

from django.db.models import CharField, FileField, Model, TextField
from django.db.models import Field as ModelField
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    WithJsonSchema,
    create_model,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema
from typing_extensions import TypeAliasType

from itaportal.editing.modelfields import Baht, label_of

Score = TypeAliasType(
    "Score",
    Annotated[
        str,
        WithJsonSchema(
            {
                "type": "string",
                "pattern": r"^([0-9]{1,3}\.[0-9]{2})?$",
                "description": "คะแนน 0–100 เป็นข้อความ ทศนิยมสองตำแหน่ง ว่างเมื่อไม่มีคะแนน",
            }
        ),
    ],
)
Amount = TypeAliasType(
    "Amount",
    Annotated[
        str,
        BeforeValidator(lambda told: "" if told is None else str(told)),
        WithJsonSchema(
            {
                "type": "string",
                "pattern": r"^([0-9]{1,8}\.[0-9]{2})?$",
                "description": "จำนวนเงินเป็นบาท เป็นข้อความ ทศนิยมสองตำแหน่ง ว่างเมื่อไม่ได้ระบุ",
            }
        ),
    ],
)
Year = Annotated[int, Field(json_schema_extra={"minimum": 2550, "maximum": 2650})]


class Part(BaseModel):
    """A part of a snapshot; keys that a stored one lacks have their defaults, keys nobody knows are left aside.

    ``mirrors`` is the model whose fields its own have their names, choices and Thai titles from.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="ignore",
        populate_by_name=True,
        json_schema_serialization_defaults_required=True,
    )
    mirrors: ClassVar[type[Model] | None] = None

    @classmethod
    def of(cls, row: Any, **values: Any) -> Self:
        """Return the part with what a row or plain object says, and with ``values`` where they are given."""
        told = {name: getattr(row, name) for name in cls.model_fields if name not in values}
        return cls(**told, **values)

    @classmethod
    def title_of(cls, name: str) -> str:
        """Return the field's name in the language of who reads, "" where it has none."""
        own, mirrored = cls.model_fields[name].title, cls.mirrored(name)
        return own or (label_of(mirrored.model, name) if mirrored else "")

    @classmethod
    def choices_of(cls, name: str) -> dict[str, str]:
        """Return the labels of a field's choices by what is stored, in the language of who reads; {} without choices."""
        mirrored = cls.mirrored(name)
        return {str(value): str(label) for value, label in (mirrored and mirrored.flatchoices) or ()}

    @classmethod
    @cache
    def worded(cls) -> tuple[str, ...]:
        """Return the names of the fields that people write in words: texts of the model without choices."""
        mirrored = {name: cls.mirrored(name) for name in cls.model_fields}
        return tuple(
            name
            for name, field in mirrored.items()
            if isinstance(field, CharField | TextField) and not field.choices
        )

    @classmethod
    @cache
    def is_amount(cls, name: str) -> bool:
        """Whether the field is an amount of money."""
        return isinstance(cls.mirrored(name), Baht)

    @classmethod
    @cache
    def mirrored(cls, name: str) -> ModelField | None:
        """Return the model field of this name, None for a field of the snapshot's own."""
        fields = cls.mirrors._meta.concrete_fields if cls.mirrors else ()
        return next((field for field in fields if field.name == name and not field.is_relation), None)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        reference = handler(core_schema)
        schema = handler.resolve_ref_schema(reference)
        schema["description"] = schema.pop("title")
        for name, field in cls.model_fields.items():
            told = schema["properties"][field.alias or name]
            told.pop("title", None)
            told.pop("default", None)
            if title := cls.title_of(name):
                told["title"] = title
            if choices := cls.choices_of(name):
                told["enum"] = list(choices)
        return reference


def fields_of(model: type[Model], *, without: tuple[str, ...]) -> Any:
    """Return a base with everything that people enter into the model, in its order: a new field of the model is in it.

    Left out are relations, files, what no form edits, and the fields named in ``without``.
    """
    fields: dict[str, Any] = {
        field.name: _kind_of(field)
        for field in model._meta.concrete_fields
        if field.editable and not (field.primary_key or field.is_relation or isinstance(field, FileField))
    }
    for name in without:
        del fields[name]
    base = create_model(model.__name__, __base__=Part, **fields)
    base.mirrors = model
    return base


_NOTHING: dict[str, tuple[Any, Any]] = {
    "BooleanField": (bool, False),
    "DateField": (date | None, None),
    "DecimalField": (Amount, ""),
    "JSONField": (tuple[Any, ...], ()),
    "PositiveSmallIntegerField": (int | None, None),
}


def _kind_of(field: ModelField) -> tuple[Any, Any]:
    """Return how a model's field is kept, and what stands for nothing; texts and choices are texts."""
    return _NOTHING.get(field.get_internal_type(), (str, ""))
