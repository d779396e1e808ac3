from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    """Who: people, agencies, roles, audit log."""

    name = "agencies"
    verbose_name = "หน่วยงานและผู้ใช้"
