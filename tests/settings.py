"""The portal's own settings, as a demonstration portal with throw-away data."""

import os
import tempfile

os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "x" * 50)
os.environ["DEMO"] = "1"
os.environ["DEBUG"] = "0"
_folder = tempfile.TemporaryDirectory(prefix="ita-portal-tests-")  # removed when the process ends
os.environ.setdefault("DATA_DIR", _folder.name)

from itaportal.settings import *  # noqa: E402, F403, TID251

# Tasks run at once, in the test's own process.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
