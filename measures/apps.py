from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    """What is done about it: plans, measures, progress."""

    name = "measures"
    verbose_name = "มาตรการ"
