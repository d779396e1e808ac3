from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Tables that come from files and go out to files without being typed again."""

    name = "exchange"
    verbose_name = "การนำเข้าและส่งออกข้อมูล"
