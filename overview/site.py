"""What a site administrator has to see to, and how the portal is, as rows of `_components/summary_list.html`."""

from datetime import timedelta
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from accounts.queries import failed_sign_ins
from administration.queries import lacks_administrator
from agencies.models import Agency, User
from approvals.models import SignatureCheck
from approvals.queries.signers import falling_to_site
from criteria.models import CriteriaPack
from itaportal.health import has_room
from itaportal.language import gettext
from itaportal.templatetags.thai import counted
from measures.models import CatalogueMeasure


def site_tasks() -> dict[str, Any]:
    """Return ``waiting``, what only a site administrator can go on with, and ``state``, what there is and how it is."""
    people = User.objects.filter(is_active=True).aggregate(
        all=Count("pk"), never=Count("pk", filter=Q(last_login=None))
    )
    agencies = Agency.objects.aggregate(all=Count("pk"), lacking=Count("pk", filter=lacks_administrator()))
    failed_tasks = DBTaskResult.objects.filter(status=TaskResultStatus.FAILED).count()
    failed = failed_sign_ins().filter(at__gte=timezone.now() - timedelta(days=1)).count()
    faults = SignatureCheck.objects.exclude(fault="").count()
    waiting = [
        _row(gettext("ผู้ลงนามที่ไม่มีผู้ใดยืนยันได้"), falling_to_site().count(), gettext("ข้อเสนอ"), "site_proposals"),
        _row(
            gettext("มาตรการที่หน่วยงานเสนอให้ใช้ร่วมกัน"),
            CatalogueMeasure.objects.offered().count(),
            gettext("เรื่อง"),
            "catalogue:index",
        ),
        _row(
            gettext("เกณฑ์ที่ยังเป็นร่าง"),
            CriteriaPack.objects.drafts().count(),
            gettext("รุ่น"),
            "criteria:index",
        ),
        _row(
            gettext("หน่วยงานที่ไม่มีผู้ดูแลข้อมูลหน่วยงาน"),
            agencies["lacking"],
            gettext("แห่ง"),
            "administration:agencies",
            "?state=lacking",
        ),
        _row(
            gettext("งานเบื้องหลังที่ไม่สำเร็จ"),
            failed_tasks,
            gettext("งาน"),
            "administration:tasks",
            "?state=FAILED",
        ),
        {
            "label": gettext("ลายมือชื่อที่ตรวจแล้วผิดปกติ"),
            "number": faults,
            "value": gettext("{faults} ฉบับ ดูรายการด้วยคำสั่ง verify_documents").format(faults=counted(faults)),
        },
    ]
    state = [
        _row(gettext("หน่วยงาน"), agencies["all"], gettext("แห่ง"), "administration:agencies"),
        _row(gettext("บัญชีที่ใช้งานได้"), people["all"], gettext("บัญชี"), "administration:people", "?state=active"),
        _row(
            gettext("บัญชีที่ยังไม่เคยเข้าใช้"),
            people["never"],
            gettext("บัญชี"),
            "administration:people",
            "?state=never",
        ),
        _row(gettext("เข้าสู่ระบบไม่สำเร็จใน 24 ชั่วโมง"), failed, gettext("ครั้ง"), "failed_sign_ins"),
        {
            "label": gettext("ที่เก็บไฟล์"),
            "value": gettext("บันทึกได้ตามปกติ") if has_room() else "",
            "missing": gettext("ใกล้เต็มหรือบันทึกไม่ได้ กรุณาตรวจเครื่องแม่ข่ายทันที"),
        },
    ]
    return {"waiting": [row for row in waiting if row["number"]], "state": state}


def _row(label: str, number: int, unit: str, page: str, query: str = "") -> dict[str, Any]:
    return {
        "label": label,
        "number": number,
        "value": f"{counted(number)} {unit}",
        "change_url": reverse(page) + query,
        "change_label": gettext("เปิดดู"),
    }
