from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from reports.actions import rendered
from reports.enums import Format, Kind
from reports.models import Document
from reports.pages import document_html
from reports.snapshot.building import build_snapshot


class Command(BaseCommand):
    """Write an agency's latest document of a kind and plan year to a file."""

    help = "Render a document: render_document KIND --agency SLUG --year PLAN_YEAR --format pdf|docx|html --output FILE"

    def add_arguments(self, parser):
        parser.add_argument("kind", choices=Kind.values)
        parser.add_argument("--agency", required=True, metavar="SLUG")
        parser.add_argument("--year", required=True, type=int, metavar="PLAN_YEAR")
        parser.add_argument("--format", default=Format.PDF, choices=Format.values)
        parser.add_argument("--output", required=True, type=Path, metavar="FILE")

    def handle(self, *args, kind, agency, year, output, **options):
        document = (
            Document.objects.filter(kind=kind, agency__slug=agency, plan__fiscal_year=year)
            .select_related("agency", "plan__assessment__criteria_pack", "round")
            .order_by("-round__as_at")
            .first()
        )
        if document is None:
            raise CommandError(f"{agency} has no {kind} for plan year {year}.")
        if options["format"] != Format.HTML:
            with rendered(document, Format(options["format"])).file.open("rb") as file:
                content = file.read()
        else:
            content = document_html(build_snapshot(document), standalone=True).encode()
        try:
            output.write_bytes(content)
        except OSError as error:
            raise CommandError(f"{output}: {error.strerror}") from error
        self.stdout.write(f"{output}: {len(content)} bytes")
