"""Run by exchange/sources/pdf_text.py: reads a PDF from standard input and prints the text of its pages as JSON.

A script of its own, because a crafted file can make any parser run for hours or eat all memory; here the kernel stops it.
"""

import json
import resource
import sys

import pypdfium2


def main(seconds: int, memory: int, most_pages: int, most_characters: int) -> None:
    """``memory`` is in bytes. Prints {"pages": [text]} or {"refused": "locked" | "long" | "broken"}."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    json.dump(_read(sys.stdin.buffer.read(), most_pages, most_characters), sys.stdout)


def _read(data: bytes, most_pages: int, most_characters: int) -> dict[str, object]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        return {"refused": "locked" if "password" in str(error).lower() else "broken"}
    if len(document) > most_pages:
        return {"refused": "long"}
    pages: list[str] = []
    for page in document:
        textpage = page.get_textpage()
        pages.append(textpage.get_text_bounded())
        textpage.close()
        page.close()
        if sum(map(len, pages)) > most_characters:
            return {"refused": "long"}
    return {"pages": pages}


if __name__ == "__main__":
    main(*(int(bound) for bound in sys.argv[1:5]))
