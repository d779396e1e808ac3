"""The agency's settings on a phone: the longest address that is stored does not push the page aside."""

import pytest
from django.urls import reverse

from tests.browser.steps import on_a_phone
from tests.conftest import signed_in

ADDRESS = f"{'a' * 60}@{'.'.join(['b' * 60] * 3)}.go.th"


@on_a_phone
@pytest.mark.parametrize("name", ["agencies:settings", "account"])
def test_a_long_address_breaks_into_lines(live_server, page, agency, manager, width, name):
    agency.email = manager.email = ADDRESS
    agency.save()
    manager.save()
    session = signed_in(manager).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])

    page.set_viewport_size({"width": width, "height": 800})
    page.goto(live_server.url + reverse(name, args=[agency.slug] if ":" in name else []))

    assert page.get_by_text(ADDRESS).first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
