"""The way in by a one-time code from paper or by the link of an invitation: to a password of one's own."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.http import HttpRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from accounts import actions
from accounts.forms.signing_in import CodeForm, NewPasswordForm
from accounts.models import OneTimeCode
from agencies.middleware import client_ip
from itaportal import ratelimits
from itaportal.editing.flow import FormPage, edit_form, form_view, posted
from itaportal.language import gettext, gettext_lazy

_KEY = "one_time_code"
_WRONG = gettext_lazy("ชื่อผู้ใช้หรือรหัสไม่ถูกต้อง หรือรหัสหมดอายุแล้ว กรุณาตรวจสอบ หากใส่ผิดครบ 5 ครั้ง รหัสจะใช้ไม่ได้อีก")


@sensitive_post_parameters()
@form_view
def enter_code(request):
    """Name and code from paper."""
    if wait := ratelimits.seconds_left(ratelimits.FAILED_SIGN_INS, client_ip(request)):
        return render(request, "accounts/locked.html", {"address_minutes": max(1, wait // 60)}, status=429)
    form = CodeForm(posted(request))

    def save():
        values = form.cleaned_data
        code = actions.try_code(username=values["username"], secret=values["code"])
        if code is None:
            ratelimits.seconds_to_wait(ratelimits.FAILED_SIGN_INS, client_ip(request))
            return form.add_error(None, _WRONG)
        return _go_on_with(request, code)

    page = FormPage(title=gettext("เข้าใช้ด้วยรหัสครั้งเดียว"), submit=gettext("ต่อไป"))
    return edit_form(request, page, form, save, template="accounts/enter_code.html")


def open_link(request, pk, secret):
    """The link of an invitation."""
    code = actions.try_link(pk=pk, secret=secret)
    return _go_on_with(request, code) if code else _gone(request)


@sensitive_post_parameters()
@form_view
def own_password(request):
    """A password of one's own, once a code was accepted; then the person is signed in."""
    code = OneTimeCode.objects.filter(pk=request.session.get(_KEY)).open().select_related("user").first()
    if code is None:
        return _gone(request)
    form = NewPasswordForm(posted(request), user=code.user)

    def save():
        user = actions.use_code(pk=code.pk, password=form.cleaned_data["password1"])
        record_authentication(request, user, method="password")
        return perform_login(request, user)

    page = FormPage(
        title=gettext("ตั้งรหัสผ่านของท่านเอง"),
        lead=gettext("บัญชี {username} – {user}").format(
            username=code.user.username, user=code.user.get_full_name()
        ),
        submit=gettext("ตั้งรหัสผ่านและเข้าสู่ระบบ"),
    )
    gone = {actions.CodeGone: (None, gettext("รหัสนี้ถูกใช้ไปแล้ว กรุณาขอรหัสใหม่"))}
    return edit_form(request, page, form, save, refusals=gone, template="accounts/new_password.html")


def _go_on_with(request: HttpRequest, code: OneTimeCode):
    request.session.cycle_key()
    request.session[_KEY] = code.pk
    return redirect("new_password")


def _gone(request: HttpRequest):
    page = FormPage(title=gettext("ลิงก์หรือรหัสนี้ใช้ไม่ได้แล้ว"), cancel=reverse("account_login"))
    return render(request, "accounts/new_password.html", {"page": page, "token_fail": True})
