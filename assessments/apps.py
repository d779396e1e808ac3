from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """What the year said: criteria, scores, findings."""

    name = "assessments"
    verbose_name = "การประเมิน"
