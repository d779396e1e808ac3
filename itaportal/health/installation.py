"""Settings and what lies beside the program."""

import ctypes
import ctypes.util
import os
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from itaportal.health.finding import Finding, fault, note, well
from itaportal.language import gettext

_LOCAL = {"127.0.0.1", "localhost", "::1", "[::1]"}
# Pango and its companions, by the names that WeasyPrint asks for.
_LIBRARIES = ("gobject-2.0", "pango-1.0", "pangoft2-1.0", "harfbuzz", "harfbuzz-subset")


def mode() -> Finding:
    """No demonstration, nothing for developers."""
    if settings.DEBUG:
        return fault(gettext("เปิด DEBUG อยู่ หน้าจอจะแสดงรายละเอียดภายในแก่ทุกคน"), gettext("ตั้ง DEBUG=0 แล้วเริ่มใหม่"))
    if settings.DEMO:
        return fault(
            gettext("เปิด DEMO อยู่ บัญชีตัวอย่างมีรหัสผ่านที่ทุกคนรู้"), gettext("ตั้ง DEMO=0 และใช้ฐานข้อมูลใหม่ที่ไม่เคยเปิด DEMO")
        )
    return well(gettext("ใช้งานจริง ไม่ใช่ระบบสาธิต"))


def secret() -> Finding:
    """The secret is nobody else's. That it is long enough is seen to at the start."""
    path = os.environ.get("SECRET_KEY_FILE", "")
    if not path:
        return note(
            gettext("SECRET_KEY อยู่ในตัวแปรของระบบ"),
            gettext("ควรเก็บในไฟล์ที่อ่านได้เฉพาะผู้ใช้ของบริการ แล้วตั้ง SECRET_KEY_FILE"),
        )
    if Path(path).is_file() and Path(path).stat().st_mode & 0o007:
        return fault(
            gettext("ผู้ใช้อื่นในเครื่องอ่าน {path} ได้").format(path=path),
            gettext("สั่ง chmod o-rwx {path}").format(path=path),
        )
    return well(gettext("ไฟล์ SECRET_KEY_FILE อ่านได้เฉพาะผู้ที่ต้องใช้"))


def hosts() -> Finding:
    """The portal answers by its name, and prints an address that leads to it."""
    named = [one for one in settings.ALLOWED_HOSTS if one not in _LOCAL]
    if not named:
        return fault(
            gettext("ALLOWED_HOSTS ไม่มีชื่อเครื่องที่คนใช้"),
            gettext("ตั้ง ALLOWED_HOSTS=ita.example.go.th เป็นชื่อจริงของระบบ"),
        )
    if "*" in named:
        return fault(
            gettext("ALLOWED_HOSTS เป็น * จึงรับทุกชื่อ"), gettext("ตั้ง ALLOWED_HOSTS ให้เป็นชื่อจริงของระบบเท่านั้น")
        )
    host = urlsplit(settings.PORTAL_URL).hostname or ""
    if not any(host == one or one.startswith(".") and host.endswith(one) for one in named):
        return fault(
            gettext("PORTAL_URL ({portal_url}) ไม่ใช่ชื่อใน ALLOWED_HOSTS ที่อยู่ซึ่งพิมพ์บนเอกสารจะเปิดไม่ได้").format(
                portal_url=settings.PORTAL_URL
            ),
            gettext("ตั้ง PORTAL_URL ให้ตรงกับชื่อใน ALLOWED_HOSTS"),
        )
    return well(gettext("ระบบอยู่ที่ {portal_url}").format(portal_url=settings.PORTAL_URL))


def https() -> Finding:
    """What is sent is read by nobody on the way, and the portal knows that it was."""
    if not settings.HTTPS:
        return fault(
            gettext("ไม่ได้เปิด HTTPS รหัสผ่านถูกส่งโดยไม่เข้ารหัส"),
            gettext("ตั้ง HTTPS=1 และวาง nginx ที่มีใบรับรองไว้ด้านหน้า"),
        )
    if not settings.PORTAL_URL.startswith("https://"):
        return fault(gettext("PORTAL_URL ไม่ได้ขึ้นต้นด้วย https://"), gettext("แก้ PORTAL_URL ให้ขึ้นต้นด้วย https://"))
    if not settings.BEHIND_PROXY:
        return fault(
            gettext("เปิด HTTPS แต่ไม่ได้ตั้ง BEHIND_PROXY หน้าเว็บจะวนเปลี่ยนที่อยู่ไม่จบ"),
            gettext("ตั้ง BEHIND_PROXY=1 และให้ nginx ส่ง X-Forwarded-Proto"),
        )
    return well(gettext("ใช้ HTTPS ผ่านเครื่องด้านหน้า"))


def static_files() -> Finding:
    """Styles and scripts carry their hash, so that browsers keep them."""
    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").is_file():
        return note(
            gettext("ยังไม่ได้รวบรวมไฟล์ประกอบหน้าเว็บ"), gettext("สั่ง manage.py collectstatic --noinput แล้วเริ่มใหม่")
        )
    return well(gettext("รวบรวมไฟล์ประกอบหน้าเว็บแล้ว"))


def typesetting() -> Finding:
    """Documents can be drawn: the libraries, and the fonts that come with the portal."""
    missing = [name for name in _LIBRARIES if not _loads(name)]
    if missing:
        return fault(
            gettext("จัดทำ PDF ไม่ได้ เครื่องนี้ไม่มี {items}").format(items=", ".join(missing)),
            gettext("สั่ง apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"),
        )
    fonts = list((settings.BASE_DIR / "static" / "fonts").rglob("*.ttf"))
    if not fonts:
        return fault(gettext("ไม่พบแบบอักษรใน static/fonts"), gettext("ติดตั้งโปรแกรมใหม่ให้ครบทุกไฟล์"))
    return well(gettext("จัดทำ PDF ได้ มีแบบอักษร {fonts} ไฟล์").format(fonts=len(fonts)))


def _loads(library: str) -> bool:
    for name in (f"lib{library}.so.0", ctypes.util.find_library(library)):
        try:
            ctypes.CDLL(name or "")
        except OSError:
            continue
        return bool(name)
    return False
