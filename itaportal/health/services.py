"""What works beside the web server: worker, clock, mail, time stamps, Redis."""

import ctypes
import socket
from contextlib import suppress
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import get_connection
from django.db import Error, connection
from django.utils import timezone

from itaportal import ratelimits
from itaportal.health.finding import Finding, fault, note, well
from itaportal.language import gettext
from itaportal.working import living, waiting

_LONG = timedelta(minutes=10)
_CONNECT_SECONDS = 5
_UNSYNCHRONISED = 5  # what adjtimex answers then (TIME_ERROR)
_CLOCKS_APART = 5  # seconds


def worker() -> Finding:
    """Somebody does what outlasts a request."""
    try:
        found = living()
    except Error:
        return fault(gettext("ตรวจตัวทำงานเบื้องหลังไม่ได้"), gettext("แก้การติดต่อฐานข้อมูลก่อน"))
    if not found:
        return fault(
            gettext("ไม่มีตัวทำงานเบื้องหลัง ไฟล์ใหญ่และรหัสผ่านใหม่จะไม่ได้ทำ"),
            gettext("เริ่ม manage.py db_worker เป็นบริการ"),
        )
    machines = len({one.host for one in found})
    return well(
        gettext("ตัวทำงานเบื้องหลังทำงานอยู่ {found} ตัว ใน {machines} เครื่อง").format(
            found=len(found), machines=machines
        )
    )


def waiting_tasks() -> Finding:
    """Nothing waits for long."""
    try:
        found = waiting()
    except Error:
        return fault(gettext("ตรวจงานเบื้องหลังไม่ได้"), gettext("แก้การติดต่อฐานข้อมูลก่อน"))
    if found.since and timezone.now() - found.since > _LONG:
        return fault(
            gettext("งานเบื้องหลังรออยู่ {tasks:,} งาน งานแรกรอเกิน 10 นาที").format(tasks=found.tasks),
            gettext("ตรวจบันทึกของ db_worker หรือเพิ่มตัวทำงานเบื้องหลัง"),
        )
    if found.failed:
        return note(
            gettext("งานเบื้องหลังไม่สำเร็จ {failed:,} งาน").format(failed=found.failed),
            gettext("ดูสาเหตุและสั่งทำอีกครั้งที่หน้างานเบื้องหลัง"),
        )
    return well(
        gettext("งานเบื้องหลังรออยู่ {tasks:,} งาน กำลังทำ {running:,} งาน").format(
            tasks=found.tasks, running=found.running
        )
    )


def clock() -> Finding:
    """Signatures and one-time codes go by the clock."""
    todo = gettext("เปิด systemd-timesyncd หรือ chrony")
    told = timezone.now()
    if connection.vendor == "postgresql":
        with suppress(Error), connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            [told] = cursor.fetchone()
    apart = abs((timezone.now() - told).total_seconds())
    if apart > _CLOCKS_APART:
        return fault(gettext("นาฬิกาของเครื่องนี้กับฐานข้อมูลต่างกัน {apart:,.0f} วินาที").format(apart=apart), todo)
    try:
        state = ctypes.CDLL(None).adjtimex(ctypes.create_string_buffer(512))
    except (OSError, AttributeError):
        state = -1
    if state == _UNSYNCHRONISED:
        return note(gettext("นาฬิกาของเครื่องไม่ได้เทียบกับเวลามาตรฐาน"), todo)
    return (
        well(gettext("นาฬิกาเทียบกับเวลามาตรฐาน"))
        if state >= 0
        else note(gettext("ตรวจไม่ได้ว่านาฬิกาเทียบเวลาหรือไม่"), todo)
    )


def mail() -> Finding:
    """E-mail goes out."""
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        return note(gettext("ไม่ได้ตั้งเครื่องแม่ข่ายอีเมล ไม่มีอีเมลใดถูกส่งออก"), gettext("ตั้ง EMAIL_URL และ EMAIL_FROM"))
    try:
        connected = get_connection(timeout=_CONNECT_SECONDS)
        connected.open()
        connected.close()
    except OSError as error:  # every failure of smtplib is one
        return fault(
            gettext("ติดต่อเครื่องแม่ข่ายอีเมลไม่ได้: {error}").format(error=error),
            gettext("ตรวจ EMAIL_URL อีเมลที่ค้างจะส่งเองเมื่อกลับมาติดต่อได้"),
        )
    return well(gettext("เครื่องแม่ข่ายอีเมล {email_host} ตอบ").format(email_host=settings.EMAIL_HOST))


def time_stamps() -> Finding:
    """The time-stamp service is reached."""
    if not settings.TSA_URL:
        return note(
            gettext("ไม่ได้ตั้งบริการประทับเวลา ลายมือชื่อจะไม่มีตราประทับเวลา"), gettext("ตั้ง TSA_URL หากหน่วยงานมีบริการนี้")
        )
    place = urlsplit(settings.TSA_URL)
    port = place.port or (443 if place.scheme == "https" else 80)
    if problem := _unreachable(place.hostname or "", port):
        return fault(
            gettext("ติดต่อบริการประทับเวลาไม่ได้: {problem}").format(problem=problem),
            gettext("ตรวจ TSA_URL และเครือข่าย ตราที่ขาดจะเติมเองเมื่อกลับมาติดต่อได้"),
        )
    return well(gettext("บริการประทับเวลา {hostname} ตอบ").format(hostname=place.hostname))


def _unreachable(host: str, port: int) -> str:
    try:
        socket.create_connection((host, port), timeout=_CONNECT_SECONDS).close()
    except OSError as error:
        return str(error)
    return ""


def request_counts() -> Finding:
    """Requests are counted, in Redis where one is named."""
    kind = settings.RATE_LIMIT_URL.partition(":")[0]
    if not ratelimits.is_reachable():
        return fault(
            gettext("นับคำขอไม่ได้ ({kind})").format(kind=kind),
            gettext("ตรวจ RATE_LIMIT_URL และตรวจว่าบริการนั้นทำงานอยู่ ระหว่างนี้ระบบไม่จำกัดจำนวนคำขอ"),
        )
    return well(gettext("นับคำขอไว้ใน {kind}").format(kind=kind))
