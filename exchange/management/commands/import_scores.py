from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from agencies.models import Agency
from exchange.actions import ImportBlocked, PreviewOutdated, confirm, read_import, upload
from exchange.engine.compare import Preview, RowResult
from exchange.engine.match import TableRefused
from exchange.engine.prepare import prepare
from exchange.enums import Blank, ImportState, Mode, RowKind, TableName
from exchange.reading.book import FileRefused
from exchange.reading.files import read
from exchange.tables import table_of
from exchange.tables.scope import Scope


class Command(BaseCommand):
    """Bring the scores of one agency in from a file, as the pages do; all rows or none."""

    help = (
        "Import the scores of an agency and year from XLSX, CSV or TSV; exits with 1 where rows are refused."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--agency", required=True, metavar="SLUG")
        parser.add_argument("--year", required=True, type=int, metavar="ASSESSMENT_YEAR")
        parser.add_argument("--mode", choices=Mode.values, default=Mode.UPDATE)
        parser.add_argument("--blank", choices=Blank.values, default=Blank.KEEP)
        parser.add_argument("--dry-run", action="store_true", help="show what would change and write nothing")

    def handle(self, *args, file, agency, year, mode, blank, dry_run, **options):
        owner = Agency.objects.filter(slug=agency).first()
        if owner is None:
            raise CommandError(f"ไม่พบหน่วยงานรหัส {agency}")
        try:
            data = file.read_bytes()
        except OSError as error:
            raise CommandError(f"เปิดไฟล์ {file} ไม่ได้: {error.strerror}") from error
        if dry_run:
            self._refuse(self._shown(self._compared(owner, year, data, file.name, Blank(blank))))
            return
        started = upload(
            agency=owner, table=TableName.SCORES, fiscal_year=year, name=file.name, data=data,
            mode=Mode(mode), blank=Blank(blank), by=None,
        )  # fmt: skip
        read_import(started=started)
        if started.state == ImportState.FAILED:
            raise CommandError(started.problem)
        self._refuse(self._shown(started.preview))
        try:
            confirm(started=started, by=None)
        except ImportBlocked as blocked:
            raise CommandError(str(blocked)) from blocked
        except PreviewOutdated as outdated:
            raise CommandError("มีผู้แก้ไขข้อมูลระหว่างนำเข้า กรุณาสั่งใหม่อีกครั้ง") from outdated
        self.stdout.write(f"นำเข้าคะแนนปี {year} ของ{owner.name}แล้ว")

    def _compared(self, owner: Agency, year: int, data: bytes, name: str, blank: Blank) -> Preview:
        scope = Scope(TableName.SCORES, owner, year)
        try:
            book = read(data, name)
        except FileRefused as error:
            raise CommandError(str(error)) from error
        try:
            return prepare(table_of(scope), book, blank).preview
        except TableRefused as error:
            raise CommandError("\n".join((str(error), *book.notes))) from error

    def _shown(self, preview: Preview) -> Preview:
        for note in preview.notes:
            self.stdout.write(f"ควรทราบ: {note}")
        if preview.unknown:
            self.stdout.write(f"หัวตารางที่ไม่ได้อ่าน: {', '.join(preview.unknown)}")
        for row in preview.rows:
            if row.kind != RowKind.UNCHANGED:
                self.stdout.write(_describe_row(row))
        counts = preview.counts
        self.stdout.write(" ".join(f"{RowKind(kind).label} {count}" for kind, count in counts.items()))
        return preview

    def _refuse(self, preview: Preview) -> None:
        if preview.refused:
            raise CommandError(f"มีแถวที่รับไม่ได้ {len(preview.refused):,} แถว จึงไม่ได้นำเข้า กรุณาแก้ไฟล์แล้วสั่งใหม่")


def _describe_row(row: RowResult) -> str:
    words = f"{RowKind(row.kind).label}: แถว {row.row} {row.label}"
    changes = [f"  {entry.heading}: {entry.before or 'ว่าง'} → {entry.after or 'ว่าง'}" for entry in row.fields]
    return "\n".join([words, *changes, *(f"  {problem}" for problem in row.problems)])
