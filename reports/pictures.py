"""Evidence pictures for documents that carry their pictures with them."""

import base64

from measures.models import Evidence


def data_uri(sha256: str) -> str:
    """Return the picture made for printing as a ``data:`` URI, "" if it is not kept any more."""
    photo = Evidence.objects.photos().filter(sha256=sha256).first()
    if photo is None:
        return ""
    try:
        with photo.print_file.open("rb") as file:
            return "data:image/jpeg;base64," + base64.b64encode(file.read()).decode()
    except FileNotFoundError:
        return ""
