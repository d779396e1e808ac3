"""What an uploaded file really is, and whether it is taken."""

from itaportal.language import gettext, gettext_lazy
from itaportal.thai.spelling import clean_line
from itaportal.virusscan import FileInfected, refuse_infected
from measures.enums import EvidenceKind
from measures.evidence import office, pdf, photos
from measures.evidence.limits import MAX_FILE_BYTES, MAX_PHOTO_BYTES, MEGABYTE
from measures.evidence.piece import Piece, UploadRefused

_HEIF_BRANDS = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif"}
_HEIF = gettext_lazy(
    "รูปแบบ HEIC จากโทรศัพท์ยังเปิดไม่ได้ กรุณาแปลงเป็น JPG ก่อน (iPhone: ตั้งค่า > กล้อง > รูปแบบ > เข้ากันได้มากที่สุด แล้วถ่ายใหม่ "
    "หรือแชร์รูปเป็น JPG)"
)
_OLD_OFFICE = gettext_lazy("ไฟล์ Word หรือ Excel แบบเก่า (DOC, XLS) รับไม่ได้ กรุณาบันทึกเป็น DOCX, XLSX หรือ PDF")
_UNKNOWN = gettext_lazy(
    "ไฟล์ชนิดนี้รับไม่ได้ (ดูจากเนื้อหาในไฟล์ ไม่ใช่จากชื่อ) กรุณาใช้รูป JPG, PNG, WEBP หรือไฟล์ PDF, XLSX, DOCX"
)
_EMPTY = gettext_lazy("ไฟล์ว่างเปล่า กรุณาเลือกไฟล์ใหม่")


def check(name: str, data: bytes) -> Piece:
    """Return the upload ready to be stored. Raises UploadRefused with the reason in Thai.

    ``name`` is what the sender calls the file; it is kept for people to read and decides nothing.
    """
    if not data:
        raise UploadRefused(_EMPTY)
    if _is_photo(data):
        _within(data, MAX_PHOTO_BYTES, gettext("รูป"))
        kept, print_data, thumbnail, look = photos.redraw(data)
        return Piece(EvidenceKind.PHOTO, _clean_name(name, "jpg"), "jpg", kept, print_data, thumbnail, look)
    _within(data, MAX_FILE_BYTES, gettext("ไฟล์"))
    try:
        refuse_infected([data])
    except FileInfected as error:
        raise UploadRefused(error.message) from error
    extension = _document_extension(data)
    return Piece(EvidenceKind.FILE, _clean_name(name, extension), extension, data)


def _is_photo(data: bytes) -> bool:
    is_webp = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    return data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or is_webp


def _document_extension(data: bytes) -> str:
    if data.startswith(b"%PDF-"):
        pdf.check(data)
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return office.extension_of(data)
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS:
        raise UploadRefused(_HEIF)
    raise UploadRefused(_OLD_OFFICE if data.startswith(b"\xd0\xcf\x11\xe0") else _UNKNOWN)


def _within(data: bytes, limit: int, what: str) -> None:
    if len(data) > limit:
        raise UploadRefused(
            gettext("{what}ใหญ่เกิน {limit} เมกะไบต์ กรุณาย่อขนาดก่อน").format(what=what, limit=limit // MEGABYTE)
        )


def _clean_name(name: str, extension: str) -> str:
    """Return the name as one clean line without folders, ending as the content says."""
    base = clean_line(name.replace("\\", "/").rsplit("/", 1)[-1])
    stem = base.rsplit(".", 1)[0] if "." in base else base
    stem = "".join(sign for sign in stem if sign.isprintable() and sign not in '<>:"|?*').strip(" .")
    return f"{stem[:120] or 'หลักฐาน'}.{extension}"
