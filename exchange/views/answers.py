"""Files as answers, and the shape of one import's page, for imports of an agency and of many alike."""

import hashlib
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from exchange import tasks
from exchange.actions import ImportBlocked, UndoBlocked, refused_workbook, stages, undo
from exchange.engine.compare import Preview
from exchange.engine.layout import MOST_REFUSED, Layout
from exchange.engine.match import TableRefused
from exchange.enums import ImportState, Mode, RowKind
from exchange.forms import ChoicesForm
from exchange.models import Import, Source
from exchange.reading.book import FileRefused
from exchange.writing.files import as_csv, as_xlsx
from itaportal.downloads import attachment
from itaportal.keeping.kept import open_whole, read_whole
from itaportal.language import gettext, gettext_lazy
from itaportal.templatetags.thai import digits
from itaportal.translated import translated

logger = logging.getLogger(__name__)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
TYPES = {"xlsx": XLSX, "csv": CSV}
ROWS_A_PAGE = 50
_DIFFERENT = "different"  # everything but the unchanged rows
_FILTERS = (
    (_DIFFERENT, gettext_lazy("ทุกแถวที่ต่าง")),
    (RowKind.NEW, gettext_lazy("เพิ่มใหม่")),
    (RowKind.CHANGED, gettext_lazy("เปลี่ยน")),
    (RowKind.REFUSED, gettext_lazy("รับไม่ได้")),
    (RowKind.UNCHANGED, gettext_lazy("เหมือนเดิม")),
)


def list_as_file(layout: Layout, extension: str, name: str) -> HttpResponse:
    """Return a list as a CSV or XLSX file to be saved; there is no other (Http404)."""
    if extension not in TYPES:
        raise Http404
    content = as_csv(layout) if extension == "csv" else as_xlsx([layout])
    return attachment(content, f"{name}.{extension}", TYPES[extension])


@dataclass(frozen=True, slots=True)
class ImportPages:
    """One import on its pages: ``address`` gives the address of one of them by its name, ``index`` the list."""

    request: Any
    started: Import
    address: Callable[[str], str]
    index: str
    upload: str
    base: dict[str, Any]

    @classmethod
    def of(cls, request, started: Import, namespace: str, *args, **base) -> "ImportPages":
        """Return the import under the addresses of ``namespace`` and ``args``."""

        def address(name: str) -> str:
            return reverse(f"{namespace}:import{name and f'_{name}'}", args=[*args, started.pk])

        index = base.pop("index", None) or reverse(f"{namespace}:index", args=args)
        upload = base.pop("upload", index)
        return cls(request, started, address, index, upload, base)

    def page(self):
        """Show how far the import is, what it would change or has changed."""
        started = self.started
        steps = ("again", "confirm", "undo", "refused", "file", "progress")
        context = {
            "started": started,
            "working": stages.is_working(started),
            "ended": stages.is_ended(started),
            "ready": started.state == ImportState.READY,
            "choices": ChoicesForm(initial={"mode": started.mode, "blank": started.blank}),
            "seen": seen(started),
            "urls": {name: self.address(name) for name in steps},
            "index_url": self.index,
            "upload_url": self.upload,
            **self._rows(started.preview),
            **self.base,
        }
        return render(self.request, "exchange/import.html", context)

    def _rows(self, preview: Preview) -> dict[str, Any]:
        """Return the rows of the page, and how many would be written and how many left as they are."""
        wanted = self.request.GET.get("show")
        wanted = wanted if wanted in RowKind.values else _DIFFERENT
        rows = [row for row in preview.rows if _is_shown(row.kind, wanted)]
        counts, mode = preview.counts, self.started.mode
        blocked = mode == Mode.STOP and (counts[RowKind.CHANGED] or counts[RowKind.REFUSED])
        updated, left = (counts[RowKind.CHANGED], 0) if mode == Mode.UPDATE else (0, counts[RowKind.CHANGED])
        return {
            "preview": preview,
            "counts": counts,
            "blocked": blocked,
            "taken": 0 if blocked else counts[RowKind.NEW] + updated,
            "left_as_is": left,
            "parts": _parts(counts[RowKind.REFUSED]),
            "wanted": wanted,
            "filters": [(kind, label, counts.get(kind)) for kind, label in _FILTERS],
            "page": Paginator(rows, ROWS_A_PAGE).get_page(self.request.GET.get("page")),
        }

    def progress(self):
        """Answer how far the import is, for the page's script."""
        started = self.started
        return JsonResponse(
            {
                "working": stages.is_working(started),
                "progress": started.progress,
                "label": digits(f"{started.get_state_display()} {started.progress}%"),
            }
        )

    def again(self):
        """Read the file once more, with other choices or because it failed."""
        form = ChoicesForm(self.request.POST)
        chosen = (
            form.cleaned_data if form.is_valid() else {"mode": self.started.mode, "blank": self.started.blank}
        )
        try:
            stages.begin_again(self.started, **chosen)
        except ImportBlocked as blocked:
            messages.error(self.request, translated(blocked))
        else:
            with _log_what_breaks(self.started):
                start_reading(self.started, read_whole(self.started.file.name, self.started.sha256))
        return redirect(self.address(""))

    def confirm(self):
        """Write what the page showed; a page that shows something else by now asks to look again."""
        started = self.started
        if self.request.POST.get("seen") != seen(started):
            messages.warning(
                self.request,
                gettext("ผลการตรวจหรือตัวเลือกเปลี่ยนไปหลังจากเปิดหน้านี้ ยังไม่ได้นำเข้า กรุณาดูอีกครั้งแล้วกดยืนยัน"),
            )
            return redirect(self.address(""))
        try:
            stages.begin_writing(started, self.request.user)
        except ImportBlocked as blocked:
            messages.error(self.request, translated(blocked))
            return redirect(self.address(""))
        with _log_what_breaks(started):
            if stages.is_long(started):
                tasks.apply_import.enqueue(started.pk)
            else:
                stages.write_begun(started.pk)
        started.refresh_from_db()
        if started.state == ImportState.DONE:
            messages.success(self.request, gettext("นำเข้า “{name}” แล้ว").format(name=started.name))
        return redirect(self.address(""))

    def undo(self):
        """Take the import back, or say what was built on it."""
        try:
            undo(started=self.started, by=self.request.user)
        except UndoBlocked as blocked:
            messages.error(self.request, translated(blocked))
        else:
            messages.success(self.request, gettext("เลิกการนำเข้าแล้ว ข้อมูลกลับเป็นเหมือนก่อนนำเข้า"))
        return redirect(self.address(""))

    def refused(self):
        """Answer the refused rows with the reasons as a workbook; of a great many the part that was asked for."""
        parts = _parts(len(self.started.preview.refused))
        if not parts:
            messages.info(self.request, gettext("ไม่มีแถวที่รับไม่ได้"))
            return redirect(self.address(""))
        asked = self.request.GET.get("part", "")
        part = int(asked) if asked in {str(number) for number, *_ in parts} else 1
        try:
            content = refused_workbook(self.started, part)
        except (FileRefused, TableRefused) as refused:
            messages.error(self.request, translated(refused))
            return redirect(self.address(""))
        name = self.started.name.rpartition(".")[0] or self.started.name
        return attachment(
            content,
            gettext("แก้ไข-{name}{value}.xlsx").format(name=name, value=f"-{part}" if len(parts) > 1 else ""),
            XLSX,
        )

    def original(self):
        """Answer the file as it was uploaded; a browser saves it and never shows it."""
        return stored(self.started)


def stored(kept: Import | Source) -> FileResponse:
    """Return a file as it came, to be saved: whatever is in it, the portal never shows it as a page."""
    try:
        content = open_whole(kept.file.name, kept.sha256)
    except OSError:
        raise Http404 from None
    kind = "application/octet-stream"
    return FileResponse(content, as_attachment=True, filename=kept.name, content_type=kind)


def _parts(refused: int) -> list[tuple[int, int, int]]:
    """Return the workbooks that the refused rows go out in: number, first and last row."""
    firsts = range(1, refused + 1, MOST_REFUSED)
    return [(number, first, min(first + MOST_REFUSED - 1, refused)) for number, first in enumerate(firsts, 1)]


def _is_shown(kind: str, wanted: str) -> bool:
    return kind != RowKind.UNCHANGED if wanted == _DIFFERENT else kind == wanted


def seen(started: Import) -> str:
    """Return what tells a preview and its choices from any other."""
    return hashlib.sha256(f"{started.mode} {started.blank} {started.preview_json}".encode()).hexdigest()


@contextmanager
def _log_what_breaks(started: Import) -> Iterator[None]:
    """Log what breaks and go on: the import is given up by then, and its page, which comes next, says so."""
    try:
        with stages.given_up_when_broken(started.pk):
            yield
    except Exception:
        logger.exception("Import %s broke", started.pk)


def start_reading(started: Import, data: bytes) -> None:
    """Read a file at once, or let the worker read a long one."""
    with _log_what_breaks(started):
        if stages.is_long_file(data):
            tasks.read_import.enqueue(started.pk)
        else:
            stages.read_begun(started.pk)
