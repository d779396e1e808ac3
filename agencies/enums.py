"""The words that agencies store: kinds of municipality and what a person is there."""

from django.db import models

from itaportal.language import gettext_lazy


class AgencyKind(models.TextChoices):
    """Kinds of local government; the value is the abbreviation everybody writes."""

    SUBDISTRICT_ORGANISATION = "อบต.", "องค์การบริหารส่วนตำบล"
    SUBDISTRICT_MUNICIPALITY = "เทศบาลตำบล", "เทศบาลตำบล"
    TOWN_MUNICIPALITY = "เทศบาลเมือง", "เทศบาลเมือง"
    CITY_MUNICIPALITY = "เทศบาลนคร", "เทศบาลนคร"
    PROVINCIAL_ORGANISATION = "อบจ.", "องค์การบริหารส่วนจังหวัด"


class Alignment(models.TextChoices):
    """Where the lines of a document's paragraphs end."""

    START = "start", gettext_lazy("ชิดซ้าย")
    THAI = "thai", gettext_lazy("กระจายแบบไทย (ขอบขวาเสมอกัน)")


class Role(models.TextChoices):
    """What a person is in an agency; agencies/roles.py says what each may do."""

    STAFF = "staff", gettext_lazy("เจ้าหน้าที่ผู้บันทึกข้อมูล")
    CHIEF = "chief", gettext_lazy("หัวหน้าสำนักปลัด / ผู้รับผิดชอบ")
    SECRETARY = "secretary", gettext_lazy("ปลัด")
    EXECUTIVE = "executive", gettext_lazy("นายก (ผู้บริหาร)")
    VIEWER = "viewer", gettext_lazy("ผู้ตรวจสอบ (ดูอย่างเดียว)")
    AGENCY_ADMIN = "agency_admin", gettext_lazy("ผู้ดูแลข้อมูลหน่วยงาน")


class OversightLevel(models.TextChoices):
    """How far an overseer sees."""

    DISTRICT = "district", gettext_lazy("อำเภอ")
    PROVINCE = "province", gettext_lazy("จังหวัด")
    COUNTRY = "country", gettext_lazy("ทั้งประเทศ")


class Digits(models.TextChoices):
    """How numbers are shown on the person's screen; documents always print Thai digits."""

    ARABIC = "arabic", gettext_lazy("เลขอารบิก (123)")
    THAI = "thai", gettext_lazy("เลขไทย (๑๒๓)")


class Language(models.TextChoices):
    """The languages of the pages, each named in itself; documents are Thai always."""

    THAI = "th", "ไทย"
    ENGLISH = "en", "English"


class Theme(models.TextChoices):
    """Light or dark pages."""

    SYSTEM = "", gettext_lazy("ตามเครื่องที่ใช้")
    LIGHT = "light", gettext_lazy("สว่าง")
    DARK = "dark", gettext_lazy("มืด")
