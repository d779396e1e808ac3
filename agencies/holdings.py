"""What the portal holds about people, why, for how long, and what becomes of it: every app registers its own.

Export and removal of a person, and the public page about it, are made of this alone; a relation to a person that is not
registered fails a test.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from itaportal.language import gettext_lazy

if TYPE_CHECKING:
    from agencies.models import User


@dataclass(frozen=True, slots=True)
class Purpose:
    """Why something is held. ``is_removed``: it goes when a person's data are removed, else ``afterwards`` says why not."""

    what: str
    why: str
    how_long: str
    afterwards: str
    is_removed: bool = False


ACCOUNT = Purpose(
    gettext_lazy("บัญชี: ชื่อ คำนำหน้า ชื่อผู้ใช้ อีเมล และการตั้งค่าหน้าจอ"),
    gettext_lazy("ให้เข้าใช้ระบบ ให้เอกสารพิมพ์ชื่อถูกต้อง และส่งการแจ้งเตือน"),
    gettext_lazy("ตราบที่บัญชียังใช้งาน"),
    gettext_lazy("นำออก ยกเว้นชื่อของผู้ที่เคยเสนอหรือลงนามเอกสาร ซึ่งเอกสารราชการต้องบอกได้ว่าเป็นผู้ใด"),
    is_removed=True,
)
DUTIES = Purpose(
    gettext_lazy("หน้าที่: หน่วยงาน บทบาท ตำแหน่ง และช่วงเวลา"),
    gettext_lazy("ให้สิทธิ์ตามหน้าที่ และบอกได้ว่าผู้ใดมีอำนาจในเวลาใด"),
    gettext_lazy("ตราบที่หน่วยงานใช้ระบบ"),
    gettext_lazy("คงไว้ว่าเคยมีหน้าที่ใด แต่สิ้นสุดหน้าที่ทันที เพราะใช้ยืนยันอำนาจของผู้ลงนามย้อนหลัง"),
)
OVERSIGHT = Purpose(
    gettext_lazy("การกำกับดูแล: พื้นที่ที่ดูแล และกลุ่มสิทธิ์"),
    gettext_lazy("ให้สิทธิ์อ่านข้อมูลของหน่วยงานในพื้นที่"),
    gettext_lazy("ตราบที่มีหน้าที่"),
    gettext_lazy("นำออก"),
    is_removed=True,
)
SECURITY = Purpose(
    gettext_lazy("การเข้าใช้: วิธียืนยันตัวตน เครื่องที่เข้าระบบอยู่ ประวัติการเข้าสู่ระบบพร้อมที่อยู่ IP และรหัสครั้งเดียว"),
    gettext_lazy("กันผู้อื่นเข้าบัญชี และให้เจ้าของบัญชีตรวจได้"),
    gettext_lazy("ประวัติการเข้าสู่ระบบ 180 วัน นอกนั้นตราบที่บัญชียังใช้งาน"),
    gettext_lazy("นำออก"),
    is_removed=True,
)
NOTICES = Purpose(
    gettext_lazy("การแจ้งเตือน และเรื่องที่เลือกรับทางอีเมล"),
    gettext_lazy("บอกงานที่รอและความเคลื่อนไหวของบัญชี"),
    gettext_lazy("ตราบที่บัญชียังใช้งาน"),
    gettext_lazy("นำออก"),
    is_removed=True,
)
DRAFTS = Purpose(
    gettext_lazy("ร่างแบบฟอร์มที่ยังไม่บันทึก: ข้อความที่พิมพ์ค้างไว้ในแต่ละหน้า ไม่มีรหัสผ่านและไฟล์"),
    gettext_lazy("ให้พิมพ์ต่อได้เมื่อเครื่องดับ หน้าต่างปิด หรือใช้เครื่องอื่น"),
    gettext_lazy("จนกว่าจะบันทึกหรือทิ้งร่าง และไม่เกิน 14 วัน"),
    gettext_lazy("นำออก"),
    is_removed=True,
)
SIGNED = Purpose(
    gettext_lazy("เอกสารที่เสนอ ลงนาม สอบถาม หรือแนบ: ชื่อ ตำแหน่ง ความเห็น เวลา และวิธียืนยันตัวตน"),
    gettext_lazy("เป็นหลักฐานว่าผู้ใดพิจารณาเอกสารของหน่วยงานอย่างไร"),
    gettext_lazy("ตามอายุของเอกสารราชการ"),
    gettext_lazy("คงไว้ เพราะเป็นส่วนหนึ่งของเอกสารที่ลงนามแล้ว การนำออกทำให้ลายมือชื่อใช้ไม่ได้"),
)
EDITS = Purpose(
    gettext_lazy("ผู้บันทึกหรือแก้ไขล่าสุดของข้อมูลหน่วยงาน"),
    gettext_lazy("บอกผู้ใช้คนอื่นว่าข้อมูลเป็นของผู้ใด เมื่อแก้ไขพร้อมกันหรือมีข้อสงสัย"),
    gettext_lazy("ตราบที่ข้อมูลนั้นยังอยู่"),
    gettext_lazy("คงไว้เพียงเลขอ้างอิงของบัญชี เพราะข้อมูลเป็นของหน่วยงาน"),
)
LOG = Purpose(
    gettext_lazy("บันทึกการใช้งาน: ผู้ใดทำอะไร เมื่อใด จากที่อยู่ IP ใด"),
    gettext_lazy("ตรวจสอบการทำงานของหน่วยงานและของผู้ดูแลระบบ"),
    gettext_lazy("ตราบที่หน่วยงานใช้ระบบ"),
    gettext_lazy(
        "คงไว้ เพราะแต่ละรายการผูกกับรายการก่อนหน้า และค่าปิดท้ายอยู่ในเอกสารที่ลงนามแล้ว แก้รายการใดก็ตรวจพบว่าบันทึกไม่ครบ"
    ),
)
PURPOSES = (ACCOUNT, DUTIES, OVERSIGHT, SECURITY, NOTICES, DRAFTS, SIGNED, EDITS, LOG)


@dataclass(frozen=True, slots=True)
class Holding:
    """Rows of a model that are about a person: ``field`` holds the person's id, or the user name (``by_name``).

    ``shown``: the columns that are told, () for all but ``secret`` ones, which open something or are told to nobody.
    ``of``: the only value of ``object_type`` for which the field means a person. ``binds``: the name stays for its sake.
    ``title``: what the rows are called where the model has no Thai name.
    """

    model: str
    field: str
    purpose: Purpose
    by_name: bool = False
    shown: tuple[str, ...] = ()
    secret: tuple[str, ...] = ()
    of: str = ""
    binds: bool = False
    title: str = ""


_holdings: list[Holding] = []
# Given a person, why their data cannot be removed yet, "" where they can.
Hindrance = Callable[["User"], str]
_hindrances: list[Hindrance] = []


def register_holdings(*found: Holding) -> None:
    """Add what an app holds; called once by its AppConfig.ready()."""
    _holdings.extend(found)


def register_edits(*names: str) -> None:
    """Add columns "app.Model.field" that say who worked on an agency's data."""
    for name in names:
        model, _, field = name.rpartition(".")
        register_holdings(Holding(model, field, EDITS, shown=("id",)))


def holdings() -> tuple[Holding, ...]:
    """Return what is registered, in the order of the purposes."""
    return tuple(sorted(_holdings, key=lambda holding: PURPOSES.index(holding.purpose)))


def register_hindrance(why_not: Hindrance) -> None:
    """Add a reason for which a person cannot be removed yet; called once by an AppConfig.ready()."""
    _hindrances.append(why_not)


def why_not_removed(user: "User") -> str:
    """Return the first reason for which the person's data cannot be removed yet, "" where they can."""
    return next(filter(None, (why_not(user) for why_not in _hindrances)), "")
