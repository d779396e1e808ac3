"""What the portal starts with when nobody configured it: safe, or not at all."""

import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT

REAL = {"SECRET_KEY": "s" * 50, "ALLOWED_HOSTS": "ita.example.go.th"}


def started(tmp_path, code, **environment):
    """Run code with the settings in a fresh process without this one's environment."""
    kept = {
        "PATH": os.environ["PATH"],
        "DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "itaportal.settings",
    }
    return subprocess.run(
        [sys.executable, "-c", f"from django.conf import settings as s; {code}"],
        env={**kept, **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("secret", ["", "short"])
def test_without_a_secret_it_refuses_and_says_how_to_make_one(tmp_path, secret):
    result = started(tmp_path, "s.SECRET_KEY", SECRET_KEY=secret)

    assert result.returncode != 0
    assert "secrets.token_urlsafe(50)" in result.stderr
    assert "short" not in result.stderr.splitlines()[-1].replace("shorter", "")


def test_a_secret_may_come_from_a_file(tmp_path):
    file = tmp_path / "secret"
    file.write_text("f" * 50 + "\n")

    assert started(tmp_path, "print(s.SECRET_KEY)", SECRET_KEY_FILE=str(file)).stdout == "f" * 50 + "\n"


def test_a_real_installation_is_strict(tmp_path):
    code = (
        "print(s.DEBUG, s.DEMO, s.ALLOWED_HOSTS, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE,"
        " s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS > 0)"
    )

    assert started(tmp_path, code, **REAL).stdout == "False False ['ita.example.go.th'] True True True True\n"


def test_what_buckets_need_is_loaded_where_one_is_named(tmp_path):
    code = "import django, sys; django.setup(); import itaportal.urls; print(s.STORAGES['default'], 'boto3' in sys.modules)"

    folder = started(tmp_path, code, **REAL)
    wrong = started(tmp_path, code, **REAL, STORAGE_URL="s3://key@s3.example/files")
    bucket = started(
        tmp_path,
        "from django.core.files.storage import default_storage as d; print(d.endpoint_url, d.location)",
        **REAL,
        STORAGE_URL="s3://key:secret@s3.example/files/portal",
    )

    assert folder.stdout == "{'BACKEND': 'itaportal.keeping.storage.WholeFileStorage'} False\n"
    assert "ImproperlyConfigured: STORAGE_URL names a key without a secret" in wrong.stderr
    assert bucket.stdout == "https://s3.example portal\n"


def modes(folder):
    return {path.name: path.stat().st_mode & 0o777 for path in (folder, *folder.iterdir())}


def test_what_the_portal_keeps_is_closed_to_others_on_the_machine(tmp_path):
    data = tmp_path / "data"
    code = "import django; django.setup(); from django.db import connection; connection.cursor()"

    started(tmp_path, code, **REAL, DATA_DIR=str(data))

    assert {"data": 0o700, "db.sqlite3": 0o600, "static": 0o700}.items() <= modes(data).items()


def test_what_an_earlier_version_left_open_is_closed(tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    (data / "db.sqlite3").touch()
    data.chmod(0o755)
    (data / "db.sqlite3").chmod(0o644)

    started(tmp_path, "s.DATA_DIR", **REAL, DATA_DIR=str(data))

    assert {"data": 0o750, "db.sqlite3": 0o640}.items() <= modes(data).items()


def test_what_is_not_allowed_costs_one_line_of_the_log(tmp_path):
    code = (
        "import django; django.setup(); import logging\n"
        "try: raise PermissionError\n"
        "except PermissionError as error:\n"
        "    for status in (400, 403, 500):\n"
        "        how = {'extra': {'status_code': status}, 'exc_info': error}\n"
        "        logging.getLogger('django.request').warning('status %s', status, **how)\n"
    )

    first, _, second = started(tmp_path, code, **REAL).stderr.partition("status 500")

    assert "status 400" in first
    assert "status 403" in first
    assert "Traceback" not in first
    assert "Traceback" in second


@pytest.mark.parametrize(
    ("environment", "who"),
    [
        (REAL, "['site_admins', 'signers']\n"),
        ({**REAL, "REQUIRE_SECOND_FACTOR": ""}, "[]\n"),
        ({**REAL, "DEMO": "1"}, "[]\n"),
        ({**REAL, "REQUIRE_SECOND_FACTOR": "signer"}, ""),
    ],
)
def test_who_needs_a_second_factor(tmp_path, environment, who):
    assert started(tmp_path, "print(s.REQUIRE_SECOND_FACTOR)", **environment).stdout == who


def test_an_account_elsewhere_is_known_where_it_is_configured(tmp_path):
    code = (
        "import django; django.setup(); from allauth.socialaccount.providers import registry; registry.load();"
        "print(registry.get_class('openid_connect'), s.CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action'][1:])"
    )
    configured = {
        **REAL,
        "OIDC_SERVER_URL": "https://id.example.go.th/realm/.well-known/openid-configuration",
    }

    assert started(tmp_path, code, **REAL).stdout == "None []\n"
    assert started(tmp_path, code, **configured).stdout == (
        "<class 'accounts.external.ExternalProvider'> ['https://id.example.go.th']\n"
    )


def test_djangos_deployment_checks_have_nothing_to_say(tmp_path):
    result = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        env={"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), **REAL, "SECRET_KEY": "aB3$eF6!" * 8},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 0, result.stderr


def test_demo_accounts_are_refused_outside_a_demonstration(tmp_path):
    result = subprocess.run(
        [sys.executable, "manage.py", "load_demo"],
        env={"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), **REAL},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 1
    assert "DEMO=1" in result.stderr


def test_heavy_libraries_are_not_imported_at_start_up(tmp_path):
    heavy = {
        "weasyprint",
        "fontTools",
        "PIL",
        "openpyxl",
        "yaml",
        "rapidfuzz",
        "pythainlp",
        "fido2",
        "requests",
        "cryptography",
    }
    code = f"import django, sys; django.setup(); import itaportal.urls; print({heavy!r} & set(sys.modules))"

    assert started(tmp_path, code, **REAL).stdout == "set()\n"
