"""The pictures of the handbook, drawn of the demonstration: `make help-pictures`.

`python -m scripts.help_pictures ADDRESS` asks a portal that serves the demonstration, stores each picture as
static/img/help/NAME.png, and in handbook/pictures.json what the page said by itself: a test compares that with what the page
says today (tests/overview/test_demo.py), so that a picture is drawn anew where its page was changed.
"""

import hashlib
import json
import os
import re
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import django
from PIL import Image

from itaportal.thai.dates import MONTHS

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "static" / "img" / "help"
RECORD = ROOT / "handbook" / "pictures.json"
SIZE = {"width": 1000, "height": 1200}
HEIGHT = 640
MOST_BYTES = 60 * 1024
_AGENCY = "/a/sai-thong"
# The picture's name: who sees the page, and its address; what stands in braces is told by ``scripts.pictures.places``.
PAGES = {
    "year": ("staff", f"{_AGENCY}/"),
    "score-entry": ("staff", f"{_AGENCY}/scores/{{year}}/edit/"),
    "analysis": ("staff", f"{_AGENCY}/analysis/{{planned}}/"),
    "plan": ("staff", f"{_AGENCY}/plans/{{plan}}/"),
    "progress": ("staff", f"{_AGENCY}/progress/{{plan}}/"),
    "oit": ("staff", f"{_AGENCY}/oit/"),
    "contest": ("staff", f"{_AGENCY}/oit/2569/contest/O9/"),
    "documents": ("staff", f"{_AGENCY}/documents/"),
    "document": ("staff", f"{_AGENCY}/documents/{{document}}/"),
    "inbox": ("chief", "/inbox/"),
    "calendar": ("staff", f"{_AGENCY}/calendar/"),
    "settings": ("agencyadmin", f"{_AGENCY}/settings/"),
    "departments": ("agencyadmin", f"{_AGENCY}/settings/departments/"),
    "person": ("agencyadmin", f"{_AGENCY}/settings/people/new/"),
    "site": ("admin", "/site/agencies/"),
}
_BY_ITSELF = " | ".join(
    f".//{each}"
    for each in (
        "h2",
        "th[@scope='col']",
        "label",
        "legend",
        "button",
        "summary",
        "a[contains(@class,'btn')]",
    )
)
_MONTHS = re.compile("|".join(MONTHS))


def said(html: str) -> list[str]:
    """Return what a page says by itself, each once and in order of the letters: headings, labels and buttons.

    Without what differs from day to day: numbers and names of months.
    """
    from lxml import html as trees  # noqa: PLC0415 - what asks for the pages alone needs no trees

    [main] = trees.fromstring(html).xpath("//main")
    texts = {" ".join(found.text_content().split()) for found in main.xpath(_BY_ITSELF)}
    return sorted({_MONTHS.sub("M", re.sub(r"[0-9๐-๙]+", "0", text)) for text in texts} - {""})


def fingerprint(html: str) -> str:
    """Return what tells a page that says something else."""
    return hashlib.sha256("\n".join(said(html)).encode()).hexdigest()[:16]


def recorded() -> dict[str, str]:
    """Return what each picture's page said when it was drawn."""
    return json.loads(RECORD.read_text("utf-8"))


def main(address: str) -> None:
    """Draw every picture and record what its page said."""
    from django.conf import settings  # noqa: PLC0415 - needs the settings
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only who draws needs a browser

    from scripts.pictures import browser_program, places, sign_in, wait_for  # noqa: PLC0415

    wait_for(address)
    known, found = places(), {}
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_program(), args=["--no-sandbox"])
        for who in dict.fromkeys(who for who, _ in PAGES.values()):
            page = browser.new_context(locale="th-TH", viewport=SIZE).new_page()
            sign_in(page, address, who, settings.DEMO_PASSWORD)
            for name, path in ((name, path) for name, (whose, path) in PAGES.items() if whose == who):
                answer = page.goto(address + path.format(**known))
                assert answer is not None
                assert answer.status == 200, (name, answer.status)
                page.wait_for_load_state("networkidle")
                found[name] = fingerprint(answer.text())
                _store(page.screenshot(clip=_middle(page)), FOLDER / f"{name}.png")
            page.context.close()
        browser.close()
    RECORD.write_text(json.dumps(found, indent=1, sort_keys=True) + "\n", "utf-8")


def _middle(page: Any) -> Any:
    """Return where the page itself begins, below what stands on all of them, and as much of it as a picture shows."""
    main = page.locator("main").bounding_box()
    return {"x": 0, "y": main["y"], "width": SIZE["width"], "height": min(main["height"], HEIGHT)}


def _store(drawn: bytes, file: Path) -> None:
    """Store a picture with as many colours as it may have to be small."""
    picture = Image.open(BytesIO(drawn))
    for colors in (64, 32, 16):
        picture.quantize(colors=colors).save(file, optimize=True)
        if file.stat().st_size <= MOST_BYTES:
            return
    raise SystemExit(f"{file} is larger than {MOST_BYTES} bytes")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "itaportal.settings")
    # Playwright's event loop makes Django believe that its calls come from asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    django.setup()
    main(sys.argv[1])
