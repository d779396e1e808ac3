"""When the dictionaries are read: before the server answers, never where nobody looks for words."""

import subprocess
import sys

import pytest

_LOADED = "import sys; print([name for name in ('pythainlp', 'rapidfuzz') if name in sys.modules])"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("start", "loaded"),
    [
        (
            "import django; django.setup(); from django.core.management import call_command; call_command('check')",
            "[]",
        ),
        ("import itaportal.wsgi", "['pythainlp', 'rapidfuzz']"),
    ],
)
def test_dictionaries_are_read_by_the_server_alone(start, loaded):
    code = f"import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'tests.settings'; {start}; {_LOADED}"

    done = subprocess.run(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, check=True, timeout=120
    )

    assert done.stdout.splitlines()[-1] == loaded
