"""The page on which the mapping of a draft to the year before is edited."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from agencies.access import for_site_administrators
from criteria import actions
from criteria.actions import CriteriaRefused, PackChanged
from criteria.forms import MappingForm
from criteria.models import CriteriaPack
from criteria.queries import last_change
from criteria.views.packs import pack_crumbs, pack_or_404
from itaportal.editing.conflicts import moment
from itaportal.editing.flow import FormPage, edit_form, form_view, posted, show_form
from itaportal.language import gettext
from itaportal.templatetags.thai import digits


@form_view
@for_site_administrators
def edit(request, year, version):
    """Which indicators of the year before each of the draft's continues."""
    pack, before = pack_or_404(year, version), CriteriaPack.objects.of_year(year - 1)
    if refusal := _refusal(pack, before):
        messages.error(request, refusal)
        return redirect("criteria:pack", year, version)
    form = MappingForm(posted(request), pack=pack, before=before.criteria)
    this, last = digits(year), digits(year - 1)
    crumbs = pack_crumbs(pack)
    page = FormPage(
        title=gettext("เทียบตัวชี้วัดปี {this} กับปี {last}").format(this=this, last=last),
        heading=gettext("ตัวชี้วัดปี {this} มาจากตัวชี้วัดใดของปี {last}").format(this=this, last=last),
        here=gettext("เทียบกับปีก่อน"),
        lead=gettext("เส้นคะแนนย้อนหลังห้าปีใช้การเทียบนี้ ตัวชี้วัดที่แยก รวม หรือตั้งใหม่จะเริ่มเส้นใหม่ เพราะคะแนนเทียบกันไม่ได้"),
        crumbs=crumbs,
        submit=gettext("บันทึกการเทียบ"),
        cancel=crumbs[-1][1],
    )
    if form.is_bound and form.data.get("sha256") != pack.sha256:
        return show_form(request, page, form, conflict=_conflict(form), template="criteria/mapping.html")

    def save() -> HttpResponse | None:
        try:
            changed = actions.save_mapping(pack=pack, sha256=pack.sha256, entry=form.entry(), by=request.user)
        except PackChanged:  # in this very moment: begin again with what is stored now
            return edit(request, year, version)
        except CriteriaRefused as refused:
            form.take(refused.problems)
            return None
        if changed:
            messages.success(request, gettext("บันทึกการเทียบกับปีก่อนแล้ว กรุณาอ่านผลในตารางด้านล่าง"))
        else:
            messages.info(request, gettext("การเทียบกับปีก่อนเหมือนที่บันทึกไว้แล้ว ไม่มีอะไรเปลี่ยน"))
        return redirect(page.cancel)

    return edit_form(request, page, form, save, template="criteria/mapping.html")


def _refusal(pack: CriteriaPack, before: CriteriaPack | None) -> str:
    """Return why there is nothing to edit and what to do, "" where there is."""
    year = digits(pack.fiscal_year - 1)
    if pack.is_published:
        return gettext("เกณฑ์รุ่นนี้เผยแพร่แล้ว แก้ไขการเทียบไม่ได้ ถ้าต้องแก้ ให้ดาวน์โหลด เพิ่มเลขรุ่น แล้วอัปโหลดเป็นร่างใหม่")
    if before is None:
        return gettext("ยังไม่มีเกณฑ์ปี {year} ที่เผยแพร่แล้ว จึงไม่มีตัวชี้วัดให้เทียบ กรุณาเผยแพร่เกณฑ์ปี {year} ก่อน").format(
            year=year
        )
    if not pack.criteria.indicators or not before.criteria.indicators:
        return gettext("ปีนี้หรือปี {year} บันทึกเฉพาะคะแนนรวม ไม่มีตัวชี้วัดให้เทียบกัน").format(year=year)
    return ""


def _conflict(form: MappingForm) -> dict[str, Any]:
    """Return what ``_components/conflict.html`` shows when the draft is another one than the page was opened with."""
    last = last_change(form.pack)
    return {
        "who": last.actor_name if last else gettext("ระบบ"),
        "heading": gettext("ร่างนี้ถูกเปลี่ยนหลังจากที่ท่านเปิดหน้านี้ ตัวชี้วัดด้านล่างเป็นของร่างใหม่"),
        "when": moment(last.at if last else form.pack.loaded_at),
        "rows": form.compared(),
    }
