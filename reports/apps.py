from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """What is said about it: documents."""

    name = "reports"
    verbose_name = "เอกสาร"

    def ready(self):
        from reports import checks  # noqa: F401, PLC0415 - registers the checks
