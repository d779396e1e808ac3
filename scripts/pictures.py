"""Pictures of the main pages as the people of the demonstration see them, for `make pictures`.

`python -m scripts.pictures ADDRESS FOLDER` asks a portal that serves the demonstration; each page is drawn whole, at three
widths, as FOLDER/NAME-WIDTH.png.
"""

import os
import shutil
import sys
import time
import urllib.error
import urllib.request
from io import BytesIO
from pathlib import Path

import django
from PIL import Image
from playwright.sync_api import Page, sync_playwright

WIDTHS = (390, 1280, 1920)  # pixels
AGENCY = "/a/sai-thong"
STRANGER = ""
# Who sees which page; {year} is the latest year that was assessed, {plan} the newest plan's.
PAGES = {
    STRANGER: {
        "welcome": "/",
        "sign-in": "/login/",
        "public": "/public/",
        "public-comparison": "/overview/public/",
        "verify": "/verify/",
        "data": "/api/",
    },
    "staff": {
        "year": f"{AGENCY}/",
        "dashboard": f"{AGENCY}/dashboard/",
        "effects": f"{AGENCY}/effects/",
        "scores": f"{AGENCY}/scores/{{year}}/",
        "score-entry": f"{AGENCY}/scores/{{year}}/edit/",
        "analysis": f"{AGENCY}/analysis/{{planned}}/",
        "plan": f"{AGENCY}/plans/{{plan}}/",
        "catalogue": f"{AGENCY}/catalogue/",
        "progress": f"{AGENCY}/progress/{{plan}}/",
        "documents": f"{AGENCY}/documents/",
        "document": f"{AGENCY}/documents/{{document}}/",
        "calendar": f"{AGENCY}/calendar/",
        "oit": f"{AGENCY}/oit/",
        "register": f"{AGENCY}/register/",
        "exchange": f"{AGENCY}/exchange/",
        "notices": "/notices/",
        "account": "/account/",
    },
    "chief": {"signer": "/", "inbox": "/inbox/"},
    "agencyadmin": {"agency-admin": "/", "settings": f"{AGENCY}/settings/"},
    "auditor": {"auditor": "/", "audit-log": f"{AGENCY}/settings/audit/?check=1"},
    "overseer": {"overseer": "/", "overseer-lines": "/overview/?show=lines"},
    "admin": {"site-admin": "/", "criteria": "/criteria/"},
}


def browser_program() -> str | None:
    """Return the Chromium that draws: the one that CHROMIUM names, else Debian's."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


def main(address: str, folder: Path) -> None:
    """Draw every page."""
    from django.conf import settings  # noqa: PLC0415 - needs the settings

    wait_for(address)
    known = places()
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_program(), args=["--no-sandbox"])
        for who, pages in PAGES.items():
            page = browser.new_context(locale="th-TH").new_page()
            if who != STRANGER:
                sign_in(page, address, who, settings.DEMO_PASSWORD)
            for name, path in pages.items():
                draw(page, address + path.format(**known), folder / name)
            page.context.close()
        browser.close()


def places() -> dict[str, int]:
    """Return what stands in the addresses."""
    from agencies.models import Agency  # noqa: PLC0415 - needs the settings
    from measures.queries.plans import HAS_MEASURES  # noqa: PLC0415
    from reports.models import Document  # noqa: PLC0415 - needs the settings

    agency = Agency.objects.get(slug=AGENCY.rpartition("/")[2])
    plan = agency.plans.filter(HAS_MEASURES).order_by("-fiscal_year").first()
    document = Document.objects.filter(plan=plan).order_by("pk").first()
    latest = agency.assessments.order_by("-fiscal_year").first()
    return {
        "year": latest.fiscal_year,
        "plan": plan.fiscal_year,
        "planned": plan.fiscal_year - 1,
        "document": document.pk,
    }


def wait_for(address: str, seconds: int = 60) -> None:
    """Return once the portal answers."""
    end = time.monotonic() + seconds
    while True:
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=5).close()
            return
        except (urllib.error.URLError, TimeoutError):
            if time.monotonic() > end:
                raise
            time.sleep(0.5)


def sign_in(page: Page, address: str, who: str, password: str) -> None:
    page.goto(f"{address}/login/")
    page.locator("[name=login]").first.fill(who)
    page.locator("[name=password]").first.fill(password)
    with page.expect_navigation():
        page.get_by_role("button", name="เข้าสู่ระบบ", exact=True).click()


def draw(page: Page, address: str, file: Path) -> None:
    """Store the page at every width."""
    page.goto(address)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_load_state("networkidle")
        drawn = Image.open(BytesIO(page.screenshot(full_page=True)))
        # As many colours as the design has shades of; a third of the size.
        drawn.quantize(colors=128).save(file.with_name(f"{file.name}-{width}.png"), optimize=True)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "itaportal.settings")
    # Playwright's event loop makes Django believe that its calls come from asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    django.setup()
    main(sys.argv[1], Path(sys.argv[2]))
