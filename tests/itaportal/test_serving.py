"""The web server: slow clients stop nobody, and nothing is read that no view would take."""

import socket
import threading
import urllib.request

import pytest
from django.urls import reverse

from itaportal import bodysizes
from itaportal.serving import generations
from itaportal.serving import server as serving

MEGABYTE = 1024 * 1024
MANY = reverse("exchange_many:index")


def application(environ, start_response):
    body = environ["wsgi.input"].read()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [f"{environ.get('CONTENT_LENGTH', '')} {len(body)}".encode()]


@pytest.fixture
def port():
    listener = generations.bind("127.0.0.1:0")
    server = serving.make_server(listener, application, behind_proxy=False)
    running = threading.Thread(target=server.run, daemon=True)
    running.start()
    yield listener.getsockname()[1]
    # A loop whose sockets are closed under it would go round for as long as the tests last.
    server.drain()
    running.join(20)
    server.asyncore.close_all(server._map)
    assert not running.is_alive()


def ask(port, path="/", data=None):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", data, timeout=20) as answer:
        return answer.read().decode()


def test_fifty_slow_senders_keep_nobody_waiting(port):
    head = b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    begun = [head + b"X-Slow: ", head + b"Content-Length: 5000\r\n\r\nabc", b"G", b""]
    senders = [socket.create_connection(("127.0.0.1", port)) for _ in range(50)]
    for number, sender in enumerate(senders):
        sender.sendall(begun[number % len(begun)])
    assert ask(port) == " 0"
    for sender in senders:
        sender.sendall(b"x")
    assert ask(port, data=b"a=1") == "3 3"
    for sender in senders:
        sender.close()


@pytest.mark.parametrize("more", [b"", b"Expect: 100-continue\r\n"])
def test_a_body_that_no_view_takes_is_answered_unread(port, more):
    with socket.create_connection(("127.0.0.1", port), timeout=20) as sender:
        head = b"POST /login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: %d\r\n%s\r\n"
        sender.sendall(head % (200 * MEGABYTE, more))
        answer = sender.makefile("rb").read()
    assert answer.endswith(b"\r\n\r\n%d 0" % (200 * MEGABYTE))


def test_a_body_without_a_size_ends_where_the_view_ends(port, monkeypatch):
    monkeypatch.setattr(bodysizes, "form_bytes", lambda: 1000)
    monkeypatch.setattr(bodysizes, "most_bytes", lambda *_: (1000, False))
    head = b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n"
    for size, status in ((1000, b"200"), (70_000, b"413")):
        with socket.create_connection(("127.0.0.1", port), timeout=20) as sender:
            sender.sendall(head + b"%x\r\n%s\r\n0\r\n\r\n" % (size, b"x" * size))
            assert sender.makefile("rb").readline().split()[1] == status


def test_who_is_not_done_in_time_is_hung_up_on(monkeypatch):
    monkeypatch.setattr(serving, "FORM_SECONDS", -1)
    listener = generations.bind("127.0.0.1:0")
    server = serving.make_server(listener, application, behind_proxy=False)
    with socket.create_connection(listener.getsockname()) as sender:
        sender.sendall(b"GET / HTTP/1.1\r\n")
        server.handle_accept()
        (channel,) = server.active_channels.values()
        channel.handle_read()
        server.maintenance(0)
        assert channel.will_close
    server.task_dispatcher.shutdown()
    server.asyncore.close_all(server._map)


def test_a_process_that_is_to_end_answers_what_was_begun(monkeypatch):
    monkeypatch.setattr(serving, "_QUIET_SECONDS", 0.2)
    go_on, begun = threading.Event(), threading.Event()

    def slow(environ, start_response):
        begun.set()
        go_on.wait(20)
        return application(environ, start_response)

    listener = generations.bind("127.0.0.1:0")
    server = serving.make_server(listener.dup(), slow, behind_proxy=False)
    running = threading.Thread(target=server.run, daemon=True)
    running.start()
    place = listener.getsockname()
    idle = socket.create_connection(place, timeout=20)
    answers = []
    asking = threading.Thread(target=lambda: answers.append(ask(place[1], data=b"a=1")))
    asking.start()
    assert begun.wait(20)
    server.drain()
    assert idle.recv(1) == b""
    late = socket.create_connection(place, timeout=20)
    late.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    go_on.set()
    asking.join(20)
    running.join(20)
    assert (answers, running.is_alive()) == (["3 3"], False)
    # Who came later is not refused: the next generation takes them from the same socket.
    after = serving.make_server(listener, application, behind_proxy=False)
    running = threading.Thread(target=after.run, daemon=True)
    running.start()
    assert late.recv(100).startswith(b"HTTP/1.1 200 OK")
    after.drain()
    for one in (idle, late):
        one.close()
    running.join(20)
    for one in (server, after):
        one.asyncore.close_all(one._map)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "stranger", "member"),
    [("/login/", 5, 5), ("/verify/", 50, 50), ("/nowhere/ก", 5, 5), (MANY, 5, 40)],
)
def test_how_much_is_read_depends_on_address_and_sender(client, django_user_model, path, stranger, member):
    sent = path.encode().decode("latin-1")
    assert bodysizes.most_bytes(sent, "sessionid=made-up; x=1") == (stranger * MEGABYTE, False)
    client.force_login(django_user_model.objects.create_user(username="somebody"))
    cookies = f"sessionid={client.cookies['sessionid'].value}"
    known = path != "/nowhere/ก"
    assert bodysizes.most_bytes(sent, cookies) == (member * MEGABYTE, known)
