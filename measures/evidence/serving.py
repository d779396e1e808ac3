"""Giving people's files back."""

from django.http import FileResponse


def seal_off(response: FileResponse) -> FileResponse:
    """Let a browser do nothing with an uploaded file but save or draw it, and keep it for its person alone."""
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, max-age=3600"
    return response
