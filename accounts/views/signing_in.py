"""The way in with user name and password."""

from copy import copy

from allauth.account.views import LoginView
from django.conf import settings
from django.http import QueryDict
from django.urls import resolve, reverse

from accounts.forms.signing_in import SignInForm
from accounts.queries import demo_accounts
from accounts.views.carried import carried_on
from itaportal.editing.interrupted import FIELD, reopen


class SignIn(LoginView):
    """Sign-in with user name and password; a demonstration portal shows its sample accounts."""

    form_class = SignInForm
    template_name = "accounts/sign_in.html"

    @classmethod
    def carrying(cls, request, text: str):
        """Answer a form that came too late with the sign-in page; ``text`` is what ``itaportal.editing.interrupted`` kept."""
        view = cls()
        view.setup(request)
        form = SignInForm(request=request)
        context = view.get_context_data(form=form, interrupted=text, came_too_late=True, next="")
        return view.render_to_response(context, status=403)

    def form_valid(self, form):
        response = super().form_valid(form)
        if self.request.user.is_authenticated:
            return carried_on(self.request, response)
        kept = self.request.POST.get(FIELD, "")
        return self._second_factor_carrying(kept) if reopen(kept) else response

    def _second_factor_carrying(self, text: str):
        """Answer with the page of the second factor at once: a redirect would carry nothing."""
        request = copy(self.request)
        request.method, request.POST = "GET", QueryDict()
        request.carried = text
        return resolve(reverse("mfa_authenticate")).func(request)

    def get_context_data(self, **kwargs):
        carried = {"interrupted": self.request.POST.get(FIELD, ""), "next": self.get_next_url()}
        context = super().get_context_data(**(carried | kwargs))
        context["external"] = settings.OIDC_NAME if settings.OIDC_SERVER_URL else ""
        return context | demo_accounts()
