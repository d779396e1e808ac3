"""The API's description: every answer keeps to it, it leaves nothing out, and no query breaks anything."""

import copy
import json
import re
from datetime import datetime
from urllib.parse import quote, urlsplit

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from itaportal.ratelimits import API_REQUESTS
from publications.api import urls
from tests.factories import editions

pytestmark = pytest.mark.usefixtures("quick")

# The addresses by name, as OpenAPI and people write them.
PATHS = {
    entry.name: "/" + re.sub(r"<\w+:(\w+)>", r"{\1}", str(entry.pattern)).removeprefix("v1/")
    for entry in urls.urlpatterns
    if entry.name != "guide"
}
# What fits a parameter, for each that the description has.
FITTING = {
    "q": "ตัวอย่าง", "province": "นครปฐม", "limit": "1", "agency": "tua-yang", "fiscal_year": "2566",
    "published_since": "2026-01-31",
}  # fmt: skip
AFTER = {"agencies": "aaa", "documents": "9999999999999999-ZZZZZZZZZZ"}
KIND = {"agencies": "อบต.", "documents": "progress-memo"}


FORMATS = FormatChecker(["date"])


@FORMATS.checks("date-time", raises=ValueError)
def _is_moment(text):
    return not isinstance(text, str) or datetime.fromisoformat(text).tzinfo is not None


@FORMATS.checks("uri", raises=ValueError)
def _is_address(text):
    return not isinstance(text, str) or all(urlsplit(text)[:2])


@pytest.fixture
def described(visitor, db):
    return visitor.get(reverse("api:description")).json()


def closed(schema):
    """Return the schema with every object limited to the properties that are described."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    strict = {name: closed(part) for name, part in schema.items()}
    if isinstance(schema.get("properties"), dict) and schema.get("type") == "object":
        strict["additionalProperties"] = False
    return strict


def problems(described, schema, answer):
    """Return where the answer differs from the schema of that name, strictly."""
    whole = {"$ref": f"#/components/schemas/{schema}", "components": closed(described["components"])}
    validator = Draft202012Validator(whole, format_checker=FORMATS)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(answer)]


def schema_of(described, name):
    """Return the name of the schema that the address answers with."""
    stated = described["paths"][PATHS[name]]["get"]["responses"]["200"]
    return stated["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]


def where(edition):
    """Return what stands in the path, by name of the operation."""
    slug, year = edition.document.agency.slug, edition.document.plan.fiscal_year
    return {"agency": [slug], "year": [slug, year], "document": [edition.code]}


def test_schemas_are_schemas(described):
    for schema in described["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    names = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(described)))
    assert names == set(described["components"]["schemas"])


@pytest.mark.parametrize("name", PATHS)
def test_answers_are_as_described(visitor, bureau, described, name):
    edition = editions.published(bureau)
    answer = visitor.get(reverse(f"api:{name}", args=where(edition).get(name, []))).json()

    assert problems(described, schema_of(described, name), answer) == []


def test_schemas_can_fail(visitor, bureau, described):
    edition = editions.published(bureau)
    good = visitor.get(reverse("api:document", args=[edition.code])).json()
    wrong = [("published_at", "yesterday"), ("kind", "letter"), ("as_at", 5), ("url", None), ("more", "x")]

    for name, value in wrong:
        assert len(problems(described, "DocumentWithData", {**good, name: value})) == 1, name
    inside = copy.deepcopy(good)
    inside["data"]["assessment"]["total"] = "91.1"
    assert problems(described, "DocumentWithData", inside) != []
    del good["data"]
    assert problems(described, "DocumentWithData", good) == ["$: 'data' is a required property"]


@pytest.mark.parametrize(
    ("page", "status"),
    [("/api/v1/agencies/?limit=x&q=", 400), ("/api/v1/documents/x/", 404), ("/api/v2/", 404)],
)
def test_errors_are_as_described(visitor, described, db, page, status):
    answer = visitor.get(page)

    assert answer.status_code == answer.json()["status"] == status
    assert problems(described, "Problem", answer.json()) == []


def test_every_address_is_described_and_every_described_address_exists(described):
    assert set(described["paths"]) == set(PATHS.values())
    assert described["servers"][0]["url"].endswith("/api/v1")
    for path, operations in described["paths"].items():
        in_path = [entry["name"] for entry in operations["get"]["parameters"] if entry["in"] == "path"]
        assert in_path == re.findall(r"{(\w+)}", path)


@pytest.mark.parametrize("name", PATHS)
def test_every_described_parameter_is_read_and_no_other(visitor, bureau, described, name):
    edition = editions.published(bureau)
    page = reverse(f"api:{name}", args=where(edition).get(name, []))
    operation = described["paths"][PATHS[name]]["get"]
    parameters = [entry["name"] for entry in operation["parameters"] if entry["in"] == "query"]
    fitting = FITTING | {"after": AFTER.get(name, "aaa"), "kind": KIND.get(name, "อบต.")}

    for parameter in parameters:
        assert visitor.get(page, {parameter: fitting[parameter]}).status_code == 200, parameter
        assert visitor.get(page, {parameter: "\x00"}).status_code == 400, parameter
    for parameter in {*fitting, "format"} - set(parameters):
        assert visitor.get(page, {parameter: fitting.get(parameter, "json")}).status_code == 400, parameter


def test_choices_are_those_that_are_read(visitor, described):
    for name in ("agencies", "documents"):
        for parameter in described["paths"][PATHS[name]]["get"]["parameters"]:
            for choice in parameter["schema"].get("enum", ()):
                assert visitor.get(reverse(f"api:{name}"), {parameter["name"]: choice}).status_code == 200


NAMES = st.sampled_from([*FITTING, "after", "kind", "format", "page", ""])
TEXTS = st.one_of(
    st.text(max_size=20),
    st.integers().map(str),
    st.datetimes().map(lambda moment: moment.isoformat()),
    st.dates().map(lambda day: day.isoformat()),
    st.from_regex(r"[0-9]{1,20}-[0-9A-Z]{10}", fullmatch=True),
    st.sampled_from(
        [*FITTING.values(), *AFTER.values(), *KIND.values(), "%00", "\x00", "'; --", "%", "_", "\\"]
    ),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(sorted(AFTER)), query=st.dictionaries(NAMES, TEXTS, max_size=4))
@example("documents", {"after": "99999999999999999-ZZZZZZZZZZ"})
@example("documents", {"published_since": "2000-01-01T00:00:00+23:59"})
@example("documents", {"fiscal_year": "9" * 5000})
def test_no_query_breaks_anything(visitor, described, db, monkeypatch, name, query):
    monkeypatch.setattr(API_REQUESTS, "amount", 10**9)

    answer = visitor.get(reverse(f"api:{name}"), query)

    assert answer.status_code in (200, 400)
    schema = schema_of(described, name) if answer.status_code == 200 else "Problem"
    assert problems(described, schema, answer.json()) == []


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.text(alphabet=st.characters(codec="utf-8", exclude_characters="?#"), max_size=30))
@example("agencies/" + "x" * 300 + "/")
@example("agencies/tua-yang/years/" + "9" * 5000 + "/")
@example("agencies/tua-yang/years/99999999999999999999/")
@example("documents/\x00/")
def test_no_address_breaks_anything(visitor, db, monkeypatch, path):
    monkeypatch.setattr(API_REQUESTS, "amount", 10**9)

    answer = visitor.get("/api/v1/" + quote(path))

    assert answer.status_code in (200, 301, 404)
    if answer.status_code == 404:
        assert answer["Content-Type"] == "application/problem+json"


def test_people_are_told_all_of_it(visitor, described):
    page = visitor.get(reverse("api:guide")).content.decode()

    for path, operations in described["paths"].items():
        assert f'<code class="hash">{path.removeprefix("/")}</code>' in page
        for parameter in operations["get"]["parameters"]:
            if parameter["in"] == "query":
                assert f"<dt><code>{parameter['name']}</code></dt>" in page
    for name in ("agencies", "documents", "description"):
        assert f'href="{reverse(f"api:{name}")}"' in page
