"""Why something could not be signed, in words for the person who tried."""

from itaportal.language import gettext_lazy


class SigningFailed(Exception):
    """The file was not signed; the message says in Thai why and what to do. Nothing was changed."""


BROKEN = gettext_lazy("ไฟล์เอกสารเสียหรืออ่านไม่ได้ จึงยังไม่ได้ลงนาม กรุณาแจ้งผู้ดูแลระบบให้ออกเอกสารใหม่")
