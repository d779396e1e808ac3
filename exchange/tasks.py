"""The long parts of an import, done by `manage.py db_worker`; doing one twice does nothing the second time."""

from django_tasks import task

from exchange.actions import stages


@task()
def read_import(pk: int) -> None:
    """Read a file and compare it with what is stored."""
    stages.read_begun(pk)


@task()
def apply_import(pk: int) -> None:
    """Write what the preview of an import showed."""
    stages.write_begun(pk)
