"""Changing the password, and the way back for whoever forgot it."""

from allauth.account import views as allauth
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters

from accounts.forms.signing_in import AgainForm, ForgottenForm, NewPasswordForm, PasswordForm
from accounts.views.again import Again
from accounts.views.pages import FormFrame, account_page
from itaportal.editing.flow import FormPage
from itaportal.language import gettext, gettext_lazy

_hidden = method_decorator(sensitive_post_parameters(), name="dispatch")


@_hidden
class ChangePassword(FormFrame, allauth.PasswordChangeView):
    """A new password, after typing the old one; the person stays signed in here, and nowhere else."""

    form_class = PasswordForm

    def dispatch(self, request, *args, **kwargs):
        # Who comes in by an account elsewhere and has no password gets one by mail.
        if not request.user.has_usable_password():
            return redirect("account_reset_password")
        return super().dispatch(request, *args, **kwargs)

    def get_page(self):
        if self.request.user.password_is_own:
            return account_page(gettext("เปลี่ยนรหัสผ่าน"), submit=gettext("เปลี่ยนรหัสผ่าน"))
        lead = gettext("รหัสผ่านที่ใช้อยู่มีผู้อื่นตั้งให้ กรุณาตั้งรหัสผ่านของท่านเองก่อนใช้งานส่วนอื่น")
        return FormPage(
            title=gettext("ตั้งรหัสผ่านของท่านเอง"), lead=lead, submit=gettext("ตั้งรหัสผ่าน"), is_guarded=False
        )


@_hidden
class AskAgain(Again, allauth.ReauthenticateView):
    """The password again, before something that matters."""

    form_class = AgainForm

    def get_page(self):
        return account_page(
            gettext("ยืนยันว่าเป็นท่าน"),
            lead=gettext("ก่อนทำรายการนี้ กรุณาใส่รหัสผ่านอีกครั้ง ระบบจะไม่ถามซ้ำอีก 5 นาที"),
            submit=gettext("ยืนยัน"),
        )


class Forgotten(FormFrame, allauth.PasswordResetView):
    """Ask for a link to a new password; the answer is the same whether the address is known or not."""

    form_class = ForgottenForm
    template_name = "accounts/forgotten.html"
    page = FormPage(title=gettext_lazy("ลืมรหัสผ่าน"), submit=gettext_lazy("ส่งลิงก์ตั้งรหัสผ่านใหม่"), is_guarded=False)


@_hidden
class NewPassword(FormFrame, allauth.PasswordResetFromKeyView):
    """A new password by the link of a mail; an old or used link says what to do instead."""

    form_class = NewPasswordForm
    template_name = "accounts/new_password.html"
    page = FormPage(
        title=gettext_lazy("ตั้งรหัสผ่านใหม่"), submit=gettext_lazy("ตั้งรหัสผ่านและเข้าสู่ระบบ"), is_guarded=False
    )


def link_sent(request):
    """Say that a link is on its way, if the address belongs to an account."""
    return render(request, "accounts/link_sent.html")


def too_many(request):
    """Say that a link, or a try, was asked for too often."""
    return render(request, "accounts/too_many.html", status=429)
