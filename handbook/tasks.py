"""Making the manual, done by `manage.py db_worker`; making one twice does nothing the second time."""

from django_tasks import task

from handbook import actions


@task()
def render_manual() -> None:
    """Make the manual of what the handbook says now, unless it is stored already."""
    actions.stored_manual()
