"""A virus scanner is asked about every file that is kept, and nothing is kept without its answer."""

import socket
import struct
import threading

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from criteria.forms import PackUploadForm
from exchange.forms import BoundedFileField
from itaportal.virusscan import refuse_infected_upload
from measures.evidence import UploadRefused, check
from tests.factories import files

BAD = b"EICAR"


@pytest.fixture
def scanner(settings):
    """A scanner that finds BAD, and remembers how much it was sent."""
    listener = socket.create_server(("127.0.0.1", 0))
    settings.CLAMD = f"127.0.0.1:{listener.getsockname()[1]}"
    sent = []

    def answer_all():
        while True:
            try:
                line, _ = listener.accept()
            except OSError:
                return
            with line, line.makefile("rb") as stream:
                assert stream.read(10) == b"zINSTREAM\0"
                content = b""
                while size := struct.unpack(">I", stream.read(4))[0]:
                    content += stream.read(size)
                sent.append(len(content))
                line.sendall(b"stream: Eicar-Test FOUND\0" if BAD in content else b"stream: OK\0")

    threading.Thread(target=answer_all, daemon=True).start()
    yield sent
    listener.shutdown(
        socket.SHUT_RDWR
    )  # closing alone leaves the thread that accepts, and the port, as they are
    listener.close()


def test_what_the_scanner_finds_is_not_taken(scanner):
    infected = files.office("docx", word__a=BAD)
    stored = files.packed({**files.OFFICE["docx"], "a": BAD * 100_000}, 0)
    assert (
        check("a.docx", infected).extension == "docx"
    )  # packed: this scanner of five letters does not unpack
    with pytest.raises(UploadRefused, match="พบสิ่งอันตรายในไฟล์นี้ .Eicar-Test."):
        check("a.docx", stored)
    assert scanner == [len(infected), len(stored)]
    field = BoundedFileField(accept=".csv", required=True)
    with pytest.raises(ValidationError, match="Eicar-Test"):
        field.clean(SimpleUploadedFile("a.csv", b"1,2," + BAD))
    assert field.clean(SimpleUploadedFile("a.csv", b"1,2")).read() == b"1,2"
    assert refuse_infected_upload in PackUploadForm.base_fields["file"].validators


def test_without_an_answer_nothing_is_taken(settings):
    settings.CLAMD = "/nowhere/clamd.ctl"
    with pytest.raises(UploadRefused, match="ไม่ตอบ"):
        check("a.docx", files.office("docx"))
