"""The project's own apps, from the lowest to the one that sees all others."""

from pathlib import Path

from django.conf import settings

APPS = [app for app in settings.INSTALLED_APPS if (Path(settings.BASE_DIR) / app / "apps.py").is_file()]
