"""Giving people's files back."""

from django.http import FileResponse

_TYPES = {
    "jpg": "image/jpeg",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def content_type_of(path: str) -> str:
    """Return what a stored file is, by how its name ends; KeyError for what is never stored."""
    return _TYPES[path.rsplit(".", 1)[-1]]


def seal_off(response: FileResponse) -> FileResponse:
    """Let a browser do nothing with an uploaded file but save or draw it, and keep it for its person alone."""
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, max-age=3600"
    return response
