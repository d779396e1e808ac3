"""An app names its own pages and those of lower apps; upwards lead the places of agencies/navigation.py."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from agencies.navigation import PageLink, links_at, page_address, permanent_url
from agencies.templatetags.pages import page_links
from tests.apps import APPS

# Address spaces that do not carry the name of their app.
SPACES = {
    "catalogue": "measures",
    "api": "publications",
    "exchange_many": "exchange",
    "overview_many": "overview",
}
IN_TEMPLATES = re.compile(r"{%\s*url\s+['\"](\w+):\w+['\"]")
IN_PYTHON = re.compile(r"[\"'](\w+):[a-z_]+[\"']")


def named_pages(app: str) -> Iterator[tuple[Path, str]]:
    """Yield each file of the app and the app of a page that it names."""
    root = Path(settings.BASE_DIR)
    for pattern, files in (
        (IN_TEMPLATES, (root / "templates" / app).rglob("*.html")),
        (IN_PYTHON, (root / app).rglob("*.py")),
    ):
        for path in files:
            for space in pattern.findall(path.read_text("utf-8")):
                yield path.relative_to(root), SPACES.get(space, space)


@pytest.mark.parametrize("app", APPS)
def test_an_app_names_no_page_of_an_upper_one(app):
    above = APPS[APPS.index(app) + 1 :]
    assert [(path, owner) for path, owner in named_pages(app) if owner in above] == []


def test_links_of_a_place_stand_in_the_order_they_were_registered():
    assert [link.label for link in links_at("plan files")] == ["Excel", "CSV"]
    assert page_links("plan files", "sai-thong", 2569, between=" · ") == (
        '<a href="/a/sai-thong/exchange/lists/matrix-2569.xlsx">Excel</a> · '
        '<a href="/a/sai-thong/exchange/lists/matrix-2569.csv">CSV</a>'
    )


def test_a_link_has_its_look_and_its_query():
    assert page_links("tables", "sai-thong", year=2568) == (
        '<a class="btn btn-outline-primary" href="/a/sai-thong/exchange/?year=2568">นำเข้า/ส่งออก</a>'
    )


def test_a_place_without_pages_shows_nothing_and_has_no_address():
    assert page_links("nowhere", "sai-thong") == ""
    with pytest.raises(LookupError, match="nowhere"):
        page_address("nowhere")


def test_permanent_addresses_begin_with_the_portals_own_name(settings):
    settings.PORTAL_URL = "https://ita.example.go.th"
    assert permanent_url(PageLink("publications:index").address()) == "https://ita.example.go.th/public/"
