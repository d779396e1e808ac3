"""Turning away a request that is too large before any of it is stored."""

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

from measures.evidence.limits import MAX_REQUEST_BYTES


class BoundedUpload(FileUploadHandler):
    """First of FILE_UPLOAD_HANDLERS; the ones after it receive the data."""

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        if content_length > MAX_REQUEST_BYTES:
            raise RequestDataTooBig(f"{content_length} bytes in one request")

    def receive_data_chunk(self, raw_data, start):
        return raw_data

    def file_complete(self, file_size):
        return None
