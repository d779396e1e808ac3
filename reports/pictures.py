"""Evidence pictures for documents that carry their pictures with them."""

import base64

from measures.queries import print_picture


def data_uri(sha256: str) -> str:
    """Return the picture made for printing as a ``data:`` URI, "" if it is not kept any more."""
    try:
        return "data:image/jpeg;base64," + base64.b64encode(print_picture(sha256)).decode()
    except LookupError:
        return ""
