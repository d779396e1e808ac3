"""What a person is told, and what of it is mailed as well."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render

from accounts.views.pages import account_page
from approvals import actions
from approvals.enums import MAILED_BY_CHOICE
from approvals.forms.notices import MailChoicesForm
from approvals.queries.desk import Desk
from approvals.queries.editions import notices_of
from itaportal.editing.flow import edit_form, form_view, go_on, posted
from itaportal.language import gettext


@form_view
def notices(request):
    """The person's notices, newest first; a POST marks them all as read, or those of one edition and opens it."""
    mine = notices_of(request.user).select_related(
        "edition__document__agency", "proposal__agency", "calendar"
    )
    mine = mine.defer("edition__snapshot")
    if request.method != "POST":
        page = Paginator(mine, 30).get_page(request.GET.get("page"))
        context = {"page": page, "unread": Desk.of(request).unread}
        return render(request, "approvals/notices.html", context)
    if "notice" in request.POST:
        pk = request.POST["notice"]
        notice = get_object_or_404(mine, pk=pk if pk.isdecimal() and len(pk) < 18 else 0)
        actions.mark_read(user=request.user, like=notice)
        return redirect(notice.page)
    marked = actions.mark_read(user=request.user)
    return go_on(request, gettext("ทำเครื่องหมายว่าอ่านแล้ว {marked} เรื่อง").format(marked=marked), "notices")


@form_view
def mail_choices(request):
    """Which kinds of notice the person also wants by e-mail."""
    unwanted = set(request.user.mail_choices.values_list("kind", flat=True))
    wanted = [kind for kind, _ in MAILED_BY_CHOICE if kind not in unwanted]
    form = MailChoicesForm(posted(request), initial={"kinds": wanted})

    def save():
        actions.choose_mail(user=request.user, wanted=form.cleaned_data["kinds"])
        return go_on(request, gettext("บันทึกเรื่องที่รับทางอีเมลแล้ว"), "mail_choices")

    page = account_page(gettext("เรื่องที่รับทางอีเมล"), is_guarded=True)
    return edit_form(request, page, form, save, template="approvals/notice_mail.html")
