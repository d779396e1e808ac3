"""Who may find an entry."""

from django.db import models

from itaportal.language import gettext_lazy


class Audience(models.TextChoices):
    """Whom an entry is for; ``search.access`` turns it into a condition of the database."""

    PUBLIC = "public", gettext_lazy("ทุกคน")
    VIEW = "view", gettext_lazy("ผู้ที่อ่านข้อมูลของหน่วยงานได้")
    MANAGE = "manage", gettext_lazy("ผู้ดูแลข้อมูลหน่วยงาน")
    SHARED = "shared", gettext_lazy("ผู้ที่อ่านข้อมูลของหน่วยงานใดก็ได้")
    NAME = "name", gettext_lazy("ผู้ที่อ่านข้อมูลของหน่วยงานได้ และผู้ดูแลระบบ")
