"""The files of deploy/ are run: units as systemd reads them, nginx with TLS in front of the portal."""

import contextlib
import http.client
import os
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import time

import pytest

from tests.conftest import ROOT
from tests.long.conftest import Portal, free_port, running

UNITS = sorted((ROOT / "deploy" / "systemd").iterdir())
MEGABYTE = 1024 * 1024


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not here")
def test_systemd_finds_nothing_wrong_with_the_units(tmp_path):
    for unit in UNITS:
        here = unit.read_text("utf-8").replace("/opt/ita-portal", str(ROOT))
        (tmp_path / unit.name).write_text(here, "utf-8")
    named = [str(tmp_path / unit.name.replace("@.", "@1.")) for unit in UNITS]
    environment = {"SYSTEMD_UNIT_PATH": f"{tmp_path}:/lib/systemd/system", "PATH": "/usr/bin:/bin"}
    said = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *named], env=environment, capture_output=True, text=True
    )
    assert (said.returncode, [line for line in said.stderr.splitlines() if "ita-" in line]) == (0, [])


@pytest.fixture(scope="module")
def proxied(tmp_path_factory):
    """The portal behind nginx with a certificate of its own; gives the portal and the ports of http and https."""
    if not shutil.which("nginx"):
        pytest.skip("nginx is not here: apt-get install nginx-light")
    folder = tmp_path_factory.mktemp("portal")
    portal = Portal(folder, HTTPS="1", BEHIND_PROXY="1", ALLOWED_HOSTS="ita.example.go.th,127.0.0.1")
    portal.manage("prepare", "--verbosity", "0")
    portal.manage("collectstatic", "--noinput", "--verbosity", "0")
    plain, secure = free_port(), free_port()
    subprocess.run(
        f"openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=ita.example.go.th -keyout {folder}/key.pem -out {folder}/cert.pem".split(),
        check=True, capture_output=True,
    )  # fmt: skip
    there = (ROOT / "deploy" / "nginx" / "ita-portal.conf").read_text("utf-8")
    for said, here in (
        ("listen 80;", f"listen 127.0.0.1:{plain};"),
        ("listen 443 ssl", f"listen 127.0.0.1:{secure} ssl"),
        ("127.0.0.1:8000", f"127.0.0.1:{portal.port}"),
        ("/etc/ita-portal/tls/fullchain.pem", f"{folder}/cert.pem"),
        ("/etc/ita-portal/tls/privkey.pem", f"{folder}/key.pem"),
    ):
        assert said in there
        there = there.replace(said, here)
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    # As root nginx hands its work to another user, who may not enter this folder.
    user = "user root;\n" if os.geteuid() == 0 else ""
    whole = f"{user}pid {folder}/nginx.pid;\nerror_log {folder}/nginx.log;\nevents {{}}\nhttp {{\naccess_log off;\n{temporary}{there}}}\n"
    (folder / "nginx.conf").write_text(whole, "utf-8")
    command = ["nginx", "-c", str(folder / "nginx.conf"), "-e", str(folder / "nginx.log")]
    subprocess.run([*command, "-t"], check=True, capture_output=True)
    with (
        running(portal, "web"),
        subprocess.Popen([*command, "-g", "daemon off;"], stderr=subprocess.DEVNULL) as nginx,
    ):
        portal.healthy()
        yield portal, plain, secure
        nginx.terminate()


def ask(port, path, *, method="GET", body=None, source=None, secure=True, headers=()):
    trusting = ssl._create_unverified_context()
    place = {"timeout": 60, "source_address": (source, 0) if source else None}
    there = (
        http.client.HTTPSConnection("127.0.0.1", port, context=trusting, **place)
        if secure
        else http.client.HTTPConnection("127.0.0.1", port, **place)
    )
    there.request(method, path, body, {"Host": "ita.example.go.th", **dict(headers)})
    answer = there.getresponse()
    content = answer.read()
    there.close()
    return answer, content.decode(errors="replace")


def test_everybody_is_led_to_https_and_the_portal_knows_it(proxied):
    portal, plain, secure = proxied
    answer, _ = ask(plain, "/login/?x=1", secure=False)
    assert (answer.status, answer.headers["Location"]) == (301, "https://ita.example.go.th/login/?x=1")
    answer, page = ask(secure, "/login/")
    assert (answer.status, "เข้าสู่ระบบ" in page) == (200, True)
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert "Secure" in answer.headers["Set-Cookie"]
    # What the sender claims does not count, what nginx says does.
    answer, _ = ask(plain, "/login/", secure=False, headers=[("X-Forwarded-Proto", "https")])
    assert answer.status == 301
    answer, _ = ask(portal.port, "/login/", secure=False)
    assert answer.status == 301


def test_how_large_a_request_may_be(proxied):
    _, _, secure = proxied
    sizes = {"/login/": 6 * MEGABYTE, "/verify/": 51 * MEGABYTE}
    status = {
        path: ask(secure, path, method="POST", body=bytes(size))[0].status for path, size in sizes.items()
    }
    assert status == {"/login/": 400, "/verify/": 413}
    evidence = "/a/x/plans/2569/rounds/1/measures/1/evidence/"
    answer, _ = ask(secure, evidence, method="POST", body=bytes(60 * MEGABYTE))
    assert answer.status in (302, 403, 404)


def test_slow_senders_hold_nobody_up(proxied):
    _, _, secure = proxied
    trusting = ssl._create_unverified_context()
    slow, turned_away = [], 0
    for _ in range(50):
        one = socket.create_connection(("127.0.0.1", secure), source_address=("127.0.0.2", 0))
        one = trusting.wrap_socket(one)
        one.sendall(b"POST /login/ HTTP/1.1\r\nHost: ita.example.go.th\r\nContent-Length: 1000\r\n\r\na")
        slow.append(one)
    begun = time.monotonic()
    assert ask(secure, "/login/")[0].status == 200
    assert time.monotonic() - begun < 5
    for one in slow:
        one.settimeout(0.5)
        with contextlib.suppress(TimeoutError):
            turned_away += b" 503 " in one.recv(100)
        one.close()
    assert turned_away == 10


def test_a_restart_of_the_web_server_turns_nobody_away(proxied):
    portal, _, secure = proxied
    statuses, stop = [], threading.Event()

    def go_on_asking():
        while not stop.is_set():
            statuses.append(ask(secure, "/public/")[0].status)

    askers = [threading.Thread(target=go_on_asking) for _ in range(3)]
    for one in askers:
        one.start()
    for _ in range(2):
        portal.processes["web"].send_signal(1)
        time.sleep(12)
    stop.set()
    for one in askers:
        one.join()
    sys.stdout.write(f"\n{len(statuses)} requests during two restarts\n")
    assert set(statuses) == {200}
    assert len(statuses) > 50
