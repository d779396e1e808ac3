"""Office files are zip archives: whether a stranger's may be unpacked, and ours without the time they were written.

Without dates equal texts are equal files.
"""

import io
import re
import zipfile
from collections.abc import Sequence

TOO_LARGE, LOCKED, UNKNOWN_METHOD = "too large", "locked", "unknown method"
# What office programs write. Python unpacks the other methods without a bound, whatever is asked for.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# The first day that a zip archive can name.
_NO_DATE = (1980, 1, 1, 0, 0, 0)
_MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def fault_of(members: Sequence[zipfile.ZipInfo], *, most: int, unpacked: int) -> str:
    """Return why an archive is not unpacked, "" where it may be; at most ``most`` members of ``unpacked`` bytes together.

    The sizes are claims: only reading a member to its end proves them.
    """
    if len(members) > most or sum(member.file_size for member in members) > unpacked:
        return TOO_LARGE
    if any(member.flag_bits & 1 for member in members):
        return LOCKED
    return UNKNOWN_METHOD if any(member.compress_type not in _METHODS for member in members) else ""


def remove_dates(written: io.BytesIO) -> bytes:
    """Return the zip archive with the dates of its members, and those in its properties, taken away."""
    output = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.infolist():
            entry = zipfile.ZipInfo(member.filename, _NO_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            content = source.read(member)
            if member.filename == "docProps/core.xml":
                content = _MOMENT.sub(b"1980-01-01T00:00:00Z", content)
            target.writestr(entry, content)
    return output.getvalue()
