"""Office files are zip archives that note when they were written; here they forget it, so that equal texts are equal files."""

import io
import re
import zipfile

# The first day that a zip archive can name.
_NO_DATE = (1980, 1, 1, 0, 0, 0)
_MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def undated(written: io.BytesIO) -> bytes:
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
