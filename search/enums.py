"""Who may find an entry."""

from django.db import models


class Audience(models.TextChoices):
    """Whom an entry is for; ``search.access`` turns it into a condition of the database."""

    PUBLIC = "public", "ทุกคน"
    VIEW = "view", "ผู้ที่อ่านข้อมูลของหน่วยงานได้"
    MANAGE = "manage", "ผู้ดูแลข้อมูลหน่วยงาน"
    SHARED = "shared", "ผู้ที่อ่านข้อมูลของหน่วยงานใดก็ได้"
    NAME = "name", "ผู้ที่อ่านข้อมูลของหน่วยงานได้ และผู้ดูแลระบบ"
