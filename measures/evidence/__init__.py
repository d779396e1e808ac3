"""Uploaded evidence, judged by its content and never by its name; pure but for the checks in processes of their own."""

from measures.evidence.checking import check
from measures.evidence.limits import MAX_AT_ONCE, MAX_FILE_BYTES, MAX_PHOTO_BYTES, MAX_PIECES
from measures.evidence.photos import looks_alike
from measures.evidence.piece import Piece, UploadRefused
