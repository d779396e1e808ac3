"""The second way in: a table pasted from a document, a saved page of ITAS, an old report."""

from django.contrib import messages
from django.core.files.base import ContentFile
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from agencies.access import get_agency
from agencies.roles import Capability
from exchange import actions
from exchange.actions.habits import habits_of
from exchange.engine.columns import CellKind, Column
from exchange.engine.layout import Layout
from exchange.enums import TableName
from exchange.forms import ChosenRowsForm, SourceForm
from exchange.models import Import, Source
from exchange.reading.book import FileRefused
from exchange.reading.files import read
from exchange.reading.limits import MAX_BYTES
from exchange.sources.found import Found, Table, Ticks
from exchange.tables.scope import Scope
from exchange.tables.targets import Target, targets
from exchange.views.fit_rows import cells_of, fitted
from exchange.views.read_scores import editable, scores_or_columns
from exchange.views.read_sources import read_source
from exchange.views.row_changes import change, columns_context, measure_cells, shown_rows
from exchange.views.uploads import bring_in, crumbs_of
from exchange.views.wholes import whole_url
from exchange.writing.files import as_csv
from itaportal.bodysizes import takes
from itaportal.editing.flow import ConfirmPage, FormPage, ask_first, edit_form, form_view, posted
from itaportal.language import gettext, gettext_lazy, marked
from itaportal.templatetags.thai import digits
from itaportal.translated import translated

_TABLES = (TableName.MEASURES, TableName.SCORES)
# What can be put right in rows of each table.
_EDITABLE = {TableName.SCORES: editable, TableName.MEASURES: measure_cells}
_SHOWN = 5
_LEAD = gettext_lazy("ระบบอ่านแล้วแสดงทีละแถว บอกว่าแถวใดไม่แน่ใจ ท่านเลือกเองว่าจะนำเข้าแถวใด ต้นฉบับเก็บไว้กับรายการนำเข้า")
_NO_ROW = gettext_lazy("กรุณาเลือกอย่างน้อยหนึ่งแถว")
_WHICH = gettext_lazy("กรุณาเลือกความหมายของแต่ละคอลัมน์ แล้วกด “อ่านตามที่เลือก” ก่อน")
_OTHER_TABLE = gettext_lazy("แสดงตารางที่เลือกแล้ว ยังไม่ได้นำเข้า กรุณาตรวจแถวแล้วกด “ตรวจแถวที่เลือก” อีกครั้ง")
_NOT_YOURS = gettext_lazy("เลือกแถวได้เฉพาะผู้ที่วางตาราง กรุณาวางตารางของท่านเอง")
_NO_TARGET = gettext_lazy("นำเข้าสู่ตารางและปีนี้ไม่ได้แล้ว กรุณาวางตารางใหม่และเลือกปีจากรายการ")


def _offered_targets(agency) -> list[Target]:
    return [target for target in targets(agency) if target.table in _TABLES]


def targets_of(source: Source) -> list[Target]:
    """Return what the rows of a source may go into: its table, of progress one for each round."""
    about = (source.table, source.fiscal_year)
    return [each for each in targets(source.agency) if (each.table, each.fiscal_year) == about]


def _own(agency, user):
    return Source.objects.filter(agency=agency, by=user).defer("found_json")


@takes(2 * MAX_BYTES)
@form_view
def paste(request, slug):
    """A source is read and kept as it came; the next page shows its rows."""
    agency = get_agency(request, slug, Capability.ENTER)
    initial = {"what": request.GET.get("what")}
    form = SourceForm(
        posted(request), request.FILES or None, targets=_offered_targets(agency), initial=initial
    )

    def save():
        try:
            source = _keep(request, agency, form)
        except FileRefused as refused:
            form.add_error("file" if form.cleaned_data["file"] else "text", translated(refused))
            return None
        return redirect("exchange:paste_rows", slug, source.pk)

    page = FormPage(
        title=gettext("วางตารางหรือไฟล์ชนิดอื่น"), crumbs=crumbs_of(agency), here=gettext("วางตาราง"), lead=_LEAD, submit=gettext("อ่านตาราง"),
        cancel=reverse("exchange:index", args=[slug]),
    )  # fmt: skip
    waiting = _own(agency, request.user).waiting()[:_SHOWN]
    context = {"waiting": waiting, "kept_days": actions.KEPT.days}
    return edit_form(request, page, form, save, template="exchange/paste.html", context=context)


def _keep(request, agency, form: SourceForm) -> Source:
    target, (name, data, pasted) = form.target, form.source()
    found = read_source(target.scope(agency), data, pasted=pasted, habits=habits_of(agency, target.table))
    actions.forget_sources()
    return actions.keep_source(
        agency=agency,
        table=target.table,
        fiscal_year=target.fiscal_year,
        name=name,
        data=data,
        found_json=found.to_json(),
        by=request.user,
    )


@require_POST
def mend(request, slug, pk):
    """The rows of an uploaded table of scores, those that were refused as well, to be put right on the page of rows."""
    agency = get_agency(request, slug, Capability.ENTER)
    started = get_object_or_404(Import, agency=agency, table=TableName.SCORES, pk=pk)
    scope = Scope(TableName.SCORES, agency, started.fiscal_year or 0)
    with started.file.open("rb") as file:
        data = file.read()
    try:
        found = scores_or_columns(scope, read(data, started.name), habits_of(agency, TableName.SCORES))
    except FileRefused as refused:
        messages.error(request, translated(refused))
        return redirect("exchange:import", slug, pk)
    source = actions.keep_source(
        agency=agency,
        table=TableName.SCORES,
        fiscal_year=scope.fiscal_year,
        name=started.name,
        data=data,
        found_json=found.to_json(),
        by=request.user,
    )
    return redirect("exchange:paste_rows", slug, source.pk)


@form_view
def rows(request, slug, pk):
    """The rows of a source to choose from; those chosen become a file that is brought in like any other."""
    agency = get_agency(request, slug, Capability.ENTER)
    source = get_object_or_404(Source.objects.select_related("agency"), agency=agency, pk=pk)
    meant = targets_of(source)
    wanted = request.POST.get("what") or request.GET.get("what")
    target = next((each for each in meant if each.key == wanted), meant[-1] if meant else None)
    if source.by_id != request.user.pk or target is None:
        messages.error(request, _NO_TARGET if source.by_id == request.user.pk else _NOT_YOURS)
        return redirect("exchange:paste", slug)
    scope = target.scope(agency)
    found = fitted(Found.from_json(source.found_json), scope)
    agreed = "agreed" in request.POST
    if found.foreign and not agreed:
        return _ask(request, target, found.foreign)
    form = ChosenRowsForm(request.POST, found=found, editable=_EDITABLE.get(target.table, cells_of)(scope))
    if request.method == "POST" and form.is_valid():
        return _answer(request, source, target, form)
    return _check(request, source, target, Ticks(found, agreed=agreed), found.best, form)


def _ask(request, target: Target, foreign: str):
    """Ask the one question about a source that says it is of another year or agency."""
    page = ConfirmPage(
        title=gettext("ตรวจว่าเป็นของปีและหน่วยงานนี้"),
        question=digits(gettext("ใช้ต้นฉบับนี้กับ “{label}” หรือไม่").format(label=translated(target.label))),
        body=digits(gettext("{foreign} ยังไม่ได้บันทึกอะไร").format(foreign=translated(foreign))),
        submit=gettext("ใช่ ใช้ต้นฉบับนี้"),
        cancel=reverse("exchange:paste", args=[request.resolver_match.kwargs["slug"]]),
        cancel_label=gettext("ไม่ใช่ กลับไปเลือกใหม่"),
        is_grave=False,
        hidden=[{"name": "agreed", "value": "1"}],
    )
    return ask_first(request, page)


def _answer(request, source: Source, target: Target, form: ChosenRowsForm):
    """Show another table, or bring in the rows that were ticked in the one that was shown."""
    if "change" in request.POST:
        return _check(
            request, source, target, *change(request, source, target.scope(source.agency), form), form
        )
    place, ticks, looking = form.cleaned_data["table"], form.ticks(), "show" in request.POST
    if looking or place != form.cleaned_data["shown"]:
        # Rows that nobody has seen are not brought in.
        if not looking:
            messages.warning(request, _OTHER_TABLE)
        return _check(request, source, target, ticks, place, form)
    chosen = ticks.rows(place)
    if not chosen or ticks.found.tables[place].unknown:
        return _check(request, source, target, ticks, place, form, _WHICH if chosen else _NO_ROW)
    data = _as_file(ticks.found.tables[place], chosen)
    file = ContentFile(data, name=marked(f"ตารางที่เลือกไว้ {target.label}.csv"))
    started = bring_in(target.scope(source.agency), file, by=request.user, source=source)
    return redirect("exchange:import", source.agency.slug, started.pk)


def _check(
    request,
    source: Source,
    target: Target,
    ticks: Ticks,
    place: int,
    form: ChosenRowsForm,
    problem: str = "",
):
    """Show the rows of a table with what is not sure; those that are sure are ticked already."""
    context = {
        "source": source,
        "target": target,
        "tables": ticks.found.tables,
        "place": place,
        "table": ticks.found.tables[place],
        "rows": shown_rows(ticks, place, form.lists),
        **columns_context(source.table, ticks.found, ticks.found.tables[place]),
        "agreed": ticks.agreed,
        "choices": form.choices,
        "edits_elsewhere": form.edits_elsewhere(place),
        "ticked_elsewhere": ticks.elsewhere(place),
        "was_shown": sorted({*ticks.shown, place}),
        "problem": problem,
        "rounds": targets_of(source),
        "whole_url": whole_url(source),
    }
    return render(request, "exchange/paste_check.html", context)


def _as_file(table: Table, rows: list[tuple[str, ...]]) -> bytes:
    columns = tuple(Column(name, name, CellKind.TEXT) for name in table.headings)
    lines = tuple(dict(zip(table.headings, cells, strict=False)) for cells in rows)
    return as_csv(Layout("ตาราง", columns, lines))
