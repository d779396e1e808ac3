"""Where data are kept: database, files, backups."""

import os
import tempfile
import time
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

from itaportal.health.finding import Finding, fault, note, well
from itaportal.language import gettext
from itaportal.passing import ServiceAway

LEAST_ROOM = 100 * 1024 * 1024  # bytes: a year's evidence of one measure
_LITTLE_ROOM = 20 * LEAST_ROOM
_NEWEST_BACKUP = 26 * 60 * 60  # seconds: a day and the time that a backup takes
_NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
_SETTINGS = {
    "sqlite": ("PRAGMA synchronous", {"2", "3"}, "PRAGMA synchronous=FULL"),
    "postgresql": (
        "SHOW synchronous_commit",
        {"on", "local", "remote_apply", "remote_write"},
        "synchronous_commit = on",
    ),
}


def has_room() -> bool:
    """Tell whether files can be stored: space is left, and a block is really written (a quota, a disk gone read-only)."""
    try:
        disk = os.statvfs(settings.DATA_DIR)
        with tempfile.TemporaryFile(dir=settings.DATA_DIR) as file:
            file.write(bytes(disk.f_bsize))
            file.flush()
    except OSError:
        return False
    return disk.f_bavail * disk.f_frsize >= LEAST_ROOM and not _fault_of_bucket()


def _fault_of_bucket() -> str:
    """Return why the bucket of files takes nothing; "" where it does, and where files are kept in DATA_DIR."""
    if not settings.STORAGE_URL:
        return ""
    try:
        default_storage.need_writable()  # type: ignore[attr-defined]  # itaportal.keeping.bucket
    except (ServiceAway, OSError) as error:
        return str(error)
    return ""


def database() -> Finding:
    """It answers, and what it confirms is on the disk."""
    question, right, wanted = _SETTINGS[connection.vendor]
    try:
        with connection.cursor() as cursor:
            cursor.execute(question)
            answer = str(cursor.fetchone()[0])
            version = ".".join(map(str, connection.get_database_version()[:2]))
    except Error as error:
        return fault(
            gettext("ติดต่อฐานข้อมูลไม่ได้: {value}").format(value=str(error).strip().splitlines()[0]),
            gettext("ตรวจ DATABASE_URL และตรวจว่าฐานข้อมูลทำงานอยู่"),
        )
    if answer not in right:
        return fault(
            gettext("ไฟดับแล้วข้อมูลที่ยืนยันไปแล้วอาจหาย"), gettext("ตั้งค่าฐานข้อมูลเป็น {wanted}").format(wanted=wanted)
        )
    return well(
        gettext("ฐานข้อมูล {names} {version} ตอบ").format(names=_NAMES[connection.vendor], version=version)
    )


def migrations() -> Finding:
    """The tables are those of this release."""
    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error:
        return fault(gettext("ตรวจตารางในฐานข้อมูลไม่ได้"), gettext("แก้การติดต่อฐานข้อมูลก่อน"))
    if plan:
        return fault(
            gettext("ตารางในฐานข้อมูลเก่ากว่าโปรแกรม {plan} ขั้น").format(plan=len(plan)),
            gettext("สำรองข้อมูล แล้วสั่ง manage.py prepare"),
        )
    return well(gettext("ตารางในฐานข้อมูลตรงกับโปรแกรม"))


def files() -> Finding:
    """Files can be kept, and for a while yet."""
    place = settings.DATA_DIR
    if problem := _fault_of_bucket():
        return fault(
            gettext("เก็บไฟล์ในที่เก็บ S3 ไม่ได้: {problem}").format(problem=problem),
            gettext("ตรวจ STORAGE_URL และเครือข่าย ตรวจว่าบริการนั้นทำงานอยู่และยังมีที่ว่าง"),
        )
    if not has_room():
        return fault(
            gettext("บันทึกไฟล์ใน {place} ไม่ได้ หรือที่ว่างน้อยกว่า 100 MB").format(place=place),
            gettext("เพิ่มที่ว่าง หรือตรวจสิทธิ์และดิสก์ของเครื่อง"),
        )
    disk = os.statvfs(place)
    free = disk.f_bavail * disk.f_frsize
    kept = gettext("เก็บไฟล์ในที่เก็บ S3 ได้ ไฟล์ชั่วคราว") if settings.STORAGE_URL else gettext("บันทึกไฟล์ได้")
    said = gettext("{kept} เหลือที่ว่าง {free:,} MB").format(kept=kept, free=free // 2**20)
    return well(said) if free >= _LITTLE_ROOM else note(said, gettext("เพิ่มที่ว่างก่อนเหลือต่ำกว่า 100 MB"))


def backup() -> Finding:
    """There is a backup of today."""
    if not settings.BACKUP_FOLDER:
        return note(
            gettext("ไม่รู้ว่าเก็บข้อมูลสำรองไว้ที่ใด"), gettext("ตั้ง BACKUP_FOLDER และสั่ง manage.py backup ทุกคืน")
        )
    try:
        times = [one.stat().st_mtime for one in Path(settings.BACKUP_FOLDER).glob("*.backup")]
    except OSError as error:
        return fault(
            gettext("เปิด {backup_folder} ไม่ได้: {strerror}").format(
                backup_folder=settings.BACKUP_FOLDER, strerror=error.strerror
            ),
            gettext("ตรวจสิทธิ์ของ BACKUP_FOLDER"),
        )
    if not times:
        return fault(
            gettext("ไม่มีข้อมูลสำรองใน {backup_folder}").format(backup_folder=settings.BACKUP_FOLDER),
            gettext("สั่ง manage.py backup และตั้งเวลาให้ทำทุกคืน"),
        )
    hours = int(time.time() - max(times)) // 3600
    if time.time() - max(times) > _NEWEST_BACKUP:
        return fault(
            gettext("ข้อมูลสำรองล่าสุดเก่า {hours:,} ชั่วโมง").format(hours=hours),
            gettext("ตรวจงานสำรองข้อมูลประจำคืน แล้วสั่ง manage.py backup"),
        )
    return well(gettext("ข้อมูลสำรองล่าสุดทำเมื่อ {hours} ชั่วโมงก่อน").format(hours=hours))
