"""The second factor: codes of an app, passkeys and recovery codes, and asking for them.

Passkeys bring libraries that take long to import: accounts/urls.py imports this module when a page of it is asked for.
"""

from allauth.mfa.base import views as base
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse, reverse_lazy

from accounts.adapters import FactorAdapter
from accounts.factor_due import is_factor_due
from accounts.forms import factors as forms
from accounts.queries import factors_of
from accounts.views.again import Again
from accounts.views.carried import carried_on
from accounts.views.pages import FormFrame, account_page
from itaportal.editing.flow import FormPage
from itaportal.editing.interrupted import FIELD
from itaportal.language import gettext, gettext_lazy

_AGAIN = gettext_lazy("ยืนยันว่าเป็นท่าน")


def security_page(title: str, **words) -> FormPage:
    """Return a page below the overview of ways to prove who one is."""
    security = reverse("mfa_index")
    words = {"cancel": security, "is_guarded": False, **words}
    crumbs = [(gettext("บัญชีของท่าน"), reverse("account")), (gettext("ความปลอดภัย"), security)]
    return FormPage(title=title, crumbs=crumbs, **words)


class SecondFactor(base.AuthenticateView):
    """After the password: a code or a passkey; a form that came too late is carried on."""

    form_class = forms.SecondFactorForm
    webauthn_form_class = forms.SecondFactorKeyForm
    template_name = "accounts/second_factor.html"

    def form_valid(self, form):
        return carried_on(self.request, super().form_valid(form))

    def get_context_data(self, **kwargs):
        carried = getattr(self.request, "carried", "") or self.request.POST.get(FIELD, "")
        context = {**super().get_context_data(**kwargs), "interrupted": carried}
        posted = context["webauthn_form"] if context["webauthn_form"].is_bound else context["form"]
        has_key = factors_of(self.stage.login.user).filter(type=Authenticator.Type.WEBAUTHN).exists()
        return {**context, "posted": posted, "has_key": has_key}


class AskAgainByCode(Again, base.ReauthenticateView):
    """A code instead of the password."""

    form_class = forms.AgainByCodeForm

    def get_page(self):
        return account_page(_AGAIN, lead=gettext("ใส่รหัสจากแอปหรือรหัสสำรอง"), submit=gettext("ยืนยัน"))


class AskAgainByKey(Again, webauthn.ReauthenticateWebAuthnView):
    """A passkey instead of the password."""

    form_class = forms.AgainByKeyForm
    template_name = "accounts/again_by_key.html"

    def get_page(self):
        return account_page(_AGAIN, lead=gettext("ใช้กุญแจที่ลงทะเบียนไว้ในเครื่องนี้หรือในโทรศัพท์"))

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form))


class Security(base.IndexView):
    """Everything by which the person proves who they are."""

    template_name = "accounts/security.html"

    def get_context_data(self, **kwargs):
        context = {**super().get_context_data(**kwargs), "is_due": is_factor_due(self.request)}
        if settings.OIDC_SERVER_URL:
            connected = SocialAccount.objects.filter(user=self.request.user).first()
            context |= {"external": settings.OIDC_NAME, "connected": connected}
        return context


class AddApp(FormFrame, totp.ActivateTOTPView):
    """Let an app on the telephone make codes."""

    form_class = forms.AddAppForm
    template_name = "accounts/add_app.html"

    def get_page(self):
        return security_page(gettext("เพิ่มแอปสร้างรหัส"), submit=gettext("เปิดใช้แอป"))


class RemoveApp(FormFrame, totp.DeactivateTOTPView):
    """Codes of the app are asked for no more."""

    form_class = forms.RemoveAppForm
    template_name = "accounts/remove_factor.html"

    def get_page(self):
        return security_page(
            gettext("เลิกใช้แอปสร้างรหัส"), lead=gettext("รหัสจากแอปจะใช้เข้าระบบไม่ได้อีก"), submit=gettext("เลิกใช้")
        )


class AddKey(FormFrame, webauthn.AddWebAuthnView):
    """Let a passkey of the device prove who one is."""

    form_class = forms.AddKeyForm
    template_name = "accounts/add_key.html"

    def get_page(self):
        return security_page(gettext("เพิ่มกุญแจ (passkey)"))


class RemoveKey(FormFrame, webauthn.RemoveWebAuthnView):
    """A passkey is accepted no more."""

    template_name = "accounts/remove_factor.html"
    success_url = reverse_lazy("mfa_index")

    def get_page(self):
        name = self.object.wrap().name
        return security_page(
            gettext("เลิกใช้กุญแจ"),
            lead=gettext("กุญแจ “{name}” จะใช้เข้าระบบไม่ได้อีก").format(name=name),
            submit=gettext("เลิกใช้"),
        )

    def form_valid(self, form):
        if not FactorAdapter().can_delete_authenticator(self.get_object()):
            messages.error(self.request, FactorAdapter.error_messages["cannot_delete_authenticator"])
            return HttpResponseRedirect(reverse("mfa_index"))
        return super().form_valid(form)


class RecoveryCodes(recovery.ViewRecoveryCodesView):
    """The codes for the day the telephone is lost, shown once."""

    template_name = "accounts/recovery_codes.html"


class NewRecoveryCodes(FormFrame, recovery.GenerateRecoveryCodesView):
    """New recovery codes; those before are worth nothing any more."""

    form_class = forms.NewRecoveryCodesForm
    template_name = "accounts/remove_factor.html"

    def get_page(self):
        return security_page(
            gettext("ออกรหัสสำรองชุดใหม่"),
            lead=gettext("รหัสสำรองชุดเดิมจะใช้ไม่ได้อีก ระบบแสดงชุดใหม่ครั้งเดียว"),
            submit=gettext("ออกรหัสชุดใหม่"),
        )
