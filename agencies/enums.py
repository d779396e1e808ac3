"""The words that agencies store: kinds of municipality and what a person is there."""

from django.db import models


class AgencyKind(models.TextChoices):
    """Kinds of local government; the value is the abbreviation everybody writes."""

    SUBDISTRICT_ORGANISATION = "อบต.", "องค์การบริหารส่วนตำบล"
    SUBDISTRICT_MUNICIPALITY = "เทศบาลตำบล", "เทศบาลตำบล"
    TOWN_MUNICIPALITY = "เทศบาลเมือง", "เทศบาลเมือง"
    CITY_MUNICIPALITY = "เทศบาลนคร", "เทศบาลนคร"
    PROVINCIAL_ORGANISATION = "อบจ.", "องค์การบริหารส่วนจังหวัด"


class Alignment(models.TextChoices):
    """Where the lines of a document's paragraphs end."""

    START = "start", "ชิดซ้าย"
    THAI = "thai", "กระจายแบบไทย (ขอบขวาเสมอกัน)"


class Role(models.TextChoices):
    """What a person is in an agency; agencies/roles.py says what each may do."""

    STAFF = "staff", "เจ้าหน้าที่ผู้บันทึกข้อมูล"
    CHIEF = "chief", "หัวหน้าสำนักปลัด / ผู้รับผิดชอบ"
    SECRETARY = "secretary", "ปลัด"
    EXECUTIVE = "executive", "นายก (ผู้บริหาร)"
    VIEWER = "viewer", "ผู้ตรวจสอบ (ดูอย่างเดียว)"
    AGENCY_ADMIN = "agency_admin", "ผู้ดูแลข้อมูลหน่วยงาน"


class OversightLevel(models.TextChoices):
    """How far an overseer sees."""

    DISTRICT = "district", "อำเภอ"
    PROVINCE = "province", "จังหวัด"
    COUNTRY = "country", "ทั้งประเทศ"


class Digits(models.TextChoices):
    """How numbers are shown on the person's screen; documents always print Thai digits."""

    ARABIC = "arabic", "เลขอารบิก (123)"
    THAI = "thai", "เลขไทย (๑๒๓)"


class Theme(models.TextChoices):
    """Light or dark pages."""

    SYSTEM = "", "ตามเครื่องที่ใช้"
    LIGHT = "light", "สว่าง"
    DARK = "dark", "มืด"
