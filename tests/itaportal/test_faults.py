"""Faults that pass: a clear page, what was typed is still there, and a mistake of the program is never told as one."""

import errno
import re
import sqlite3
from html import unescape
from smtplib import SMTPServerDisconnected

import psycopg
import pytest
from django.db import DataError, InterfaceError, OperationalError, connection
from django.urls import reverse

from itaportal.passing import Passing, passing


def of_sqlite(code, kind=OperationalError):
    """An error as Django raises it for SQLite's."""
    fault = kind("told by SQLite")
    fault.__cause__ = sqlite3.OperationalError("told by SQLite")
    fault.__cause__.sqlite_errorcode = code
    return fault


def of_postgresql(cause, kind=OperationalError):
    fault = kind("told by PostgreSQL")
    fault.__cause__ = cause
    return fault


def caused(by, fault):
    fault.__cause__ = by
    return fault


@pytest.mark.parametrize(
    ("fault", "what"),
    [
        (of_sqlite(sqlite3.SQLITE_BUSY), Passing.BUSY),
        (of_sqlite(sqlite3.SQLITE_IOERR_WRITE), Passing.AWAY),
        (of_sqlite(sqlite3.SQLITE_FULL), Passing.FULL),
        (of_sqlite(sqlite3.SQLITE_READONLY_DBMOVED), Passing.READ_ONLY),
        (of_sqlite(sqlite3.SQLITE_ERROR), None),
        (of_postgresql(psycopg.OperationalError("connection refused")), Passing.AWAY),
        (of_postgresql(psycopg.errors.AdminShutdown()), Passing.AWAY),
        (of_postgresql(psycopg.errors.DiskFull()), Passing.FULL),
        (of_postgresql(psycopg.errors.DeadlockDetected()), Passing.BUSY),
        (of_postgresql(psycopg.errors.ReadOnlySqlTransaction()), Passing.READ_ONLY),
        (of_postgresql(psycopg.errors.NumericValueOutOfRange(), DataError), None),
        (InterfaceError("connection already closed"), Passing.AWAY),
        (OSError(errno.ENOSPC, "No space left on device"), Passing.FULL),
        (OSError(errno.EROFS, "Read-only file system"), Passing.READ_ONLY),
        (FileNotFoundError(errno.ENOENT, "No such file"), None),
        (SMTPServerDisconnected("gone"), Passing.SERVICE),
        (caused(TimeoutError(), RuntimeError("no time stamp")), Passing.SERVICE),
        (ValueError("a mistake"), None),
        (None, None),
    ],
)
def test_what_passes_by_itself_is_told_from_a_mistake(fault, what):
    assert passing(fault) == what


@pytest.fixture
def visitor(clerk_client):
    """A signed-in browser that is answered rather than told the exception."""
    clerk_client.raise_request_exception = False
    return clerk_client


def failing(fault, only=""):
    """Have the database fail every statement that begins like this."""

    def fail(execute, sql, params, many, context):
        if sql.startswith(only):
            raise fault
        return execute(sql, params, many, context)

    return connection.execute_wrapper(fail)


def hidden(page):
    """The fields of the page's form that is sent again, as a browser reads them."""
    form = page[page.index('<form method="post"') :]
    return dict(
        map(
            lambda pair: map(unescape, pair),
            re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form),
        )
    )


TYPED = {
    "title": "นาย",
    "first_name": "สมชาย",
    "last_name": 'ใจดี "ยิ่ง"',
    "language": "th",
    "digits": "thai",
    "theme": "dark",
}


@pytest.mark.parametrize(
    ("fault", "begins", "says"),
    [
        (of_sqlite(sqlite3.SQLITE_CANTOPEN), "", "ติดต่อฐานข้อมูลไม่ได้"),
        (of_postgresql(psycopg.OperationalError("refused")), "", "ยังไม่แน่ว่าบันทึก"),
        (of_sqlite(sqlite3.SQLITE_BUSY), "UPDATE", "งานใหญ่"),
        (of_sqlite(sqlite3.SQLITE_FULL), "UPDATE", "ที่เก็บข้อมูลของระบบเต็ม"),
        (of_postgresql(psycopg.errors.ReadOnlySqlTransaction()), "UPDATE", "เขียนไม่ได้"),
    ],
)
def test_what_was_typed_can_be_sent_again_afterwards(visitor, clerk, fault, begins, says):
    typed = TYPED | {"csrfmiddlewaretoken": "as-it-was", "new_password": "secret-words"}
    with failing(fault, begins):
        answer = visitor.post(reverse("account"), typed)
    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "30", "no-store")
    assert says in page
    assert "secret-words" not in page
    assert "รหัสผ่านที่พิมพ์ไว้ไม่ได้เก็บไว้" in page
    assert hidden(page) == TYPED | {"csrfmiddlewaretoken": "as-it-was"}
    assert "as-it-was" in page
    visitor.post(reverse("account"), hidden(page))
    clerk.refresh_from_db()
    assert (clerk.digits, clerk.theme) == ("thai", "dark")


def test_a_page_and_the_api_say_when_to_ask_again(visitor, db):
    with failing(of_sqlite(sqlite3.SQLITE_CANTOPEN)):
        page = visitor.get(reverse("account"), {"x": "1&2"})
        told = visitor.get("/api/v1/agencies/")
        assert visitor.get("/healthz").status_code == 503
    assert (page.status_code, page["Retry-After"]) == (503, "30")
    assert f'href="{reverse("account")}?x=1%262"' in page.content.decode()
    assert "<form method" not in page.content.decode()
    assert (told.status_code, told["Retry-After"], told.json()["status"]) == (503, "30", 503)
    with failing(of_sqlite(sqlite3.SQLITE_ERROR)):
        assert visitor.get(reverse("account")).status_code == 500
