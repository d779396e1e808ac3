"""Addresses of web pages as people paste them: cleaned, and what is wrong with one."""

from urllib.parse import urlsplit

from itaportal.language import gettext, gettext_lazy

MOST_LETTERS = 1000
_COPY = gettext_lazy("กรุณาคัดลอกทั้งหมดจากแถบที่อยู่ของเบราว์เซอร์ เช่น https://www.example.go.th/page")


def clean_addresses(text: str) -> str:
    """Return the addresses one on each line and each once, without characters that nobody sees."""
    lines = ("".join(filter(str.isprintable, line)).strip() for line in text.splitlines())
    return "\n".join(dict.fromkeys(filter(None, lines)))


def refusal_of(address: str) -> str:
    """Return in Thai why a cleaned line is no address of a web page, "" where it is one."""
    if len(address) > MOST_LETTERS:
        return gettext("ยาวเกิน {most_letters:,} ตัวอักษร").format(most_letters=MOST_LETTERS)
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return gettext("ไม่ใช่ที่อยู่เว็บ {copy}").format(copy=_COPY)
    if parts.scheme.lower() not in ("http", "https"):
        return gettext("ต้องขึ้นต้นด้วย https:// หรือ http:// {copy}").format(copy=_COPY)
    if parts.username is not None or parts.password is not None:
        return gettext("มีชื่อผู้ใช้หรือรหัสผ่านอยู่ในที่อยู่ กรุณาใช้ลิงก์ที่เปิดได้โดยไม่ต้องเข้าสู่ระบบ")
    if not host or "." not in host.strip(".") or any(letter.isspace() for letter in address):
        return gettext("ไม่ใช่ที่อยู่เว็บ {copy}").format(copy=_COPY)
    return ""
