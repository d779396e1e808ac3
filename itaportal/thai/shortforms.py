"""Short forms that offices write for long names, as data, and their writing out."""

import re

# Full name by short form; the short one is shown with its dot and read without it as well.
SHORT_FORMS = {
    "อบต.": "องค์การบริหารส่วนตำบล",
    "อบจ.": "องค์การบริหารส่วนจังหวัด",
    "อปท.": "องค์กรปกครองส่วนท้องถิ่น",
    "ทต.": "เทศบาลตำบล",
    "ทม.": "เทศบาลเมือง",
    "ทน.": "เทศบาลนคร",
    "กทม.": "กรุงเทพมหานคร",
    "สขร.": "สำนักงานคณะกรรมการข้อมูลข่าวสารของราชการ",
}
# Words that only end a longer one in short, as in "เทศบาลต.บ่อพลับ".
_ENDS = {
    "เทศบาลต.": "เทศบาลตำบล",
    "เทศบาลน.": "เทศบาลนคร",
    "เทศบาลม.": "เทศบาลเมือง",
    "บริหารส่วนต.": "บริหารส่วนตำบล",
    "บริหารส่วนจ.": "บริหารส่วนจังหวัด",
}
_MARKS = "\u0e30-\u0e3a\u0e47-\u0e4e"
_WRITTEN = {short.rstrip("."): full for short, full in SHORT_FORMS.items()}
# With its dot, or as a word of its own. The letters of the first two begin no word but "อบตัว" and the like, so they need
# no dot, and with it they also end one ("นายกอบต.").
_SHORT = re.compile(
    rf"(?<![\u0e01-\u0e4e])({'|'.join(_WRITTEN)})(?:\.\s*|\s+|(?![\u0e01-\u0e4e]))"
    rf"|(?<![\u0e01-\u0e4e])(อบต|อบจ)(?![{_MARKS}])|(อบต|อบจ)\.\s*"
)
_END = re.compile(rf"({'|'.join(map(re.escape, _ENDS))})\s*")


def expanded(text: str) -> str:
    """Return the text with its short forms written out: "อบต. ทุ่งน้อย" is "องค์การบริหารส่วนตำบลทุ่งน้อย"."""
    text = _SHORT.sub(lambda match: _WRITTEN[match[match.lastindex or 0]], text)
    return _END.sub(lambda match: _ENDS[match[1]], text)


def shortened(full: str) -> str:
    """Return the short form of exactly this name, "" where there is none."""
    return next((short for short, name in SHORT_FORMS.items() if name == full), "")
