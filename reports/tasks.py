"""Making a large document, done by `manage.py db_worker`; making one twice does nothing the second time."""

from django_tasks import task

from reports import actions
from reports.enums import Format
from reports.models import Document


@task()
def render(pk: int, format: str) -> None:
    """Make the document's file as its content is now, unless it is stored already or the document is gone."""
    documents = Document.objects.select_related("agency", "plan__assessment__criteria_pack", "round")
    if document := documents.filter(pk=pk).first():
        actions.rendered(document, Format(format))
