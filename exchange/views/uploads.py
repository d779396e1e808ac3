"""Bringing a spreadsheet into one of an agency's tables."""

from typing import Any

from django.core.files import File
from django.shortcuts import redirect
from django.urls import reverse

from agencies.access import get_agency
from agencies.models import Agency, User
from agencies.navigation import home_url
from agencies.roles import Capability
from exchange import actions
from exchange.forms import UploadForm
from exchange.models import Import
from exchange.reading.limits import MAX_BYTES
from exchange.tables.scope import Scope
from exchange.tables.targets import targets
from exchange.views.answers import start_reading
from itaportal.bodysizes import takes
from itaportal.editing.flow import FormPage, edit_form, form_view, posted
from itaportal.language import gettext, gettext_lazy

SHOWN_FIRST = gettext_lazy("หน้าถัดไปแสดงว่าไฟล์จะเพิ่มหรือเปลี่ยนอะไร ยังไม่บันทึกจนกว่าจะกดยืนยัน")


@takes(2 * MAX_BYTES)
@form_view
def upload(request, slug):
    """A file and what to do with it; the next page shows what it would change."""
    agency = get_agency(request, slug, Capability.ENTER)
    initial = {name: request.GET[name] for name in ("what", "mode", "blank") if name in request.GET}
    form = UploadForm(posted(request), request.FILES or None, targets=targets(agency), initial=initial)

    def save():
        scope = form.target.scope(agency)
        started = bring_in(scope, form.cleaned_data["file"], by=request.user, **form.choices)
        return redirect("exchange:import", slug, started.pk)

    page = FormPage(
        title=gettext("นำเข้าไฟล์"), crumbs=crumbs_of(agency), lead=SHOWN_FIRST, submit=gettext("ตรวจไฟล์"),
        cancel=reverse("exchange:index", args=[slug]), is_guarded=False,
    )  # fmt: skip
    return edit_form(request, page, form, save, template="exchange/file_form.html")


def crumbs_of(agency: Agency) -> list[tuple[str, str]]:
    """Return the pages above those that bring something in."""
    return [
        (gettext("ภาพรวม"), home_url(agency.slug)),
        (gettext("นำเข้า/ส่งออก"), reverse("exchange:index", args=[agency.slug])),
    ]


def bring_in(scope: Scope, file: File, *, by: User, **choices: Any) -> Import:
    """Keep the file and read it, now or by the worker; ``choices`` as for ``upload``."""
    data = file.read()
    started = actions.upload(
        agency=scope.agency,
        table=scope.table,
        fiscal_year=scope.fiscal_year,
        progress_round=scope.progress_round,
        name=file.name or "",
        data=data,
        by=by,
        **choices,
    )
    start_reading(started, data)
    started.refresh_from_db()
    return started
