"""Whatever is sent to any form of the portal, it is answered: never by a mistake of the program, never after five seconds.

EXAMPLES=N inputs (10,000 by `make fuzz`), each a whole form or files, of pages that one person of every role may reach.
"""

import html
import os
import re
import sys
import time
from collections import Counter

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from agencies.enums import Role
from itaportal.passing import passing
from tests.conftest import member, prove
from tests.factories import files
from tests.test_access import POLICY, people, world  # noqa: F401 - fixtures

EXAMPLES = int(os.environ.get("EXAMPLES", "300"))
MINUTES = float(os.environ.get("MINUTES", "60"))
_LONGEST = 5  # seconds
_LEFT_OUT = {"account_logout", "healthz"}
TEXTS = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "",
            " ",
            "๙๐.๑๑",
            "90,11",
            "1e400",
            "NaN",
            "-1",
            "99999999999999999999",
            "๓๑ ก.พ. ๒๕๖๘",
            "31/12/2568",
            "0/0/0",
            "\x00",
            "ก\u200bข",
            "\u202e90",
            "ก" * 5000,
            "<b>&amp;",
            "' OR 1=1 --",
            "../../etc/passwd",
            "on",
            "1",
            "0",
            "add",
            "ตัวชี้วัดที่\tคะแนน\n๑\t๙๐\n2\t-",
            "<table><tr><td rowspan=9999>1</table>",
            "|" * 300,
            "\r\n" * 50,
            "{}",
            "[1,2]",
            "null",
        ]  # fmt: skip
    ),
)
PACK = "fiscal_year: 2570\nversion: 1\nindicators: [{code: '1', name: ก}]\nlevels: &a [*a]\n".encode()
WHOLE = [
    ("ก.pdf", files.pdf()), ("ก.docx", files.office("docx")), ("ก.xlsx", files.office("xlsx")), ("ก.jpg", files.photo()), ("ก.yaml", PACK),
    ("ก.csv", "ตัวชี้วัดที่,คะแนน\n1,90\n2,๘๐".encode()), ("ก.html", b"<table><tr><td>1<td>90.11</table>"), ("ก.zip", files.packed({"a": b"b"})), ("", b""),
]  # fmt: skip


@st.composite
def damaged(draw):
    """A file of some kind, whole, cut, or with other bytes in it."""
    name, data = draw(st.sampled_from(WHOLE))
    name = draw(st.sampled_from([name, name, name, "ก.pdf", "ก.xlsx", "ก" * 200 + ".docx"]))
    if draw(st.booleans()) and data:
        place = draw(st.integers(0, len(data) - 1))
        data = data[:place] + draw(st.binary(max_size=40)) + data[place + draw(st.integers(0, 40)) :]
    return SimpleUploadedFile(name or "x", data)


def fields_of(page):
    """The fields of the page's forms with the values they may have."""
    found = {}
    for tag in re.findall(r"<(?:input|textarea|select|button)\b[^>]*>", page):
        kept = {name: html.unescape(value) for name, value in re.findall(r'([a-z]+)="([^"]*)"', tag)}
        if name := kept.get("name"):
            found.setdefault(name, [kept.get("type", "text")]).append(kept.get("value", ""))
    for name, options in re.findall(r'<select\b[^>]*name="([^"]*)"[^>]*>(.*?)</select>', page, re.DOTALL):
        found[name] += re.findall(r'value="([^"]*)"', options)
    return found


@st.composite
def filled(draw, fields):
    """A form as a person, a broken browser or an attacker fills it in."""
    form = {}
    for name, (kind, *values) in fields.items():
        if kind == "file":
            if draw(st.integers(0, 3)):
                form[name] = draw(damaged())
        elif draw(st.integers(0, 9)):
            form[name] = draw(st.one_of(st.sampled_from(values), TEXTS) if kind != "hidden" or not draw(st.integers(0, 4)) else st.sampled_from(values))  # fmt: skip
    if not draw(st.integers(0, 9)):
        form[draw(st.sampled_from(["page", "x", "task", *fields]))] = draw(st.lists(TEXTS, max_size=3))
    return form


@pytest.fixture
def everything(world, agency, admin):  # noqa: F811
    """A signed-in browser of somebody with every role, and the fields of every page that takes a form."""
    for role in Role:
        member(agency, role, user=admin)
    client = Client(raise_request_exception=False)
    client.force_login(admin)
    prove(client)
    forms = {}
    for name, policy in POLICY.items():
        if "POST" in policy and name not in _LEFT_OUT:
            with transaction.atomic():
                page = client.get(world.urls[name], follow=True)
                forms[name] = fields_of(page.content.decode(errors="replace")) if not page.streaming else {}
                transaction.set_rollback(True)
    return client, world.urls, forms


@pytest.mark.django_db
# Answers that are files are left unread.
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_every_form_answers_whatever_is_sent(everything):
    client, urls, forms = everything
    cookies = {name: one.value for name, one in client.cookies.items()}
    ends, answers, wrong, longest = time.monotonic() + 60 * MINUTES, Counter(), {}, [0.0, ""]

    @settings(
        max_examples=EXAMPLES, deadline=None, database=None, derandomize="SEED" not in os.environ,
        phases=[Phase.generate], suppress_health_check=list(HealthCheck), report_multiple_bugs=False,
    )  # fmt: skip
    @given(st.data())
    def send(data):
        name = data.draw(st.sampled_from(sorted(forms)))
        form = data.draw(filled(forms[name]))
        if time.monotonic() > ends:
            return
        client.cookies.load(cookies)
        begun = time.monotonic()
        with transaction.atomic():
            try:
                answer = client.post(urls[name], form)
                status = answer.status_code
            except (UnicodeEncodeError, ValueError) as unsendable:  # the test's own browser cannot send it
                status, answer = f"unsent {type(unsendable).__name__}", None
            transaction.set_rollback(True)
        took = time.monotonic() - begun
        longest[:] = max(longest, [took, name])
        answers[status] += 1
        if status == 500 or took > _LONGEST:
            fault = getattr(answer, "exc_info", None) and answer.exc_info[1]
            wrong.setdefault(
                (name, type(fault).__name__), f"{took:.1f} s {fault!r} {passing(fault)} {form!r}"[:1500]
            )

    send()
    sys.stdout.write(
        f"\n{answers.total()} forms sent to {len(forms)} pages: {dict(answers)}; longest {longest}\n"
    )
    for where, what in wrong.items():
        sys.stdout.write(f"{where}: {what}\n")
    assert wrong == {}
    assert answers.total() >= min(EXAMPLES, 100)
