"""Signing in and a person's own choices."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods

from agencies.actions import password_changed, save_preferences
from agencies.forms import PasswordForm, PreferencesForm, SignInForm
from agencies.interrupted import FIELD, kept
from agencies.models import Membership

form_page = method_decorator(require_http_methods(["GET", "HEAD", "POST"]), name="dispatch")


@form_page
@method_decorator(login_not_required, name="dispatch")
class SignIn(auth.LoginView):
    """Sign-in with user name and password; a demonstration portal shows its sample accounts."""

    authentication_form = SignInForm
    redirect_authenticated_user = True

    @classmethod
    def carrying(cls, request, text: str):
        """Answer a form that came too late with the sign-in page; ``text`` is what ``agencies.interrupted`` kept."""
        view = cls()
        view.setup(request)
        form = view.get_form_class()(request)
        return view.render_to_response(
            view.get_context_data(form=form, interrupted=text, came_too_late=True), status=403
        )

    def form_valid(self, form):
        response = super().form_valid(form)
        late = kept(self.request.POST.get(FIELD, ""))
        if late is None:
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


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request):
    """E-mail address, digits and colours of the person's own account."""
    form = PreferencesForm(request.POST or None, initial=PreferencesForm.initial_of(request.user))
    if request.method == "POST" and form.is_valid():
        save_preferences(user=request.user, **form.cleaned_data)
        messages.success(request, "บันทึกการตั้งค่าแล้ว")
        return redirect("account")
    memberships = Membership.objects.current().filter(user=request.user).select_related("agency")
    return render(request, "agencies/account.html", {"form": form, "memberships": memberships})


@form_page
class ChangePassword(auth.PasswordChangeView):
    """A new password, after typing the old one."""

    form_class = PasswordForm
    template_name = "agencies/account_password.html"
    success_url = reverse_lazy("account")

    def form_valid(self, form):
        response = super().form_valid(form)
        password_changed(user=self.request.user)
        messages.success(self.request, "เปลี่ยนรหัสผ่านแล้ว")
        return response


@login_not_required
def csrf_failure(request, reason=""):
    """Explain a form that was open too long, in Thai."""
    return render(request, "403_csrf.html", status=403)
