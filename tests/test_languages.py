"""The interface in Thai and in English: every text has both, every page says them, documents stay Thai."""

import ast
import gettext
import re
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from io import BytesIO

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from agencies.auditlog.entries import object_name
from agencies.auditlog.models import AuditEvent
from agencies.auditlog.writing import record
from agencies.enums import Language, Role
from itaportal.thai.dates import long_date, period, short_date
from itaportal.translated import translated
from publications.api.operations import describe
from reports.attachments.workbook import workbook
from reports.enums import Kind
from reports.models import Document
from reports.pages import document_html
from reports.snapshot.building import build_snapshot
from reports.snapshot.plan import Measure
from scripts import messages
from scripts.messages import FILLED_IN, translations
from search.models import SearchEntry
from search.rebuilding import rebuild
from tests.conftest import ROOT, member, signed_in
from tests.english import THAI, in_english, said_on
from tests.test_access import POLICY, people, world

__all__ = ["people", "translations", "world"]
_PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w*(?:![rs])?(?::[^{}]*)?\}|%%")
# Pages that show documents, whose words are Thai in every language.
_SHOWS_DOCUMENTS = {
    "api:guide", "approvals:edition_text", "papers:completion", "papers:report", "publications:completion", "publications:document", "publications:report", "reports:document",
    "reports:document_sentences",
}  # fmt: skip
# What people of the sample wrote, or the record keeps, in words that the portal uses too.
_WRITTEN = {"เห็นชอบ", "ระบบ", "คู่มือ"}


@pytest.fixture(scope="module")
def english() -> dict[str, str]:
    return messages.translations()


def test_every_text_has_its_english(english):
    """Mend with: make messages, then write the English where the command says that there is none."""
    assert set(messages.collect()) == set(english)
    assert [
        text
        for text, said in english.items()
        if not said or THAI.search(said) and said == text and len(text) > 60
    ] == []


# Where Thai words are no texts of the interface: documents and reports; cells, headings and patterns of files; what is stored or
# sent; samples; the language itself; what the source of the law or of a foreign system says.
_THAI_OF_ITS_OWN = (
    "accounts/admin", "agencies/admin", "agencies/auditlog/", "agencies/enums", "agencies/forms/chain",
    "agencies/naming", "approvals/forms/", "approvals/rules/", "approvals/signing/appearance", "approvals/signing/authority",
    "approvals/signing/looks", "approvals/signing/reserved", "approvals/word",
    "assessments/drafting/", "assessments/itas/", "assessments/searchable", "assessments/tables", "assessments/weakness",
    "batches/files", "criteria/forms", "criteria/packs/sheet", "criteria/packs/workbook", "criteria/rulebook", "criteria/schema", "deadlines/ical",
    "disclosure/queries/contests", "exchange/engine/", "exchange/exports", "exchange/lists/", "exchange/management/", "exchange/reading/book",
    "exchange/reading/delimited", "exchange/reading/formats", "exchange/reading/table_probe", "exchange/reading/wordlists", "exchange/sources/",
    "exchange/tables/", "exchange/views/read_whole", "exchange/views/sources", "exchange/writing/", "itaportal/apps", "itaportal/translated", "itaportal/settings",
    "itaportal/templatetags/", "itaportal/thai/", "measures/evidence/", "measures/forms/", "measures/searchable", "measures/views/evidence_zip",
    "overview/comparison/", "overview/demo/", "overview/national/", "overview/views/agencies",
    "publications/api/", "publications/completion", "publications/exports", "publications/fieldtypes", "publications/searchable",
    "publications/sheets", "publications/verification/document_facts", "publications/verification/report_sheet", "reports/", "search/",
)  # fmt: skip


_FOREIGN_FILES = ("assessments/itas/", "exchange/engine/", "exchange/sources/", "exchange/tables/")


def test_modules_mark_what_they_say():
    left = {}
    for path in messages.sources():
        place = path.relative_to(ROOT).as_posix()
        # Among headings and patterns, what asks somebody to do something is a text.
        told = "กรุณา" if place.startswith(_FOREIGN_FILES) else ""
        if path.suffix == ".py" and (told or not place.startswith(_THAI_OF_ITS_OWN)):
            tree = ast.parse(path.read_text("utf-8"))
            own = [node for node in ast.walk(tree) if is_marked(node)] + list(of_mails(tree))
            marked = {id(part) for node in own for part in ast.walk(node)}
            texts = (
                node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in marked
            )
            if found := [
                text.value
                for text in texts
                if isinstance(text.value, str) and THAI.search(text.value) and told in text.value
            ]:
                left[place] = found
    assert left == {}


def is_marked(node) -> bool:
    """Whether the node marks texts for translation, or is a docstring."""
    if isinstance(node, ast.Call):
        return getattr(node.func, "id", "") in messages.CALLED
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def of_mails(tree: ast.AST) -> Iterator[ast.keyword]:
    """Yield subjects and bodies of mails, which are Thai for whoever gets them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"EmailMessage", "mail_to", "tell"}:
            yield from (word for word in node.keywords if word.arg in {"subject", "body"})


def test_templates_mark_what_they_say():
    """Templates of documents and of printed sheets are Thai in every language."""
    own = re.compile(r"reports/pdf/|_pdf\.html|publications/_sheet")
    marked = re.compile(
        r"{% comment %}.*?{% endcomment %}|{#.*?#}|{% blocktranslate.*?{% endblocktranslate %}|{% translate .*?%}"
        r"""|_\("[^"]*"\)|_\('[^']*'\)|lang="th">ไทย<""",
        re.DOTALL,
    )
    folder = ROOT / "templates"
    said = {
        path: marked.sub("", path.read_text("utf-8"))
        for path in folder.rglob("*.*")
        if not own.search(str(path))
    }
    assert {str(path): THAI.findall(text) for path, text in said.items() if THAI.search(text)} == {}


def test_scripts_say_what_they_say_in_both_languages():
    folder = ROOT / "static/js"
    told = (folder / "words.js").read_text("utf-8")
    english = dict(re.findall(r'^    "(.+?)": "(.+?)",$', told, re.MULTILINE))
    scripts = "".join(path.read_text("utf-8") for path in folder.glob("*.js") if path.name != "words.js")
    said = re.findall(r'speak\("(.+?)"', scripts)

    assert set(said) == set(english)
    assert len(english) > 20
    blank = re.compile(r"{\w+}")
    assert [
        text for text in said if sorted(blank.findall(text)) != sorted(blank.findall(english[text]))
    ] == []
    quoted = re.findall(
        r"""(?<!speak\()(["'`])((?:(?!\1).)*[\u0e01-\u0e2e](?:(?!\1).)*)\1""",
        re.sub(r"//.*|/[^/\n]+/", "", scripts),
    )
    assert [text for _, text in quoted if text not in {"ฝ"}] == []


def test_a_translation_keeps_what_is_filled_in(english):
    assert [
        text
        for text, said in english.items()
        if sorted(_PLACEHOLDER.findall(text)) != sorted(_PLACEHOLDER.findall(said))
    ] == []
    assert [
        said
        for text, said in english.items()
        if ('"' in said) > ('"' in text) or ("<" in said) > ("<" in text)
    ] == []


def test_texts_are_found_again_with_their_blanks_filled_in(english):
    """No text may read like another one that is filled in otherwise."""
    blank = re.compile(r"{\w*}")
    for text, said in english.items():
        if text.startswith(FILLED_IN):
            text = text.removeprefix(FILLED_IN)
            numbers = map(str, range(41, 100))
            values = [(name, next(numbers)) for name in blank.findall(text)]
            for name, value in values:
                text, said = text.replace(name, value, 1), said.replace(name, value, 1)
            assert in_english(text) == said


def test_what_was_made_in_thai_is_read_in_english_but_for_what_people_wrote():
    row = "แผ่น “คะแนน” แถว 7"
    assert translated(f"{row} ถูกซ่อนไว้") == f"{row} ถูกซ่อนไว้"
    told = in_english("ไม่มี “กองคลัง” ในรายการ หมายถึง “กองการคลัง” หรือไม่")
    assert told == "“กองคลัง” is not in the list. Do you mean “กองการคลัง”?"
    assert in_english("ปีของวันที่ “1/1/1900” ไม่น่าใช่ กรุณากรอกวันที่ เช่น 31/3/2565 หรือ 31 มีนาคม 2565").startswith(
        "The year of the date “1/1/1900” is unlikely. Please enter a date"
    )
    assert in_english("ผลการดำเนินการ แผนปี 2566 ณ วันที่ 31 มีนาคม 2566").endswith("as at 31 March 2566")
    assert in_english("ไฟล์นี้ว่างเปล่า กรุณาตรวจว่าบันทึกไฟล์แล้ว และเลือกไฟล์ใหม่\nกองคลัง").endswith("again.\nกองคลัง")
    assert in_english("ชาวบ้าน") == "ชาวบ้าน"
    assert in_english("นายก อบต. (นายก (ผู้บริหาร))") == "นายก อบต. (Mayor (executive))"
    assert in_english("31 มี.ค. 65") == "31 Mar 2565"


def test_the_catalogue_is_compiled(english):
    with messages.CATALOGUE.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog
    assert {text: said for text, said in compiled.items() if text} == english


@pytest.mark.slow
@pytest.mark.usefixtures("unjudged")
@pytest.mark.parametrize("role", [Role.AGENCY_ADMIN.value, "site_admin"])
def test_pages_say_in_english_what_has_its_english(role, world, people, english):
    """What stands on a page in Thai is what people wrote, never a text of the portal."""
    thai = {text for text, said in english.items() if said != text} - _WRITTEN
    person = people[role]
    person.language = Language.ENGLISH
    person.save()
    client = signed_in(person)
    left, read = {}, 0
    for name in (name for name, policy in POLICY.items() if "GET" in policy):
        with closing(client.get(world.urls[name])) as response:
            is_page = response.status_code == 200 and not response.streaming
            page = response.content.decode(errors="ignore") if is_page else ""
        if '<html lang="en"' in page and name not in _SHOWS_DOCUMENTS:
            read += 1
            if found := sorted({text for text in said_on(page) if text in thai}):
                left[name] = found

    assert left == {}
    assert read > 50


@pytest.mark.slow
def test_documents_and_files_are_thai_for_whoever_makes_them(world, people):
    document = Document.objects.get(kind=Kind.PROGRESS_MEMO)
    for kind in (
        Kind.PROGRESS_MEMO,
        Kind.ANALYSIS_REPORT,
        Kind.IMPROVEMENT_MATRIX,
        Kind.TOPIC_REPORT,
        Kind.OIT_MEMO,
    ):
        document.kind = kind
        with translation.override("th"):
            thai = document_html(build_snapshot(document))
        with translation.override("en"):
            assert document_html(build_snapshot(document)) == thai
    read: dict[str, list] = {}
    for language in Language.values:
        person = people[Role.AGENCY_ADMIN.value]
        person.language = language
        person.save()
        client = signed_in(person)
        for name in (
            "exchange:template",
            "exchange:export",
            "exchange:document_list",
            "exchange:matrix_list",
        ):
            with closing(client.get(world.urls[name])) as response:
                read.setdefault(name, []).append(cells_of(response))
        read.setdefault("api", []).append(client.get(world.urls["api:description"]).content)
    assert [name for name, (thai, english) in read.items() if thai != english] == []


def test_programs_and_spreadsheets_read_thai_whoever_asks_first(world):
    """What is kept for the process was asked for by somebody."""
    snapshot = build_snapshot(Document.objects.get(kind=Kind.PROGRESS_MEMO))
    with translation.override("en"):
        describe.cache_clear()
        asked_in_english = describe("https://ita.example"), workbook(snapshot), Measure.title_of("budget")
    describe.cache_clear()

    assert asked_in_english == (describe("https://ita.example"), workbook(snapshot), "Budget (baht)")
    assert Measure.title_of("budget") == "งบประมาณ (บาท)"


def test_what_is_stored_is_thai_whoever_saves(world, agency):
    """The index of the search and the audit log are read by others."""

    def indexed():
        return sorted(SearchEntry.objects.values_list("kind", "object_id", "title", "text", "body_terms"))

    before = indexed()
    with translation.override("en"):
        rebuild()
        record("assessment.save", agency.assessments.first(), by=None, agency=agency)

    assert indexed() == before
    assert AuditEvent.objects.order_by("pk").last().object_label.startswith("ผลการประเมิน ITA")


def cells_of(response) -> dict[str, list] | bytes:
    """Return what stands on every sheet of a workbook that was answered, or the text of a file that is none."""
    content = b"".join(response)
    if not content.startswith(b"PK"):
        return content
    return {sheet.title: list(sheet.values) for sheet in load_workbook(BytesIO(content))}


def test_a_person_reads_what_they_chose_wherever_they_sign_in(client, agency):
    person = member(agency, Role.STAFF)
    client = signed_in(person)
    page, own = reverse("account"), reverse("own_language")

    answer = client.post(own, {"language": "en"}, headers={"referer": f"http://testserver{page}"})
    assert answer.url == f"http://testserver{page}"
    assert "Your account" in client.get(page).content.decode()
    assert "Your account" in signed_in(person).get(page).content.decode()
    assert client.post(own, {"language": "th"}, headers={"referer": "https://example.com/"}).url == "/"
    assert "บัญชีของท่าน" in client.get(page).content.decode()
    assert client.post(own, {"language": "xx"}).url == "/"
    assert "บัญชีของท่าน" in client.get(page).content.decode()


@pytest.mark.django_db
def test_a_visitor_reads_thai_until_they_choose(client):
    page = reverse("account_login")

    assert '<html lang="th"' in client.get(page, headers={"accept-language": "en"}).content.decode()
    client.post(reverse("language"), {"language": "en"})
    answer = client.get(page)
    assert '<html lang="en"' in answer.content.decode()
    assert answer.headers["Content-Language"] == "en"
    assert settings.LANGUAGE_COOKIE_NAME in client.cookies


def test_what_the_log_calls_things_follows_its_reader():
    """Also where somebody read it in the other language before."""
    assert object_name("agencies.agency") == "หน่วยงาน"
    with translation.override("en"):
        assert object_name("agencies.agency") == "Agencies"
    assert object_name("agencies.agency") == "หน่วยงาน"


def test_dates_and_drafts_follow_their_reader():
    day = date(2022, 3, 31)
    with translation.override("en"):
        assert (long_date(day), short_date(day)) == ("31 March 2565", "31 Mar 2565")
        assert period(date(2024, 10, 1), date(2025, 9, 30)) == "Oct 2567 – Sep 2568"
    assert (long_date(day), short_date(day)) == ("31 มีนาคม 2565", "31 มี.ค. 65")
