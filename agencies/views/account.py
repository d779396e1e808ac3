"""Signing in and a person's own choices."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters

from agencies.actions import password_changed, save_preferences
from agencies.forms.accounts import PasswordForm, PreferencesForm, SignInForm
from agencies.models import Membership
from itaportal.editing.flow import FormPage, edit_form, form_view, go_on, posted
from itaportal.editing.interrupted import FIELD, reopen


@method_decorator(form_view, name="dispatch")
@method_decorator(login_not_required, name="dispatch")
class SignIn(auth.LoginView):
    """Sign-in with user name and password; a demonstration portal shows its sample accounts."""

    authentication_form = SignInForm
    redirect_authenticated_user = True

    @classmethod
    def carrying(cls, request, text: str):
        """Answer a form that came too late with the sign-in page; ``text`` is what ``itaportal.editing.interrupted`` kept."""
        view = cls()
        view.setup(request)
        form = view.get_form_class()(request)
        return view.render_to_response(
            view.get_context_data(form=form, interrupted=text, came_too_late=True), status=403
        )

    def form_valid(self, form):
        response = super().form_valid(form)
        late = reopen(self.request.POST.get(FIELD, ""))
        if late is None:
            return response
        if late.person != str(self.request.user.pk):
            messages.info(self.request, "มีแบบฟอร์มที่ผู้ใช้อื่นกรอกค้างไว้ในเครื่องนี้ ระบบไม่แสดงและไม่ส่งต่อ")
            return response
        return render(self.request, "registration/interrupted.html", {"late": late})

    def get_context_data(self, **kwargs):
        context = {"interrupted": self.request.POST.get(FIELD, "")} | super().get_context_data(**kwargs)
        if settings.DEMO:
            context |= {"demo_accounts": _demo_accounts(), "demo_password": settings.DEMO_PASSWORD}
        return context


def _demo_accounts() -> list[dict[str, str]]:
    memberships = Membership.objects.filter(agency__slug="sai-thong").select_related("user")
    accounts = [
        {"username": entry.user.username, "role": f"{entry.position_title} – {entry.get_role_display()}"}
        for entry in memberships
        if entry.role != "viewer"
    ]
    return [*accounts, {"username": "admin", "role": "ผู้ดูแลระบบ"}]


@form_view
def preferences(request):
    """E-mail address, digits and colours of the person's own account."""
    form = PreferencesForm(posted(request), instance=request.user)

    def save():
        save_preferences(user=request.user, **form.cleaned_data)
        return go_on(request, "บันทึกการตั้งค่าแล้ว", "account")

    memberships = Membership.objects.current().filter(user=request.user).select_related("agency")
    page = FormPage(title="บัญชีของฉัน", lead=f"ชื่อผู้ใช้ {request.user.username}")
    context = {"memberships": memberships}
    return edit_form(request, page, form, save, template="agencies/account.html", context=context)


@sensitive_post_parameters()
@form_view
def change_password(request):
    """A new password, after typing the old one; the person stays signed in here, and nowhere else."""
    form = PasswordForm(request.user, posted(request))

    def save():
        update_session_auth_hash(request, form.save())
        password_changed(user=request.user)
        return go_on(request, "เปลี่ยนรหัสผ่านแล้ว", "account")

    account = reverse("account")
    page = FormPage(
        title="เปลี่ยนรหัสผ่าน",
        crumbs=[("บัญชีของฉัน", account)],
        submit="เปลี่ยนรหัสผ่าน",
        cancel=account,
        is_guarded=False,
    )
    return edit_form(request, page, form, save)


@login_not_required
def csrf_failure(request, reason=""):
    """Explain a form that was open too long, in Thai."""
    return render(request, "403_csrf.html", status=403)
