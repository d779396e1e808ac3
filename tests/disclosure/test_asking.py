"""Asking for a link: what it answers, what is never asked, and that nobody keeps the portal waiting."""

import socket
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from disclosure.enums import Outcome
from disclosure.links import Door, ask, asking
from disclosure.links.places import is_public, is_web_port

AGENT = "ITA-Portal-link-check"


class Site(BaseHTTPRequestHandler):
    """A web site with every kind of page."""

    asked: list[tuple[str, str, str]] = []

    def do_GET(self):
        self.asked.append((self.path, self.headers["Host"], self.headers["User-Agent"]))
        page = self.path.strip("/")
        if page.isdecimal():
            self.tell(int(page))
        elif page.startswith("go"):  # go3 leads to go2
            self.tell(302, f"/go{int(page[2:]) - 1}" if page != "go1" else "/200")
        elif page == "moved":
            self.tell(301, "/200")
        elif page == "thai":
            self.tell(302, "/โครงสร้าง".encode().decode("latin-1"))
        elif page == "inside":
            self.tell(302, "http://inside.go.th/")
        elif page == "metadata":
            self.tell(302, "http://169.254.169.254/latest")
        elif page == "script":
            self.tell(302, "javascript:alert(1)")
        elif page == "drip":
            for _ in range(100):
                time.sleep(0.1)
                self.wfile.write(b"H")
        elif page == "large":
            self.send_response(200)
            self.end_headers()
            for _ in range(64):
                self.wfile.write(b"x" * 1024 * 1024)
        else:
            self.tell(200)

    def tell(self, status, location=""):
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture(scope="module")
def port():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.handle_error = lambda *args: None  # who hangs up early is no fault
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


HOSTS = {"inside.go.th": ["10.0.0.7"], "both.go.th": ["203.150.1.1", "10.0.0.7"]}


@pytest.fixture
def door(port):
    """Every name leads to the site on this machine, which counts as public here, but for those of HOSTS."""
    Site.asked = []

    def resolve(host, asked_port):
        if host == "nowhere.go.th":
            raise socket.gaierror
        return HOSTS.get(host, [host if host[0].isdigit() else "127.0.0.1"])

    return Door(resolve=resolve, permits=lambda place: place == "127.0.0.1" or is_public(place))


@pytest.mark.parametrize(
    ("page", "outcome", "status", "redirects"),
    [
        ("200", Outcome.OK, 200, 0),
        ("moved", Outcome.MOVED, 200, 1),
        ("go5", Outcome.OK, 200, 5),
        ("go6", Outcome.LOOPING, 302, 5),
        ("thai", Outcome.OK, 200, 1),
        ("404", Outcome.GONE, 404, 0),
        ("410", Outcome.GONE, 410, 0),
        ("403", Outcome.DENIED, 403, 0),
        ("500", Outcome.FAILED, 500, 0),
        ("inside", Outcome.PRIVATE, None, 1),
        ("metadata", Outcome.PRIVATE, None, 1),
        ("script", Outcome.FAILED, None, 1),
        ("large", Outcome.OK, 200, 0),
    ],
)
def test_what_a_link_answers(page, outcome, status, redirects, port, door):
    answer = ask(f"http://www.tua-yang.go.th:{port}/{page}", AGENT, door)

    assert (answer.outcome, answer.status, answer.redirects) == (outcome, status, redirects)


def test_the_site_is_asked_by_its_name_and_told_who_asks(port, door):
    ask(f"http://เว็บ.ไทย:{port}/thai", AGENT, door)

    assert Site.asked[0] == ("/thai", f"{'เว็บ.ไทย'.encode('idna').decode()}:{port}", AGENT)
    assert (
        Site.asked[1][0]
        == "/%E0%B9%82%E0%B8%84%E0%B8%A3%E0%B8%87%E0%B8%AA%E0%B8%A3%E0%B9%89%E0%B8%B2%E0%B8%87"
    )


@pytest.mark.parametrize(
    ("address", "outcome"),
    [
        ("http://nowhere.go.th/", Outcome.NO_HOST),
        ("http://inside.go.th/", Outcome.PRIVATE),
        ("http://both.go.th/", Outcome.PRIVATE),  # one answer within is enough
        ("http://10.0.0.7/", Outcome.PRIVATE),
        ("http://www.go.th:25/", Outcome.PRIVATE),
        ("ftp://www.go.th/", Outcome.FAILED),
    ],
)
def test_what_is_not_asked(address, outcome, door):
    assert ask(address, AGENT, door).outcome is outcome
    assert Site.asked == []


def test_a_name_is_resolved_once_and_asked_at_the_address_that_was_judged(port):
    """A name that answers with an address within the second time leads nowhere else."""
    answers = iter([["127.0.0.1"], ["10.0.0.7"]])
    judged = []

    def permits(place):
        judged.append(place)
        return place == "127.0.0.1"

    door = Door(resolve=lambda host, port: next(answers), permits=permits)

    assert ask(f"http://www.go.th:{port}/200", AGENT, door).outcome is Outcome.OK
    assert judged == ["127.0.0.1"]
    assert len(list(answers)) == 1


@pytest.mark.parametrize(
    "place",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
     "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1",
     "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:db8::1", "192.0.2.1", "nonsense"],
)  # fmt: skip
def test_addresses_within_are_not_of_the_internet(place):
    assert not is_public(place)


@pytest.mark.parametrize("place", ["8.8.8.8", "203.150.1.1", "2001:4860:4860::8888", "64:ff9b::808:808"])
def test_addresses_of_the_internet_are(place):
    assert is_public(place)
    assert is_web_port(443)


@contextmanager
def mute():
    """A host that takes the connection and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_nobody_keeps_the_portal_waiting(port, door, monkeypatch):
    monkeypatch.setattr(asking, "SECONDS", 0.5)
    began = time.monotonic()
    with mute() as silent:
        assert ask(f"http://www.go.th:{silent}/", AGENT, door).outcome is Outcome.SILENT
        # TLS that never begins.
        assert ask(f"https://www.go.th:{silent}/", AGENT, door).outcome is Outcome.SILENT
    dripped = ask(f"http://www.go.th:{port}/drip", AGENT, door)
    assert dripped.outcome is Outcome.SILENT
    assert time.monotonic() - began < 5


def test_nothing_listens(door):
    with mute() as closed:
        pass
    assert ask(f"http://www.go.th:{closed}/", AGENT, door).outcome is Outcome.SILENT


def test_plain_http_where_tls_was_asked_for_is_a_fault(port, door):
    assert ask(f"https://www.go.th:{port}/200", AGENT, door).outcome is Outcome.FAILED
